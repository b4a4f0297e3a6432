namespace Plimsoll.Lab.Backtests;

/// <summary>One goal of a margin model: what was measured and how far it is from the limit.</summary>
/// <param name="Group">What it is about, as "coverage of the core".</param>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">How to print it.</param>
/// <param name="Measured">The figure; NaN where the backtest has none.</param>
/// <param name="AtLeast">The least that reaches the goal; null for none.</param>
/// <param name="AtMost">The most that reaches it; null for none.</param>
public sealed record Goal(string Group, string Name, GoalUnit Unit, double Measured, double? AtLeast, double? AtMost)
{
    /// <summary>Whether it is reached; null where nothing was measured.</summary>
    public bool? Reached => double.IsNaN(Measured) ? null : Missed == 0;

    /// <summary>How far outside the limits the figure lies, 0 within them.</summary>
    public double Missed => double.IsNaN(Measured) ? double.NaN : Math.Max(0, Math.Max(AtLeast is { } least ? least - Measured : 0, AtMost is { } most ? Measured - most : 0));

    /// <summary>The figure as printed.</summary>
    public string MeasuredText => Text(Measured, Unit);

    /// <summary>The limits as printed, as "0.70 to 1.30 %".</summary>
    public string TargetText => (AtLeast, AtMost) switch
    {
        ({ } least, { } most) => $"{Text(least, Unit)} to {Text(most, Unit)}",
        ({ } least, null) => $"at least {Text(least, Unit)}",
        (null, { } most) => $"at most {Text(most, Unit)}",
        _ => "",
    };

    /// <summary>"reached", "missed by 0.12", or "not measured".</summary>
    public string Outcome => Reached switch { null => "not measured", true => "reached", _ when Unit == GoalUnit.Share => $"missed by {(Missed * 100).ToString("0.00", CultureInfo.InvariantCulture)} points", _ => $"missed by {Text(Missed, Unit)}" };

    private static string Text(double value, GoalUnit unit) => double.IsNaN(value) ? "–" : unit switch
    {
        GoalUnit.Share => (value * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %",
        GoalUnit.Count => value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>The goals, from the figures of one rulebook; empty where it forecasts no distribution.</summary>
    /// <param name="pairs">The rulebook's series; null where it did not answer.</param>
    /// <param name="tiers">Static tiers on the same series.</param>
    /// <param name="pooled">The rulebook's pooled figures by kind.</param>
    internal static ImmutableArray<Goal> Of(ImmutableArray<PairScore?> pairs, ImmutableArray<PairScore?> tiers, ImmutableArray<PooledScore> pooled)
    {
        PooledScore? all = pooled.LastOrDefault(score => score.Kind == BookKind.All);
        if (all?.InitialVar is not { } var1 || all.MaintenanceVar is not { } var25) return [];
        double Against(string rules, bool maintenance) => all.Comparisons.FirstOrDefault(one => one.Against == rules) is { } one ? maintenance ? one.Maintenance : one.Initial : double.NaN;
        double Saving(params string[] portfolios) => 1 - PooledScore.Median(
            Enumerable.Range(0, pairs.Length).Where(b => pairs[b] is { } pair && tiers[b] is not null && portfolios.Contains(pair.Portfolio)).Select(b => pairs[b]!.AverageMarketRisk / tiers[b]!.AverageMargin));
        string[] pair = ["long-against-leader", "short-against-leader"], beta = ["beta-hedge", "reverse-beta-hedge"], neutral = ["neutral", "reverse-neutral"], basis = ["basis", "reverse-basis"];
        const string Core = "coverage of the core", Charged = "coverage of the margin charged", Scores = "sharpness (t of FZ0)", Cost = "cost against full filtered historical simulation", Hedges = "hedges against the sum of static tiers", Rises = "rises against full filtered historical simulation";
        return
        [
            new(Core, "beyond VaR 1 %, all", GoalUnit.Share, var1.Value, 0.007, 0.013), new(Core, "beyond VaR 2.5 %, all", GoalUnit.Share, var25.Value, 0.019, 0.031),
            new(Core, "Kupiec not rejected 1 %, series", GoalUnit.Share, all.KupiecInitial, 0.95, null), new(Core, "Kupiec not rejected 2.5 %, series", GoalUnit.Share, all.KupiecMaintenance, 0.9, null),
            new(Core, "conditional coverage not rejected 1 %, series", GoalUnit.Share, all.ConditionalInitial, 0.9, null), new(Core, "conditional coverage not rejected 2.5 %, series", GoalUnit.Share, all.ConditionalMaintenance, 0.75, null),
            new(Core, "series with red Z2", GoalUnit.Count, all.Z2Reds, null, 0), new(Core, "series with red e-test", GoalUnit.Count, all.EReds, null, 0),
            new(Charged, "days covered, lower bound over dates", GoalUnit.Share, all.Coverage.Lower, 0.997, null), new(Charged, "series with a lower bound of 99 %", GoalUnit.Share, all.CoveredSeries, 0.95, null),
            new(Scores, "1 % against 1,000-day historical simulation", GoalUnit.Number, Against("hs-1000", false), null, -2.5), new(Scores, "2.5 % against 1,000-day historical simulation", GoalUnit.Number, Against("hs-1000", true), null, -2.5),
            new(Scores, "1 % against static tiers (outrights)", GoalUnit.Number, Against("static-tiers", false), null, -2.5), new(Scores, "2.5 % against static tiers (outrights)", GoalUnit.Number, Against("static-tiers", true), null, -2.5),
            new(Scores, "1 % against full filtered historical simulation", GoalUnit.Number, Against("full-fhs", false), null, -1.65), new(Scores, "2.5 % against full filtered historical simulation", GoalUnit.Number, Against("full-fhs", true), null, -1.65),
            new(Cost, "core", GoalUnit.Number, all.CoreCost, null, 1.05), new(Cost, "margin charged", GoalUnit.Number, all.Cost, null, 1.25),
            new(Cost, "core at equal 99.5 % coverage", GoalUnit.Number, all.CoreCostAtEqualCoverage, null, 1), new(Cost, "margin charged at equal 99.5 % coverage", GoalUnit.Number, all.CostAtEqualCoverage, null, 1.05),
            new(Hedges, "median saving, all hedged books", GoalUnit.Share, Saving([.. pair, .. beta, .. neutral, .. basis]), 0.2, null), new(Hedges, "median saving, pairs", GoalUnit.Share, Saving(pair), 0.2, null), new(Hedges, "median saving, beta hedges", GoalUnit.Share, Saving(beta), 0.2, null),
            new(Hedges, "median saving, neutral", GoalUnit.Share, Saving(neutral), 0.5, null), new(Hedges, "median saving, basis", GoalUnit.Share, Saving(basis), 0.5, null),
            new(Rises, "core, 1 day, median", GoalUnit.Number, all.CoreRise1, null, 0.75), new(Rises, "core, 5 days, median", GoalUnit.Number, all.CoreRise5, null, 0.75),
            new(Rises, "core, 1 day, series at 0.9 or less", GoalUnit.Share, all.CoreRise1Within, 0.95, null), new(Rises, "core, 5 days, series at 0.9 or less", GoalUnit.Share, all.CoreRise5Within, 0.95, null),
            new(Rises, "margin charged, 1 day, median", GoalUnit.Number, all.Rise1, null, 0.5), new(Rises, "margin charged, 5 days, median", GoalUnit.Number, all.Rise5, null, 0.5),
            .. OptionGoals("options on recorded chains", pooled.FirstOrDefault(score => score.Kind == BookKind.Options)), .. OptionGoals("options on synthetic surfaces", pooled.FirstOrDefault(score => score.Kind == BookKind.SyntheticOptions)),
        ];
    }

    private static Goal[] OptionGoals(string about, PooledScore? score) => score?.InitialVar is not { } var1 || score.MaintenanceVar is not { } var25 ? [] :
    [
        new(about, "beyond VaR 1 %", GoalUnit.Share, var1.Value, 0.007, 0.013), new(about, "beyond VaR 2.5 %", GoalUnit.Share, var25.Value, 0.019, 0.031),
        new(about, "days covered, lower bound over dates", GoalUnit.Share, score.Coverage.Lower, 0.997, null), new(about, "series with a lower bound of 99 %", GoalUnit.Share, score.CoveredSeries, 0.95, null),
    ];
}

/// <summary>How a goal's figure is printed.</summary>
public enum GoalUnit
{
    /// <summary>A plain number: a ratio or a t value.</summary>
    Number,

    /// <summary>A fraction, printed in per cent.</summary>
    Share,

    /// <summary>A whole number.</summary>
    Count,
}
