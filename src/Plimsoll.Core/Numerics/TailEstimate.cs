namespace Plimsoll.Numerics;

/// <summary>The three empirical tail numbers of one P&amp;L vector, as losses: positive means money lost, in the vector's unit.</summary>
/// <param name="LowerValueAtRisk">The (⌊n·a⌋ + 1)-th worst loss.</param>
/// <param name="UpperValueAtRisk">The ⌈n·a⌉-th worst loss; at or above the lower one.</param>
/// <param name="ExpectedShortfall">The exact empirical expected shortfall; at or above both.</param>
public readonly record struct TailEstimate(double LowerValueAtRisk, double UpperValueAtRisk, double ExpectedShortfall)
{
    /// <summary>What a P&amp;L vector with a NaN in it gives: nobody can say which scenario was the worst.</summary>
    public static TailEstimate Undefined { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>The number that the convention names.</summary>
    public double this[TailConvention convention] => convention switch
    {
        TailConvention.ExactExpectedShortfall => ExpectedShortfall,
        TailConvention.LowerValueAtRisk => LowerValueAtRisk,
        TailConvention.UpperValueAtRisk => UpperValueAtRisk,
        _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "Unknown tail convention."),
    };
}
