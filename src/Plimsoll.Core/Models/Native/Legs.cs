using Plimsoll.Numerics;

namespace Plimsoll.Models.Native;

/// <summary>Which measure of market risk binds.</summary>
internal enum LegKind
{
    /// <summary>Nothing can be lost.</summary>
    None,

    /// <summary>Expected shortfall of the core set.</summary>
    Core,

    /// <summary>Worst grid scenario.</summary>
    Grid,

    /// <summary>Blend of the core with the stressed set.</summary>
    Blend,

    /// <summary>Worst weighted scenario of the stress library.</summary>
    Stress,
}

/// <summary>The measures of one P&amp;L vector at one level.</summary>
/// <param name="CoreShortfall">Expected shortfall of the core set, at least 0.</param>
/// <param name="Grid">Worst grid loss, at least 0.</param>
/// <param name="GridScenario">Its index.</param>
/// <param name="Stressed">Expected shortfall of the stressed set, at least 0.</param>
/// <param name="Stress">Worst weighted library loss, at least 0.</param>
/// <param name="StressScenario">Its index.</param>
/// <param name="StressedWeight">v.</param>
internal readonly record struct Legs(double CoreShortfall, double Grid, int GridScenario, double Stressed, double Stress, int StressScenario, double StressedWeight)
{
    /// <summary>The greater of core expected shortfall and grid.</summary>
    public double Core => Math.Max(CoreShortfall, Grid);

    /// <summary>(1 − v)·Core + v·stressed.</summary>
    public double Blend => ((1 - StressedWeight) * Core) + (StressedWeight * Stressed);

    /// <summary>The greatest of all.</summary>
    public double Base => Math.Max(Core, Math.Max(Blend, Stress));

    /// <summary>Which one binds.</summary>
    public LegKind Binding => Base <= 0 ? LegKind.None
        : Stress >= Base ? LegKind.Stress
        : Blend >= Base && Blend > Core ? LegKind.Blend
        : CoreShortfall >= Grid ? LegKind.Core
        : LegKind.Grid;

    /// <summary>Measures a P&amp;L vector.</summary>
    /// <param name="axis">The scenarios.</param>
    /// <param name="pnl">P&amp;L by scenario, weights included.</param>
    /// <param name="level">Initial or maintenance.</param>
    /// <param name="leader">Whose grid counts; −1 for that of every leader.</param>
    /// <param name="parameters">Tail probabilities and weights.</param>
    /// <param name="scratch">Room for the tail.</param>
    public static Legs Measure(GroupAxis axis, ReadOnlySpan<double> pnl, Level level, int leader, MarketRiskParameters parameters, double[] scratch)
    {
        double tail = level == Level.Initial ? parameters.InitialTail : parameters.MaintenanceTail;
        double core = ExpectedShortfall.Estimate(pnl[..axis.CoreLength], tail, scratch).ExpectedShortfall;
        double stressed = axis.StressedLength > 0 ? ExpectedShortfall.Estimate(pnl.Slice(axis.StressedStart, axis.StressedLength), tail, scratch).ExpectedShortfall : 0;
        (double grid, int gridScenario) = leader >= 0
            ? Worst(pnl, axis.GridOf(level, leader), axis.GridLength)
            : Worst(pnl, axis.GridOf(level, 0), axis.Leaders.Length * axis.GridLength);
        (double stress, int stressScenario) = Worst(pnl, axis.LibraryStart, axis.Length - axis.LibraryStart);
        if (double.IsNaN(core) || double.IsNaN(stressed) || double.IsNaN(grid) || double.IsNaN(stress))
            throw new InvalidOperationException("A scenario's P&L is not a number; the requirement is not known.");
        return new(Math.Max(0, core), grid, gridScenario, Math.Max(0, stressed), stress, stressScenario, parameters.StressedWeight);
    }

    /// <summary>The same measures with the grid of every leader: what <see cref="Measure"/> gives without one, its tails not looked for again.</summary>
    public Legs WithEveryLeader(GroupAxis axis, ReadOnlySpan<double> pnl, Level level)
    {
        (double grid, int scenario) = Worst(pnl, axis.GridOf(level, 0), axis.Leaders.Length * axis.GridLength);
        return this with { Grid = grid, GridScenario = scenario };
    }

    /// <summary>The same measures with another core expected shortfall.</summary>
    public Legs WithCore(double shortfall) => this with { CoreShortfall = Math.Max(0, shortfall) };

    // Math.Max carries a NaN on, a comparison would drop it.
    private static (double Loss, int Scenario) Worst(ReadOnlySpan<double> pnl, int start, int length)
    {
        double worst = 0;
        int at = -1;
        for (int s = start; s < start + length; s++)
        {
            double greater = Math.Max(worst, -pnl[s]);
            if (greater != worst) (worst, at) = (greater, s);
        }

        return (worst, at);
    }
}
