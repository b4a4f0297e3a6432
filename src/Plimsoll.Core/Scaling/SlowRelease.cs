using Plimsoll.Liquidity;

namespace Plimsoll.Scaling;

/// <summary>How a published level (a volatility, a margin rate) follows its estimate: up at once, down late and slowly.</summary>
public sealed record SlowRelease
{
    /// <summary>Consecutive lower estimates after which the level may fall; 1 or more. The model's default is 3.</summary>
    public int Patience { get; init; } = 3;

    /// <summary>Steps in which half of a fall is passed on; above 0. The model's default is 10 days.</summary>
    public double HalfLife { get; init; } = 10;

    /// <summary>Largest fall per step as a fraction, within [0, 1]. The model's default is 5 %.</summary>
    public double MaximumFall { get; init; } = 0.05;

    /// <summary>What is carried from step to step.</summary>
    /// <param name="Level">The level published.</param>
    /// <param name="LowerCount">Consecutive estimates below it so far.</param>
    public readonly record struct State(double Level, int LowerCount);

    /// <summary>The state after one more estimate.</summary>
    /// <param name="previous">The state before.</param>
    /// <param name="estimate">The new estimate, in the unit of the level; 0 or more.</param>
    /// <returns>A level that is the estimate where it is not lower, and else at most <see cref="MaximumFall"/> lower than before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The estimate or a parameter is not finite or out of range.</exception>
    public State Next(State previous, double estimate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
        Require.NotNegative(estimate);
        if (estimate >= previous.Level)
            return new(estimate, 0);

        int lower = previous.LowerCount + 1;
        if (lower < Patience)
            return new(previous.Level, lower);
        double eased = AntiProcyclicality.AsymmetricEwma(previous.Level, estimate, HalfLife);
        double slowest = previous.Level * (1 - Require.Within(MaximumFall, 0, 1));
        return new(Math.Max(eased, slowest), lower);
    }
}
