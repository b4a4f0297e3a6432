namespace Plimsoll.Numerics;

/// <summary>VaR and expected shortfall of a distribution in closed form, as losses: the P&amp;L is μ + σ·Z.</summary>
/// <param name="ValueAtRisk">−μ + σ·quantile; negative where the mean gain exceeds it.</param>
/// <param name="ExpectedShortfall">The mean loss beyond it.</param>
public readonly record struct ParametricRisk(double ValueAtRisk, double ExpectedShortfall)
{
    /// <summary>Normal P&amp;L. For comparison: its tail is far too thin for crypto.</summary>
    /// <param name="confidence">c = 1 − a in (0, 1).</param>
    /// <param name="mean">μ of the P&amp;L.</param>
    /// <param name="standardDeviation">σ of the P&amp;L, 0 or above.</param>
    public static ParametricRisk Normal(double confidence, double mean = 0.0, double standardDeviation = 1.0)
    {
        Refuse(confidence, standardDeviation);
        double z = NormalDistribution.InverseCdf(confidence);
        return new ParametricRisk(
            -mean + (standardDeviation * z),
            -mean + (standardDeviation * NormalDistribution.Pdf(z) / (1.0 - confidence)));
    }

    /// <summary>Student-t P&amp;L with ν degrees of freedom. ES = f(q)/(1−c)·(ν + q²)/(ν − 1) of the raw t; +∞ at ν ≤ 1.</summary>
    /// <param name="confidence">c = 1 − a in (0, 1).</param>
    /// <param name="degreesOfFreedom">ν above 0; above 2 when standardised.</param>
    /// <param name="scale">The standard deviation when standardised, the factor on a raw t otherwise.</param>
    /// <param name="standardised">Whether the t is brought to unit variance by √((ν − 2)/ν).</param>
    /// <param name="mean">Location of the P&amp;L.</param>
    /// <exception cref="ArgumentOutOfRangeException">A standardised t with ν ≤ 2 has no variance to bring to one.</exception>
    public static ParametricRisk StudentT(double confidence, double degreesOfFreedom, double scale = 1.0, bool standardised = true, double mean = 0.0)
    {
        Refuse(confidence, scale);
        if (standardised && !(degreesOfFreedom > 2.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(degreesOfFreedom), degreesOfFreedom, "Unit variance needs more than 2 degrees of freedom; give the scale of the raw t instead.");
        }

        bool normal = double.IsPositiveInfinity(degreesOfFreedom);
        double q = Numerics.StudentT.InverseCdf(confidence, degreesOfFreedom);
        double density = Numerics.StudentT.Pdf(q, degreesOfFreedom);
        double spread = normal ? 1.0 : (degreesOfFreedom + (q * q)) / (degreesOfFreedom - 1.0);
        double shortfall = degreesOfFreedom > 1.0 ? density / (1.0 - confidence) * spread : double.PositiveInfinity;
        double factor = standardised && !normal ? scale * Math.Sqrt((degreesOfFreedom - 2.0) / degreesOfFreedom) : scale;
        return new ParametricRisk(-mean + (factor * q), -mean + (factor * shortfall));
    }

    private static void Refuse(double confidence, double scale)
    {
        if (!(confidence is > 0.0 and < 1.0))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1; for 99 % write 0.99.");
        if (!(scale >= 0.0)) throw new ArgumentOutOfRangeException(nameof(scale), scale, "A standard deviation is 0 or above.");
    }
}
