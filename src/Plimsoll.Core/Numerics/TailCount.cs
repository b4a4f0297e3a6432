namespace Plimsoll.Numerics;

/// <summary>How many of n equally likely scenarios a tail of probability a holds: n·a = Whole + Fraction.</summary>
/// <param name="Mass">n·a, in scenarios; at most n.</param>
/// <param name="Whole">⌊n·a⌋, the scenarios that count in full.</param>
/// <param name="Fraction">The weight of the next one, in [0, 1).</param>
internal readonly record struct TailCount(double Mass, int Whole, double Fraction)
{
    // 0.29 × 100 is 28.999999999999996 in doubles and means 29. The guard grows with n·a, whose last bit soon exceeds it.
    private const double Guard = 1e-12;

    /// <summary>The number of worst scenarios that carry any weight or mark the lower VaR: Whole + 1, at most n.</summary>
    public int Needed { get; private init; }

    /// <exception cref="ArgumentException">There is no scenario.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tail probability lies outside (0, 1].</exception>
    public static TailCount Of(int scenarios, double tailProbability)
    {
        if (scenarios <= 0) throw new ArgumentException("A tail needs at least one scenario; the P&L vector is empty.", nameof(scenarios));
        if (!(tailProbability is > 0.0 and <= 1.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(tailProbability), tailProbability, "A tail probability lies in (0, 1]; for a 99 % expected shortfall write 0.01.");
        }

        double mass = scenarios * tailProbability;
        int whole = (int)FloorGuarded(mass);
        return new TailCount(mass, whole, Math.Max(0.0, mass - whole)) { Needed = Math.Min(whole + 1, scenarios) };
    }

    /// <summary>1-based rank among the losses, worst first, of the lower VaR.</summary>
    public int LowerRank => Needed;

    /// <summary>1-based rank among the losses, worst first, of the upper VaR.</summary>
    public int UpperRank => Math.Max(1, (int)CeilingGuarded(Mass));

    /// <summary>⌊x⌋, where a whole number missed by rounding counts as reached.</summary>
    public static double FloorGuarded(double x) => Math.Floor(x + (Guard * Math.Max(1.0, Math.Abs(x))));

    /// <summary>⌈x⌉, where a whole number overshot by rounding counts as met.</summary>
    public static double CeilingGuarded(double x) => Math.Ceiling(x - (Guard * Math.Max(1.0, Math.Abs(x))));
}
