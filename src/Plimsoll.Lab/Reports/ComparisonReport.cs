using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Models;

namespace Plimsoll.Lab.Reports;

/// <summary>What the rulebooks ask of each netting set, as a page with charts in one file.</summary>
public static class ComparisonReport
{
    /// <summary>The page.</summary>
    /// <param name="sets">The netting sets.</param>
    /// <param name="rows">For each netting set what each rulebook asks.</param>
    /// <param name="market">The market it is for.</param>
    public static string Of(ImmutableArray<AccountSnapshot> sets, ImmutableArray<ImmutableArray<RulebookComparison>> rows, MarketSnapshot market)
    {
        ArgumentNullException.ThrowIfNull(market);
        var page = new HtmlPage("Margin under several rulebooks");
        page.Add("h1", "Margin under several rulebooks");
        page.Add("p", $"Market of {market.AsOf}, valued at {market.ValuationTime}. Amounts in US dollars unless said otherwise. Bars: initial margin by its parts; the black mark is maintenance margin.", "soft");
        Rulebooks(page, rows);
        if (rows.Length > 1) Overview(page, rows);
        string[] components = [.. rows.SelectMany(row => row).Where(cell => cell.Statement is not null).SelectMany(cell => Parts(cell.Statement!)).Select(part => part.Name).Distinct()];
        for (int i = 0; i < rows.Length; i++) NettingSet(page, sets[i], rows[i], market, components);
        return page.ToString();
    }

    private static void Rulebooks(HtmlPage page, ImmutableArray<ImmutableArray<RulebookComparison>> rows)
    {
        page.Add("<details><summary>The rulebooks, and how far each is verified</summary>");
        page.Table(["rulebook", "verified", "against what", "sha256"], rows.FirstOrDefault([]).Select(cell => ((string, string?)[])
        [
            (cell.Rulebook.ToString(), null), Standing(cell.Rulebook.Verified), (cell.Rulebook.Verification, null), (cell.Rulebook.Sha256[..Math.Min(12, cell.Rulebook.Sha256.Length)], "soft"),
        ]));
        page.Add("</details>");
    }

    // One row a rulebook, one column a netting set: initial margin as a multiple of the least there.
    private static void Overview(HtmlPage page, ImmutableArray<ImmutableArray<RulebookComparison>> rows)
    {
        page.Add("h3", "Initial margin under every rulebook, in multiples of the least for the account");
        decimal[] least = [.. rows.Select(row => row.Where(cell => cell.Statement is { InitialMargin.Amount: > 0m }).Select(cell => cell.Statement!.InitialMargin.Amount).DefaultIfEmpty(0m).Min())];
        IEnumerable<IReadOnlyList<(string, string?)>> multiples = Enumerable.Range(0, rows[0].Length).Select(book => ((string, string?)[])
        [
            (rows[0][book].Rulebook.ToString(), null), Standing(rows[0][book].Rulebook.Verified), .. rows.Select((row, i) => Multiple(row[book].Statement, least[i])),
        ]);
        page.Table(
            ["rulebook", "verified", .. rows.Select(row => row[0].Outcome.Account + ">")],
            [[("the least, USD", "soft"), ("", null), .. least.Select(amount => (ReportText.Whole(amount), (string?)"soft"))], .. multiples]);
    }

    private static (string, string?) Multiple(MarginStatement? statement, decimal least)
    {
        if (statement is null) return ("–", "soft");
        decimal initial = statement.InitialMargin.Amount;
        return least == 0m ? (ReportText.Whole(initial), null) : (ReportText.Times(initial / least), initial == least ? "good" : null);
    }

    private static void NettingSet(HtmlPage page, AccountSnapshot set, ImmutableArray<RulebookComparison> row, MarketSnapshot market, string[] components)
    {
        page.Add("h2", set.Path.ToString());
        page.Add("p", Holdings(set), "soft");
        RulebookComparison[] known = [.. row.Where(cell => cell.Statement is not null).OrderBy(cell => cell.Statement!.InitialMargin.Amount)];
        if (known.Length > 1) page.Add("p", Difference(known));
        if (known.Length > 0)
        {
            Bars(page, known, components);
            Figures(page, known);
            Levels(page, known, market);
        }

        Refusals(page, row);
        foreach (RulebookComparison cell in row.Where(cell => cell.Replacements.Length > 0))
            page.Add("p", $"{cell.Rulebook}: {string.Join(", ", cell.Replacements.Select(one => $"{one.From} as {one.To}{(one.IsQuoted ? "" : " at the same price")}").Concat(cell.Balances.Select(one => $"{one.From} balances as {one.To}")).Concat(cell.AtPar.Select(coin => $"{coin} without a price at 1 USD")))}.", "warn");
    }

    private static string Holdings(AccountSnapshot set)
    {
        string[] parts =
        [
            .. set.Collateral.Where(balance => balance.Amount != 0m).Select(balance => $"{CanonicalWriter.Text(balance.Amount)} {balance.Currency}"),
            .. set.Positions.Select(position => $"{(position.Quantity > 0m ? "+" : "")}{CanonicalWriter.Text(position.Quantity)} {position.Symbol}"),
        ];
        string orders = set.Orders.Length > 0 ? FormattableString.Invariant($"; {set.Orders.Length} open orders") : "";
        return (parts.Length > 12 ? string.Join(", ", parts.Take(12)) + FormattableString.Invariant($" and {parts.Length - 12} more") : string.Join(", ", parts)) + orders;
    }

    private static string Difference(RulebookComparison[] known)
    {
        RulebookComparison least = known[0], most = known[^1];
        decimal low = least.Statement!.InitialMargin.Amount, high = most.Statement!.InitialMargin.Amount;
        string factor = low > 0m ? $"{ReportText.Times(high / low)} what {least.Rulebook} asks" : $"{ReportText.Whole(high)} where {least.Rulebook} asks nothing";
        return $"{most.Rulebook} asks {factor}. The rule that binds there: {Rule(most)}; under {least.Rulebook}: {Rule(least)}.";
    }

    private static string Rule(RulebookComparison cell) => cell.Binding is not { } line ? "none"
        : $"{ReportText.Words(line.Component)}{(line.Subject.Length > 0 ? " of " + line.Subject : "")} ({ReportText.Percent((double)(line.Initial.Amount / cell.Statement!.InitialMargin.Amount))})";

    private static void Bars(HtmlPage page, RulebookComparison[] known, string[] components)
    {
        string[] names = [.. known.SelectMany(cell => Parts(cell.Statement!).Select(part => part.Name)).Distinct()];
        Bar[] bars = [.. known.Select(cell => new Bar(
            cell.Rulebook.ToString(),
            $"{ReportText.Whole(cell.Statement!.InitialMargin.Amount)}{(cell.Rulebook.Verified == Verified.Exact ? "" : " (" + ReportText.Words(cell.Rulebook.Verified) + ")")}",
            [.. Parts(cell.Statement!).Select(part => (part.Name, part.Amount, Array.IndexOf(components, part.Name)))],
            (double)Math.Max(0m, cell.Statement!.MaintenanceMargin.Amount)))];
        page.Add(StackedBars.Svg("Initial margin of each rulebook by its parts", bars));
        page.Add($"<p class=\"legend\">{string.Concat(names.Select(name => $"<span><i style=\"background:var(--s{Array.IndexOf(components, name) % 10})\"></i>{HtmlPage.Encoded(name)}</span>"))}</p>");
    }

    // By component; credits are taken off the largest parts, so that the bar is as long as the requirement.
    private static IEnumerable<(string Name, double Amount)> Parts(MarginStatement statement)
    {
        var parts = statement.Lines.SelectMany(Rules).GroupBy(line => line.Component).Select(group => (Name: ReportText.Words(group.Key), Amount: (double)group.Sum(line => line.Initial.Amount))).ToArray();
        double credit = -parts.Where(part => part.Amount < 0).Sum(part => part.Amount);
        foreach ((string name, double amount) in parts.Where(part => part.Amount > 0).OrderByDescending(part => part.Amount))
        {
            double taken = Math.Min(credit, amount);
            credit -= taken;
            if (amount > taken) yield return (name, amount - taken);
        }
    }

    // Currencies, groups and underlyings say where; the lines below them say what for.
    private static IEnumerable<MarginLine> Rules(MarginLine line) =>
        line.Component is MarginComponent.Currency or MarginComponent.Group or MarginComponent.Underlying && line.Lines.Any(part => part.Evidence is not Evidence.Share) ? line.Lines.SelectMany(Rules) : [line];

    private static void Figures(HtmlPage page, RulebookComparison[] known) => page.Table(
        ["rulebook", "verified", "status", "initial>", "maintenance>", "equity>", "excess>", "leverage>", "part of notional>", "rule that binds", "liquidation"],
        known.Select(cell =>
        {
            MarginStatement statement = cell.Statement!;
            decimal gross = cell.GrossNotional!.Value.Amount;
            return ((string, string?)[])
            [
                (cell.Rulebook.ToString(), null), Standing(cell.Rulebook.Verified),
                (ReportText.Words(statement.Status), statement.Status switch { MarginStatus.Healthy => "good", MarginStatus.Restricted or MarginStatus.MarginCall => "warn", _ => "bad" }),
                (ReportText.Whole(statement.InitialMargin.Amount), null), (ReportText.Whole(statement.MaintenanceMargin.Amount), null), (ReportText.Whole(statement.Equity.Amount), null),
                (ReportText.Whole(statement.Excess.Amount), statement.Excess.Amount < 0m ? "bad" : null), (cell.Leverage is { } times ? ReportText.Times(times) : "–", null),
                (gross > 0m ? ReportText.Percent((double)(statement.InitialMargin.Amount / gross)) : "–", null), (cell.Binding is null ? "" : Rule(cell), null),
                (string.Join("; ", statement.LiquidationLevels.Where(level => level.Below is not null || level.Above is not null).Select(Level)), null),
            ];
        }));

    private static string Level(LiquidationLevel level) =>
        level.Factor + (level.Below is { } below ? " ↓" + ReportText.Price(below) : "") + (level.Above is { } above ? " ↑" + ReportText.Price(above) : "");

    private static void Levels(HtmlPage page, RulebookComparison[] known, MarketSnapshot market)
    {
        var levels = known.SelectMany(cell => cell.Statement!.LiquidationLevels.Select(level => (Name: cell.Rulebook.ToString(), Level: level))).ToArray();
        foreach (var factor in levels.GroupBy(entry => entry.Level.Factor).Where(group => group.Any(entry => entry.Level.Intervals.Length > 0)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            if (!Currency.TryParse(factor.Key, out Currency underlying) || market.UsdPrice(underlying) is not { } price) continue;
            page.Add("h3", $"Prices of {factor.Key} at which the account is liquidated, everything else unchanged");
            page.Add(LevelStrip.Svg(factor.Key, price.Price, [.. factor]));
        }
    }

    private static void Refusals(HtmlPage page, ImmutableArray<RulebookComparison> row)
    {
        RulebookComparison[] refused = [.. row.Where(cell => cell.Statement is null)];
        if (refused.Length == 0) return;
        page.Add("h3", "No requirement under");
        page.Table(["rulebook", "why"], refused.Select(cell => ((string, string?)[])
        [
            (cell.Rulebook.ToString(), null),
            (string.Join("; ", ((MarginOutcome.Unavailable)cell.Outcome).Gaps.GroupBy(gap => gap.Missing).Select(Reason)), null),
        ]));
    }

    private static string Reason(IGrouping<string, DataGap> gaps)
    {
        string[] subjects = [.. gaps.Select(gap => gap.Subject).Distinct()];
        return $"no {gaps.Key}: {string.Join(", ", subjects.Take(4))}{(subjects.Length > 4 ? FormattableString.Invariant($" and {subjects.Length - 4} more") : "")}";
    }

    private static (string, string?) Standing(Verified verified) => (ReportText.Words(verified), verified switch { Verified.Exact => "good", Verified.Partial => "warn", _ => "bad" });
}
