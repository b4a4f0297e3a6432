namespace Plimsoll.Numerics;

/// <summary>The χ² distribution, for the p-values of likelihood-ratio tests.</summary>
internal static class ChiSquare
{
    /// <summary>P(X &gt; x); relative error below 1e-13 also where it is tiny.</summary>
    /// <param name="x">The statistic; a value at or below 0 has survival 1.</param>
    /// <param name="degreesOfFreedom">Above 0; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is NaN, or the degrees of freedom are not above 0.</exception>
    public static double Survival(double x, double degreesOfFreedom)
    {
        if (double.IsNaN(x)) throw new ArgumentOutOfRangeException(nameof(x), x, "The statistic is not a number.");
        if (!(degreesOfFreedom > 0.0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0.");
        return x <= 0.0 ? 1.0 : GammaFunctions.UpperRegularised(0.5 * degreesOfFreedom, 0.5 * x);
    }
}
