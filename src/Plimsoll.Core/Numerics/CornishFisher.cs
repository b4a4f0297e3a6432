namespace Plimsoll.Numerics;

/// <summary>Quantile and expected shortfall of a unit-variance P&amp;L by Cornish and Fisher's expansion in skewness and kurtosis. Never for margin.</summary>
/// <param name="Quantile">The transformed quantile of the P&amp;L's left tail: negative for a loss.</param>
/// <param name="ExpectedShortfall">The exact mean loss of the transformed normal beyond it.</param>
/// <param name="InValidDomain">Whether the transform rises everywhere, so that the quantile is one.</param>
/// <remarks>D. Maillard, "A user's guide to the Cornish Fisher expansion" (2012): it rises everywhere iff
/// S²/9 − 4(K/8 − S²/6)(1 − K/8 + 5S²/36) ≤ 0.</remarks>
internal readonly record struct CornishFisher(double Quantile, double ExpectedShortfall, bool InValidDomain)
{
    /// <summary>The loss at the quantile.</summary>
    public double ValueAtRisk => -Quantile;

    /// <param name="confidence">c = 1 − a in (0, 1).</param>
    /// <param name="skew">S, the transform's skewness parameter.</param>
    /// <param name="excessKurtosis">K, its kurtosis parameter less 3.</param>
    public static CornishFisher Of(double confidence, double skew, double excessKurtosis)
    {
        if (!(confidence is > 0.0 and < 1.0))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1; for 99 % write 0.99.");
        double z = -NormalDistribution.InverseCdf(confidence);
        double square = z * z;
        double skewSquare = skew * skew;
        double quantile = z
            + ((square - 1.0) * skew / 6.0)
            + (((square - 3.0) * z) * excessKurtosis / 24.0)
            - ((((2.0 * square) - 5.0) * z) * skewSquare / 36.0);
        // The truncated moments of a normal below z turn the expansion's polynomials into these.
        double shortfall = NormalDistribution.Pdf(z) / (1.0 - confidence)
            * (1.0 + (z * skew / 6.0) + ((square - 1.0) * excessKurtosis / 24.0) + ((1.0 - (2.0 * square)) * skewSquare / 36.0));
        double discriminant = (skewSquare / 9.0)
            - (4.0 * ((excessKurtosis / 8.0) - (skewSquare / 6.0)) * (1.0 - (excessKurtosis / 8.0) + (5.0 * skewSquare / 36.0)));
        return new CornishFisher(quantile, shortfall, discriminant <= 0.0);
    }
}
