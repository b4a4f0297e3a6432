namespace Plimsoll.Validation;

/// <summary>
/// How often a loss exceeded its VaR, and what followed what. A breach is L &gt; VaR, strictly: the VaR is the lower quantile, which a loss may equal.
/// Grows one observation at a time; nothing else is kept.
/// </summary>
/// <param name="Observations">N.</param>
/// <param name="Breaches">x.</param>
/// <param name="FirstBreach">Number of the observation of the first breach, counted from 1; 0 before one.</param>
/// <param name="CalmThenCalm">n00: no breach after none.</param>
/// <param name="CalmThenBreach">n01: a breach after none.</param>
/// <param name="BreachThenCalm">n10: none after a breach.</param>
/// <param name="BreachThenBreach">n11: a breach after a breach.</param>
/// <param name="LastWasBreach">Whether the latest observation was one.</param>
public readonly record struct BreachCount(
    int Observations, int Breaches, int FirstBreach, int CalmThenCalm, int CalmThenBreach, int BreachThenCalm, int BreachThenBreach, bool LastWasBreach)
{
    /// <summary>The count after one more observation.</summary>
    /// <param name="loss">L, positive where money was lost; finite.</param>
    /// <param name="valueAtRisk">Its VaR as a loss, forecast before; finite.</param>
    /// <exception cref="ArgumentException">A number is not finite: it must not pass for no breach.</exception>
    public BreachCount After(double loss, double valueAtRisk) => double.IsFinite(loss) && double.IsFinite(valueAtRisk)
        ? After(loss > valueAtRisk)
        : throw new ArgumentException($"Loss {loss} with VaR {valueAtRisk}: both are finite numbers.");

    /// <summary>The count after one more observation that is known to breach or not.</summary>
    /// <param name="breach">Whether the loss exceeded its VaR.</param>
    public BreachCount After(bool breach)
    {
        bool follows = Observations > 0;
        return new BreachCount(
            Observations + 1,
            Breaches + (breach ? 1 : 0),
            FirstBreach == 0 && breach ? Observations + 1 : FirstBreach,
            CalmThenCalm + (follows && !LastWasBreach && !breach ? 1 : 0),
            CalmThenBreach + (follows && !LastWasBreach && breach ? 1 : 0),
            BreachThenCalm + (follows && LastWasBreach && !breach ? 1 : 0),
            BreachThenBreach + (follows && LastWasBreach && breach ? 1 : 0),
            breach);
    }

    /// <summary>The count of a whole series.</summary>
    /// <param name="losses">N losses.</param>
    /// <param name="valuesAtRisk">N forecasts of VaR as losses.</param>
    /// <exception cref="ArgumentException">The lengths differ or a number is not finite.</exception>
    public static BreachCount Of(ReadOnlySpan<double> losses, ReadOnlySpan<double> valuesAtRisk)
    {
        Series.Same(losses.Length, valuesAtRisk.Length, nameof(valuesAtRisk));
        BreachCount count = default;
        for (int i = 0; i < losses.Length; i++) count = count.After(losses[i], valuesAtRisk[i]);
        return count;
    }
}
