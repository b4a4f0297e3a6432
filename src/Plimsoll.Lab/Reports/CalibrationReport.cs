using Plimsoll.Calibration;
using Plimsoll.Lab.Calibrations;

namespace Plimsoll.Lab.Reports;

/// <summary>A calibration as one page for those who approve it: what changed and why, what stands on judgement, liquidity, crises, the search.</summary>
public static class CalibrationReport
{
    private const int LongestList = 14;

    /// <summary>The page.</summary>
    public static string Of(CalibrationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string name = $"{result.Rulebook.Name}@{result.Rulebook.Version}", before = $"{result.Before.Name}@{result.Before.Version}";
        var page = new HtmlPage($"Calibration of {name}");
        page.Add("h1", $"Calibration of {name}");
        page.Add("p", $"From data of {result.From.ToString()[..10]} to {result.To.ToString()[..10]}; applies from {result.Rulebook.Effective}; kept from {before} where nothing was measured. Hash {result.Rulebook.Sha256[..16]}.", "soft");
        int Of(EvidenceBasis basis) => result.Evidence.Count(entry => entry.Basis == basis);
        page.Add("p", $"{Of(EvidenceBasis.Measured)} parameters are made from data by a rule, {Of(EvidenceBasis.Checked)} are judged and were held against data, {Of(EvidenceBasis.Judgement)} are judgement alone. Intervals are of 95 % and take observations as independent; clustered data is less certain.");
        page.Add("h2", $"What changed from {before}");
        ParameterEvidence[] changed = [.. result.Evidence.Where(entry => entry.Before != entry.Value && !entry.Parameter.StartsWith("stress.", StringComparison.Ordinal))];
        if (changed.Length == 0) page.Add("p", "Nothing outside the stress library.");
        else Parameters(page, changed);
        Search(page, result.Search);
        Liquidity(page, result);
        Crises(page, result);
        page.Add("h2", "Every parameter");
        foreach (IGrouping<string, ParameterEvidence> family in result.Evidence.GroupBy(entry => entry.Parameter.Split('.')[0]))
        {
            page.Add($"<details><summary>{HtmlPage.Encoded(family.Key)}: {family.Count(entry => entry.Basis == EvidenceBasis.Measured)} measured of {family.Count()}</summary>");
            Parameters(page, family);
            page.Add("</details>");
        }

        return page.ToString();
    }

    private static void Parameters(HtmlPage page, IEnumerable<ParameterEvidence> entries) => page.Table(
        ["parameter", "value", "before", "basis", "estimate [95 %]>", "n>", "rule or reason"],
        entries.Select(entry => ((string, string?)[])
        [
            (entry.Parameter, null), (Value(entry.Value), null), (entry.Before is { } before ? Value(before) : "–", null), (AnnotatedText.Word(entry.Basis), entry.Basis == EvidenceBasis.Measured ? "good" : "soft"),
            (entry.Estimate is { } estimate ? Number(estimate) + (entry.Lower is { } lower ? $" [{Number(lower)}, {Number(entry.Upper ?? double.NaN)}]" : "") : "–", null), (entry.Observations == 0 ? "–" : ReportText.Whole(entry.Observations), null),
            (entry.Rule + (entry.Sample is { } sample ? $". Sample: {sample}" : "") + (entry.From is { } from && entry.To is { } to ? $", {from.ToString()[..10]} to {to.ToString()[..10]}" : ""), "soft"),
        ]));

    private static void Search(HtmlPage page, CoreSearchResult search)
    {
        page.Add("h2", "Core parameters");
        page.Add("p", $"{search.Tried.Length} combinations of memories, rescaling, window and rule of the basis on {search.Books} outright positions, pairs and coins against their perpetuals, {search.ChoiceFrom.ToString()[..10]} to {search.ChoiceTo.ToString()[..10]}, then {search.StressedWeights.Length} stressed weights and {search.Offsets.Length} offsets with the one taken: {search.Combinations} in all. "
            + "Eligible: breaches of 1 % and 2.5 % within 0.7 to 1.3 % and 1.9 to 3.1 %, greatest rises over a day and over five at most 0.75 of those of full filtered historical simulation (median of outright positions). Taken: the best eligible score where it beats the parameters before by t ≤ −1.96; else those stay.");
        page.Add(ScatterChart.Svg("Score against rise of the combinations tried", "greatest one-day rise / full filtered historical simulation", "FZ0, 1 % + 2.5 % (lower is better)", [.. search.Tried.Select(row => new ScatterPoint(row.Rise, row.Score, row.Candidate.ToString(), row.Candidate == search.Chosen ? 1 : row.IsEligible ? 2 : 8))]));
        page.Add("<div class=\"legend\"><span><i style=\"background:var(--s1)\"></i>taken</span><span><i style=\"background:var(--s2)\"></i>eligible</span><span><i style=\"background:var(--s8)\"></i>out of bounds</span></div>");
        Rows(page, search, search.Tried);
        if (search.After.Length > 0)
        {
            page.Add("h3", $"What follows, to {search.AfterTo.ToString()[..10]}");
            Rows(page, search, search.After);
        }

        page.Add("h3", "Weight of the stressed window, and offset of pairs, before the date of choice");
        page.Table(
            ["parameter", "value>", "covered>", "at least>", "mean charge>"],
            search.StressedWeights.Select(row => Charge("stressedWeight", row)).Concat(search.Offsets.Select(row => Charge("offset", row))));
    }

    private static (string, string?)[] Charge(string name, ChargeRow row) => [(name, null), (row.Value.ToString("0.00", CultureInfo.InvariantCulture), null), (Percent(row.Coverage, 2), null), (Percent(row.CoverageLower, 2), null), (Percent(row.Mean, 1), null)];

    private static void Rows(HtmlPage page, CoreSearchResult search, ImmutableArray<CoreSearchRow> rows) => page.Table(
        ["combination", "", "VaR 1 %>", "VaR 2.5 %>", "pairs VaR 1 %>", "basis VaR 1 %>", "FZ0>", "t against before>", "t against full>", "cost / full>", "rise / full>", "5 days>", "books within 0.9>"],
        rows.Select(row => ((string, string?)[])
        [
            (row.Candidate.ToString(), null), (string.Join(", ", ((string?[])[row.Candidate == search.Chosen ? "taken" : null, row.Candidate == search.Before ? "before" : null]).OfType<string>()), "good"), (Percent(row.Initial, 2), null), (Percent(row.Maintenance, 2), null), (Percent(row.PairInitial, 2), null), (Percent(row.BasisInitial, 2), null), (Number(row.Score), null),
            (Number(row.AgainstBefore), null), (Number(row.AgainstFull), null), (Number(row.Cost), null), (Number(row.Rise), row.IsEligible ? null : "warn"), (Number(row.Rise5), row.IsEligible ? null : "warn"), ($"{Percent(row.Within, 0)}, {Percent(row.Within5, 0)}", null),
        ]));

    private static void Liquidity(HtmlPage page, CalibrationResult result)
    {
        page.Add("h2", "Liquidity");
        page.Table(
            ["asset", "class", "days>", "volume a day>", "σ of a day>", "depth>", "depth 1 %>", "half-life of depth, h>", "depth ~ σ^>", "falls of depth>", "back at the next record>"],
            result.Liquidity.Select(row => ((string, string?)[])
            [
                (row.Facts.Asset.Code, null), (row.Class, null), (ReportText.Whole(row.Facts.Days), null), (Usd(row.Facts.MedianVolume), null), (Percent(row.Facts.Volatility, 1), null), (Usd(row.Facts.Depth), null), (Usd(row.LowDepth), null),
                (row.Memory is { } memory ? FormattableString.Invariant($"{memory.HalfLifeHours:0} [{memory.Lower:0}, {memory.Upper:0}]") : "–", null), (row.Elasticity is { } shrinks ? FormattableString.Invariant($"−{shrinks.Exponent:0.00} ± {1.96 * shrinks.StandardError:0.00}") : "–", null),
                (row.Refill is { } refill ? ReportText.Whole(refill.Falls) : "–", null), (row.Refill is { } back ? Percent(back.Recovered, 0) : "–", null),
            ]));
        page.Add("p", "USD. Medians of the last year; depth is that of the thinner side within the distance recorded, 1 % its low quantile over all records. Half-life: of the autocorrelation of log depth about its 90-day mean.", "soft");
        page.Add("h3", "What it costs to move a mark");
        page.Table(
            ["asset", "move>", "book: cost>", "book: pays from open interest>", "square-root law: cost>", "law: pays from open interest>", "open interest recorded>", "recorded / stricter>"],
            result.Liquidity.Where(row => row.Manipulation is not null).Select(row => (row.Facts.Asset, Moved: row.Manipulation!)).Select(row => ((string, string?)[])
            [
                (row.Asset.Code, null), (Percent(row.Moved.Band, 1), null), (Usd(row.Moved.Book?.Cost), null), (Usd(row.Moved.Book?.OpenInterestCap), null), (Usd(row.Moved.Law.Cost), null), (Usd(row.Moved.Law.OpenInterestCap), null), (Usd(row.Moved.OpenInterest), null),
                (row.Moved.OpenInterest is { } held ? Number(held / row.Moved.Stricter.OpenInterestCap) : "–", row.Moved.OpenInterest > row.Moved.Stricter.OpenInterestCap ? "warn" : null),
            ]));
        page.Add("p", "The move is a day's expected shortfall of a short position. Book: what stands within the recorded distance in the thinnest 5 % of the year, as if it went on evenly and nothing came back while it is taken: one venue's visible orders, so far below what a move in all venues needs. Law: ⅔·V·(x/(Y·σ))². Above 1 in the last column a holder of all open interest would gain against the stricter of the two.", "soft");
        if (result.Books.IsEmpty) return;
        page.Add("h3", "Recorded order books");
        page.Table(
            ["time", "venue", "symbol", "spread, bp>", "depth ~ distance^ (bids)>", "(asks)>", "within 1 %, bids>", "asks>", "Y of taking half of 1 %>"],
            result.Books.Select(book => ((string, string?)[])
            [
                (book.Time.ToString()[..16], null), (book.Venue, null), (book.Symbol, null), (Number(book.Spread * 1e4), null), (Number(book.Bids?.Exponent ?? double.NaN), null), (Number(book.Asks?.Exponent ?? double.NaN), null), (Usd(book.Bids?.Within(0.01)), null), (Usd(book.Asks?.Within(0.01)), null), (Number(book.ImpliedImpact ?? double.NaN), null),
            ]));
    }

    private static void Crises(HtmlPage page, CalibrationResult result)
    {
        page.Add("h2", "Crises");
        page.Add("p", "From the open of the window to the low, with the lowest change of the perpetual's basis at an hour's close beside it. The library takes the worst of each class.", "soft");
        string[] assets = [.. result.Crises.Select(move => move.Asset.Code).Distinct().Order(StringComparer.Ordinal)];
        foreach (string[] some in assets.Chunk(LongestList))
            page.Table(
                ["crisis", .. some.Select(asset => asset + ">")],
                result.Crises.Select(move => move.Crisis).Distinct().Select(crisis => ((string, string?)[])
                [
                    (crisis, null), .. some.Select(asset => result.Crises.FirstOrDefault(move => move.Crisis == crisis && move.Asset.Code == asset) is { } move ? (Percent(move.Low, 0) + (move.Basis is { } basis ? $" / {Percent(basis, 1)}" : ""), move.Low < -0.4 ? "bad" : (string?)null) : ("–", null)),
                ]));
    }

    // Lists of coins are longer than a column; the YAML has them in full.
    private static string Value(string value) => value.Split(", ") is { Length: > 6 } items ? $"{items.Length} of them" : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Abs(number) >= 10_000 ? number.ToString("N0", CultureInfo.InvariantCulture) : value;

    private static string Usd(double? value) => value is { } number && double.IsFinite(number) ? ReportText.Whole((decimal)number) : "–";

    private static string Percent(double fraction, int decimals) => double.IsFinite(fraction) ? (fraction * 100).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " %" : "–";

    private static string Number(double value) => !double.IsFinite(value) ? "–" : Math.Abs(value) >= 10_000 ? value.ToString("N0", CultureInfo.InvariantCulture) : value.ToString("0.####", CultureInfo.InvariantCulture);
}
