using System.Globalization;
using Plimsoll.Lab.Backtests;

namespace Plimsoll.Cli.Rendering;

/// <summary>A backtest, one row a rulebook, portfolio and asset. Margins and losses are fractions of gross notional.</summary>
internal static class BacktestCsv
{
    /// <summary>Writes the heading and every row.</summary>
    public static void Write(TextWriter output, BacktestResult result)
    {
        Csv.Row(
            output, "rulebook", "portfolio", "asset", "kind", "data", "observations", "unavailable", "breachesVar", "kupiecP", "kupiecAdjustedP", "christoffersenP", "z2", "trafficLight", "fz0", "breachesVarMaintenance", "kupiecPMaintenance", "christoffersenPMaintenance", "z2Maintenance",
            "breachesMargin", "coverageLower", "averageMargin", "averageCore", "peakMargin", "peakToTrough", "rise1d", "rise5d", "coreRise1d", "coreRise5d", "worstBreach", "tuffP", "independenceP", "z1", "z3", "uniformityP", "berkowitzTailP", "z1Maintenance", "z3Maintenance", "meanBreach", "efficiency");
        foreach (RulesScore rules in result.Rules)
            foreach (PairScore pair in rules.Pairs)
                Csv.Row(
                    output, rules.Name, pair.Portfolio, pair.Asset, Text.Kebab(pair.Kind), pair.IsReal ? "real" : "synthetic", Whole(pair.Observations), Whole(pair.Unavailable), Whole(pair.Initial?.Breaches), Number(pair.Initial?.Kupiec), Number(pair.Initial?.AdjustedKupiec), Number(pair.Initial?.ConditionalCoverage), Number(pair.Initial?.Z2),
                    pair.Initial is { } initial ? Text.Kebab(initial.Light) : "", Number(pair.Initial?.Score), Whole(pair.Maintenance?.Breaches), Number(pair.Maintenance?.Kupiec), Number(pair.Maintenance?.ConditionalCoverage), Number(pair.Maintenance?.Z2),
                    Whole(pair.MarginBreaches), Number(pair.CoverageLower), Number(pair.AverageMargin), Number(pair.AverageCore), Number(pair.PeakMargin), Number(pair.PeakToTrough), Number(pair.Rise1), Number(pair.Rise5), Number(pair.CoreRise1), Number(pair.CoreRise5), Number(pair.WorstBreach), Number(pair.Initial?.TimeUntilFirst), Number(pair.Initial?.Independence), Number(pair.Initial?.Z1), Number(pair.Initial?.Z3),
                    Number(pair.Uniformity), Number(pair.BerkowitzTail), Number(pair.Maintenance?.Z1), Number(pair.Maintenance?.Z3), Number(pair.MeanBreach), Number(pair.Efficiency));
    }

    private static string Whole(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G10", CultureInfo.InvariantCulture) : "";
}
