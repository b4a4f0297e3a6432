namespace Plimsoll.Calibration;

/// <summary>Weights of stress moves, so that the library stays below the measured tail of an outright position at its calmest.</summary>
public static class StressWeights
{
    /// <summary>Part of the calmest expected shortfall that a weighted stress loss may reach.</summary>
    public const double Share = 0.8;

    /// <summary>The weight of a move: share · calmest expected shortfall / size of the move, at most 1, rounded down to three decimals.</summary>
    /// <param name="calmest">Lowest expected shortfall of the side that loses, fraction of notional; above 0.</param>
    /// <param name="move">The move, simple return; not 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static double Of(double calmest, double move)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calmest);
        ArgumentOutOfRangeException.ThrowIfZero(move);
        return Math.Floor(Math.Min(1, Share * calmest / Math.Abs(move)) * 1000) / 1000;
    }
}
