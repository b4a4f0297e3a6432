using System.Collections.Immutable;
using Plimsoll.Models;
using Plimsoll.Values;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>One statement explained: where its requirement comes from, line by line, and what stands against it.</summary>
internal static class MarginExplanation
{
    private const int Reasons = 130;

    /// <summary>Draws everything known of one statement.</summary>
    /// <param name="screen">Where to draw.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="map">P&amp;L over price and volatility of its largest underlying; null when the model has none.</param>
    public static void Write(IAnsiConsole screen, MarginStatement statement, ScenarioMap? map)
    {
        screen.WriteLine();
        screen.Write(new Rule($"[bold]{Markup.Escape(statement.Account.ToString())}[/] {Text.Words(statement.Status)}") { Justification = Justify.Left, Style = Palette.Of(statement.Status) });
        Equity(screen, statement);
        if (statement.Currencies.Length > 0) Currencies(screen, statement);
        if (statement.Lines.Length > 0) Waterfall(screen, statement);
        if (statement.Collateral.Length > 0) Collateral(screen, statement);
        Scenarios(screen, statement);
        if (statement.Positions.Length > 0) Positions(screen, statement);
        if (map is not null) HeatMap.Write(screen, map);
    }

    private static void Equity(IAnsiConsole screen, MarginStatement statement)
    {
        string Read(Money money) => Text.Read(money, whole: false);
        Tables.Line(screen, $"equity {Read(statement.Equity)} = collateral {Read(statement.CollateralValue)}{Signed(statement.UnrealisedPnl)} unrealised{Signed(statement.OptionValue)} options"
            + $"{Signed(-statement.Haircut)} haircut{Signed(-statement.CostToRealiseGains)} cost to realise gains");
        Tables.Line(screen, $"initial margin {Read(statement.InitialMargin)}, maintenance margin {Read(statement.MaintenanceMargin)}, excess {Read(statement.Excess)}, withdrawable {Read(statement.Withdrawable)} {statement.Currency}");
    }

    // Each settlement currency stands or falls alone, in its own units.
    private static void Currencies(IAnsiConsole screen, MarginStatement statement)
    {
        var rows = new List<IRenderable[]>();
        foreach (MarginStatement one in statement.Currencies)
        {
            string Read(Money money) => decimal.Round(money.Amount, one.Currency.MinorUnits).ToString("#,0.########", System.Globalization.CultureInfo.InvariantCulture);
            rows.Add([
                Tables.Cell(one.Currency.Code), Tables.Cell(Text.Words(one.Status), Palette.Of(one.Status)), Tables.Cell(Read(one.Equity)), Tables.Cell(Read(one.InitialMargin)), Tables.Cell(Read(one.MaintenanceMargin)),
                Tables.Cell(Read(one.Excess), Palette.OfSign(one.Excess.Amount)),
            ]);
        }

        Tables.WriteFitting(screen, 2, ["settled in", "status", "equity>", "initial>", "maintenance>", "excess>"], ["excess"], rows);
    }

    private static string Signed(Money money) => (money.Amount < 0m ? " - " : " + ") + Text.Read(money.Amount < 0m ? -money : money, whole: false);

    private static void Waterfall(IAnsiConsole screen, MarginStatement statement)
    {
        bool reasons = screen.Profile.Width >= Reasons;
        int bar = reasons ? 24 : Math.Clamp(screen.Profile.Width - 70, 10, 40);
        Table table = reasons ? Tables.Of("requirement", "initial>", "maintenance>", "", "why") : Tables.Of("requirement", "initial>", "maintenance>", "");
        var scale = WaterfallScale.Of(statement.Lines, bar);
        decimal start = 0m;
        var told = new List<(string Name, string Why)>();
        foreach (MarginLine line in statement.Lines)
        {
            Row(line, 0, start);
            start += line.Initial.Amount;
        }

        table.AddRow([
            Tables.Cell("total", Palette.Heading), Tables.Cell(Text.Read(statement.InitialMargin, false), Palette.Heading), Tables.Cell(Text.Read(statement.MaintenanceMargin, false), Palette.Heading),
            Tables.Cell(scale.Bar(0m, statement.InitialMargin.Amount), Palette.Heading), .. reasons ? new[] { Tables.Cell("") } : [],
        ]);
        screen.Write(table);
        foreach ((string name, string why) in told) Tables.Line(screen, $"  {name}: {why}", Palette.Faint);
        if (told.Count > 0) screen.WriteLine();

        void Row(MarginLine line, int depth, decimal from)
        {
            string name = Name(line);
            string why = EvidenceText.Of(line.Evidence);
            if (!reasons && why.Length > 0 && depth < 2) told.Add((name, why));
            Style style = depth == 0 ? Style.Plain : Palette.Faint;
            table.AddRow([
                Tables.Cell(new string(' ', 2 * depth) + name, style), Tables.Cell(Text.Read(line.Initial, false), style), Tables.Cell(Text.Read(line.Maintenance, false), style),
                Tables.Cell(scale.Bar(from, line.Initial.Amount), depth == 0 ? new Style(Color.DodgerBlue1) : Palette.Faint), .. reasons ? new[] { Tables.Cell(why, Palette.Faint) } : [],
            ]);

            // Shares of single positions have their own table.
            foreach (MarginLine part in line.Lines.Where(part => part.Component != MarginComponent.Position))
            {
                Row(part, depth + 1, from);
                from += part.Initial.Amount;
            }
        }
    }

    private static string Name(MarginLine line) => line.Component switch
    {
        MarginComponent.Group or MarginComponent.Underlying or MarginComponent.Position when line.Subject.Length > 0 => line.Subject,
        _ => Text.Words(line.Component) + (line.Subject.Length > 0 ? " " + line.Subject : ""),
    };

    private static void Collateral(IAnsiConsole screen, MarginStatement statement)
    {
        var rows = new List<IRenderable[]>();
        foreach (CollateralLine line in statement.Collateral)
        {
            rows.Add([
                Tables.Cell(line.Asset.Code), Tables.Cell(line.Amount.ToString("#,0.######", System.Globalization.CultureInfo.InvariantCulture)), Tables.Cell(Text.Price(line.Price)),
                Tables.Cell(Text.Read(line.Value, true), Palette.OfSign(line.Value.Amount)), Tables.Cell(Text.Read(line.Haircut, true)), Tables.Cell(Text.Read(line.Value - line.Haircut, true)),
                Tables.Cell(line.InBook == 0m ? "" : Text.Exact(decimal.Round(line.InBook, 6))), Tables.Cell(EvidenceText.Of(line.Evidence), Palette.Faint),
            ]);
        }

        Tables.WriteFitting(screen, 2, ["collateral", "units>", "price>", "value>", "haircut>", "counted>", "in book>", "rate"], ["counted", "price", "units", "in book"], rows);
    }

    private static void Scenarios(IAnsiConsole screen, MarginStatement statement)
    {
        MarginLine? largest = Tree(statement.Lines).Where(line => line.Evidence is Evidence.MarketRisk { Scenarios.Length: > 0 }).MaxBy(line => line.Initial.Amount);
        if (largest?.Evidence is not Evidence.MarketRisk risk) return;
        Table table = Tables.Of($"largest scenarios of {Name(largest)} ({risk.InitialLeg})", "loss>", "weight>", "");
        double greatest = risk.Scenarios.Max(scenario => scenario.Loss);
        foreach (ScenarioLoss scenario in risk.Scenarios)
        {
            int length = greatest > 0 ? (int)Math.Round(20 * Math.Max(0, scenario.Loss) / greatest) : 0;
            table.AddRow(
                Tables.Cell(scenario.Scenario), Tables.Cell(scenario.Loss.ToString("N2", System.Globalization.CultureInfo.InvariantCulture)),
                Tables.Cell(Text.Percent(scenario.Weight, 2)), Tables.Cell(new string('█', length), Palette.Bad));
        }

        screen.Write(table);
    }

    private static IEnumerable<MarginLine> Tree(ImmutableArray<MarginLine> lines) => lines.SelectMany(line => Tree(line.Lines).Prepend(line));

    private static void Positions(IAnsiConsole screen, MarginStatement statement)
    {
        var rows = new List<IRenderable[]>();
        decimal greatest = statement.Positions.Max(position => Math.Abs(position.InitialContribution.Amount));
        foreach (PositionContribution position in statement.Positions.OrderByDescending(position => position.InitialContribution.Amount))
        {
            decimal share = position.InitialContribution.Amount;
            int length = greatest > 0m ? (int)decimal.Round(14m * Math.Abs(share) / greatest) : 0;
            rows.Add([
                Tables.Cell(position.Symbol.ToString()), Tables.Cell(Text.Exact(position.Quantity)), Tables.Cell(Text.Price(position.MarkPrice)), Tables.Cell(Text.Read(position.Notional, true)),
                Tables.Cell(Text.Read(position.InitialContribution, true), share < 0m ? Palette.Good : Style.Plain), Tables.Cell(Text.Read(position.MaintenanceContribution, true)),
                Tables.Cell(new string(share < 0m ? '░' : '█', length), share < 0m ? Palette.Good : new Style(Color.DodgerBlue1)),
            ]);
        }

        foreach ((string name, Money initial, Money maintenance) in OtherParts(statement)) Total(name, initial, maintenance, Style.Plain);
        Total("total", statement.InitialMargin, statement.MaintenanceMargin, Palette.Heading);
        Tables.WriteFitting(screen, 2, ["position", "quantity>", "mark>", "notional>", "initial>", "maint.>", ""], ["", "mark", "notional"], rows);

        void Total(string name, Money initial, Money maintenance, Style style) => rows.Add([
            Tables.Cell(name, style), Tables.Cell(""), Tables.Cell(""), Tables.Cell(""), Tables.Cell(Text.Read(initial, true), style), Tables.Cell(Text.Read(maintenance, true), style), Tables.Cell(""),
        ]);
    }

    /// <summary>What is charged for anything but positions: coins in the book, debts, orders together, and what no line divides.</summary>
    private static IEnumerable<(string Name, Money Initial, Money Maintenance)> OtherParts(MarginStatement statement)
    {
        var symbols = statement.Positions.Select(position => position.Symbol.ToString()).ToHashSet();
        Money initial = statement.InitialMargin - Sum(statement.Positions.Select(position => position.InitialContribution)), maintenance = statement.MaintenanceMargin - Sum(statement.Positions.Select(position => position.MaintenanceContribution));
        foreach (var same in Tree(statement.Lines).Where(line => line.Component == MarginComponent.Position && !symbols.Contains(line.Subject))
            .GroupBy(line => line.Subject.StartsWith("order: ", StringComparison.Ordinal) ? "orders" : line.Subject))
        {
            Money part = Sum(same.Select(line => line.Initial)), partMaintenance = Sum(same.Select(line => line.Maintenance));
            if (part.Amount == 0m && partMaintenance.Amount == 0m) continue;
            yield return (same.Key, part, partMaintenance);
            (initial, maintenance) = (initial - part, maintenance - partMaintenance);
        }

        if (initial.Amount != 0m || maintenance.Amount != 0m) yield return ("not divided", initial, maintenance);

        Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero(statement.Currency), (total, amount) => total + amount);
    }
}
