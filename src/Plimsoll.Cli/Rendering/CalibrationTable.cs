using System.Globalization;
using Plimsoll.Calibration;
using Plimsoll.Lab.Calibrations;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>A calibration to read: what changed, liquidity by asset, the search over core parameters.</summary>
internal static class CalibrationTable
{
    private const int MostTried = 8;

    /// <summary>Draws it.</summary>
    public static void Write(IAnsiConsole screen, CalibrationResult result)
    {
        int Of(EvidenceBasis basis) => result.Evidence.Count(entry => entry.Basis == basis);
        Tables.Line(screen, $"{result.Rulebook.Name}@{result.Rulebook.Version} from {result.From.ToString()[..10]} to {result.To.ToString()[..10]}, applies from {result.Rulebook.Effective}; {Of(EvidenceBasis.Measured)} parameters measured, {Of(EvidenceBasis.Checked)} judged and held against data, {Of(EvidenceBasis.Judgement)} by judgement");
        Tables.Heading(screen, $"Measured, beside {result.Before.Name}@{result.Before.Version}");
        Tables.WriteFitting(
            screen, 2, ["parameter", "value>", "before>", "estimate>", "95 % interval>", "n>", "sample"], ["sample", "95 % interval", "n"],
            [.. result.Evidence.Where(entry => entry.Basis == EvidenceBasis.Measured && !entry.Parameter.Contains(".weight.", StringComparison.Ordinal)).Select(Row)]);
        Tables.Heading(screen, "Liquidity");
        Tables.WriteFitting(
            screen, 2, ["asset", "class", "volume>", "depth>", "depth 1 %>", "half-life h>", "shrinks σ^>", "mark moved>", "costs>", "pays from OI>", "OI>"], ["half-life h", "shrinks σ^", "OI", "depth"],
            [.. result.Liquidity.Select(Liquidity)]);
        Tables.Line(screen, "USD. Volume, depth: medians of the last year, depth of the thinner side within the recorded distance; depth 1 %: its 1 % quantile over all; mark moved: a day's expected shortfall; OI: recorded", Palette.Faint);
        CoreSearchResult search = result.Search;
        Tables.Heading(screen, $"Core parameters: {search.Combinations} combinations tried on {search.ChoiceFrom.ToString()[..10]} to {search.ChoiceTo.ToString()[..10]}");
        Tables.WriteFitting(screen, 2, Columns, ["full FHS t", "pairs VaR 1 %", "basis VaR 1 %"], [.. search.Tried.Take(MostTried).Concat(search.Tried.Skip(MostTried).Where(row => row.Candidate == search.Before)).Select(row => Tried(row, search))]);
        if (search.After.Length > 0)
        {
            Tables.Heading(screen, $"What follows, to {search.AfterTo.ToString()[..10]}");
            Tables.WriteFitting(screen, 2, Columns, ["full FHS t", "pairs VaR 1 %", "basis VaR 1 %"], [.. search.After.Select(row => Tried(row, search))]);
        }
    }

    private static string[] Columns => ["parameters", "", "VaR 1 %>", "VaR 2.5 %>", "pairs VaR 1 %>", "basis VaR 1 %>", "FZ0>", "before t>", "full FHS t>", "cost/full>", "rise/full>", "5 days>", "within 0.9>"];

    private static IRenderable[] Row(ParameterEvidence entry) =>
    [
        Tables.Cell(Tables.Broken(entry.Parameter, 34)), Tables.Cell(Short(entry.Value)), Tables.Cell(entry.Before is { } before ? Short(before) : "–"), Tables.Cell(Estimate(entry.Estimate)), Tables.Cell(entry.Lower is null ? "–" : $"{Estimate(entry.Lower)} to {Estimate(entry.Upper)}"),
        Tables.Cell(entry.Observations == 0 ? "–" : entry.Observations.ToString("N0", CultureInfo.InvariantCulture)), Tables.Cell(entry.Sample ?? "–", Palette.Faint),
    ];

    private static IRenderable[] Liquidity(LiquidityRow row) =>
    [
        Tables.Cell(row.Facts.Asset.Code), Tables.Cell(row.Class), Tables.Cell(Usd(row.Facts.MedianVolume)), Tables.Cell(Usd(row.Facts.Depth)), Tables.Cell(Usd(row.LowDepth)), Tables.Cell(row.Memory is { } memory ? memory.HalfLifeHours.ToString("0", CultureInfo.InvariantCulture) : "–"),
        Tables.Cell(row.Elasticity is { } elasticity ? FormattableString.Invariant($"-{elasticity.Exponent:0.00}") : "–"), Tables.Cell(row.Manipulation is { } moved ? Text.Percent(moved.Band) : "–"), Tables.Cell(Usd(row.Manipulation?.Stricter.Cost)), Tables.Cell(Usd(row.Manipulation?.Stricter.OpenInterestCap)),
        Tables.Cell(Usd(row.Manipulation?.OpenInterest)),
    ];

    private static IRenderable[] Tried(CoreSearchRow row, CoreSearchResult search)
    {
        string marks = string.Join(", ", ((string?[])[row.Candidate == search.Chosen ? "taken" : null, row.Candidate == search.Before ? "before" : null, row.IsEligible ? null : "out of bounds"]).OfType<string>());
        return
        [
            Tables.Cell(row.Candidate.ToString()), Tables.Cell(marks, Palette.Faint), Tables.Cell(Text.Percent(row.Initial, 2)), Tables.Cell(Text.Percent(row.Maintenance, 2)), Tables.Cell(Text.Percent(row.PairInitial, 2)), Tables.Cell(Text.Percent(row.BasisInitial, 2)), Tables.Cell(Number(row.Score, "0.000")), Tables.Cell(Number(row.AgainstBefore)), Tables.Cell(Number(row.AgainstFull)),
            Tables.Cell(Number(row.Cost)), Tables.Cell(Number(row.Rise)), Tables.Cell(Number(row.Rise5)), Tables.Cell($"{Text.Percent(row.Within)}, {Text.Percent(row.Within5)}"),
        ];
    }

    private static string Short(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Abs(number) >= 10_000 ? Text.Short(number) : Tables.Broken(value, 24);

    private static string Estimate(double? value) => value is not { } number || !double.IsFinite(number) ? "–" : Math.Abs(number) >= 1000 ? Text.Short(number) : number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Usd(double? value) => value is { } number && double.IsFinite(number) ? Text.Short(number) : "–";

    private static string Number(double value, string format = "0.00") => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
