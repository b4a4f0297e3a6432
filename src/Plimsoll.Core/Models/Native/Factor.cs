namespace Plimsoll.Models.Native;

/// <summary>One currency's moves over the historical scenarios, and what the model knows of its volatility. Arrays by scenario.</summary>
internal sealed class Factor
{
    /// <summary>Log moves of the core set.</summary>
    public required double[] Core { get; init; }

    /// <summary>Log moves of the perpetual's basis in the core set.</summary>
    public required double[] CoreBasis { get; init; }

    /// <summary>y: moves of ln σ at the reference tenor in the core set.</summary>
    public required double[] CoreVolatility { get; init; }

    /// <summary>Log moves of the stressed set.</summary>
    public required double[] Stressed { get; init; }

    /// <summary>Log moves of the perpetual's basis in the stressed set.</summary>
    public required double[] StressedBasis { get; init; }

    /// <summary>y in the stressed set.</summary>
    public required double[] StressedVolatility { get; init; }

    /// <summary>Expected shortfall of a unit bought, simple return, by level.</summary>
    public required LevelPair Down { get; init; }

    /// <summary>Expected shortfall of a unit sold, simple return, by level.</summary>
    public required LevelPair Up { get; init; }

    /// <summary>Stressed expected shortfall of a unit bought at the initial level.</summary>
    public required double StressedDown { get; init; }

    /// <summary>Standard deviation of one day's log return now.</summary>
    public required double DailyVolatility { get; init; }

    /// <summary>Whether the factor's history is a proxy's.</summary>
    public required bool IsProxy { get; init; }
}

/// <summary>A number for the initial and one for the maintenance level.</summary>
/// <param name="Initial">At the initial level.</param>
/// <param name="Maintenance">At the maintenance level.</param>
internal readonly record struct LevelPair(double Initial, double Maintenance)
{
    /// <summary>The number of one level.</summary>
    public double this[Level level] => level == Level.Initial ? Initial : Maintenance;
}

/// <summary>Which requirement a number belongs to.</summary>
internal enum Level
{
    /// <summary>Initial margin.</summary>
    Initial,

    /// <summary>Maintenance margin.</summary>
    Maintenance,
}
