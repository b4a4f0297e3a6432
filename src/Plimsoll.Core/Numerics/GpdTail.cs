namespace Plimsoll.Numerics;

/// <summary>
/// A loss tail beyond a threshold u with generalised Pareto excesses: F̄(x) = (N/n)(1 + ξ(x − u)/β)^(−1/ξ), at ξ = 0
/// (N/n)·e^(−(x − u)/β). Losses are positive and keep the unit of the sample.
/// </summary>
/// <param name="Threshold">u, in the unit of the losses.</param>
/// <param name="Shape">ξ: above 0 a power tail of index 1/ξ, 0 exponential, below 0 a tail that ends at u − β/ξ.</param>
/// <param name="Scale">β above 0, in the unit of the losses.</param>
/// <param name="Exceedances">N, the losses above u.</param>
/// <param name="Observations">n, all losses.</param>
/// <remarks>A. J. McNeil and R. Frey, "Estimation of tail-related risk measures", J. Empirical Finance 7 (2000) 271–300.</remarks>
internal readonly record struct GpdTail(double Threshold, double Shape, double Scale, int Exceedances, int Observations)
{
    /// <summary>N/n, the share of losses above the threshold: the formulas hold for tails no heavier than this.</summary>
    public double TailShare => (double)Exceedances / Observations;

    /// <summary>The loss that is exceeded with probability 1 − c: u + (β/ξ)(((n/N)(1 − c))^(−ξ) − 1), at ξ = 0 u + β·ln(N/(n(1 − c))).</summary>
    /// <param name="confidence">c, at least 1 − N/n and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level lies below the threshold, in the body of the distribution.</exception>
    public double ValueAtRisk(double confidence)
    {
        if (!(confidence < 1.0)) throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies below 1; for 99 % write 0.99.");
        double tail = 1.0 - confidence;
        if (!(tail <= TailShare * (1.0 + 1e-12)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(confidence), confidence, $"The fitted tail begins at confidence {1.0 - TailShare:0.######}; take a level from there on, or a lower threshold.");
        }

        return Threshold + Excess(tail / TailShare);
    }

    /// <summary>Mean loss beyond the VaR: (VaR + β − ξu)/(1 − ξ); +∞ from ξ = 1 on, where the tail has no mean.</summary>
    /// <param name="confidence">c, at least 1 − N/n and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level lies below the threshold, in the body of the distribution.</exception>
    public double ExpectedShortfall(double confidence)
    {
        double valueAtRisk = ValueAtRisk(confidence);
        return Shape < 1.0 ? valueAtRisk + ((Scale + (Shape * (valueAtRisk - Threshold))) / (1.0 - Shape)) : double.PositiveInfinity;
    }

    /// <summary>P(L &gt; x) for x at or above the threshold; 0 beyond the end of a tail with ξ below 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x lies below the threshold.</exception>
    public double Survival(double x)
    {
        double z = (x - Threshold) / Scale;
        if (!(z >= 0.0)) throw new ArgumentOutOfRangeException(nameof(x), x, $"The tail is known from {Threshold} on; below it the sample itself speaks.");
        if (Shape == 0.0) return TailShare * Math.Exp(-z);
        return 1.0 + (Shape * z) <= 0.0 ? 0.0 : TailShare * Math.Exp(-Elementary.Log1P(Shape * z) / Shape);
    }

    /// <summary>The excess over u that a share s of the excesses lies above: β(s^(−ξ) − 1)/ξ, at ξ = 0 −β·ln s.</summary>
    /// <param name="share">s in (0, 1].</param>
    internal double Excess(double share)
    {
        double log = -Math.Log(share);
        return Scale * (Shape == 0.0 ? log : Elementary.ExpM1(Shape * log) / Shape);
    }
}
