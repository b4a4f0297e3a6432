namespace Plimsoll.Volatility;

/// <summary>The numbers of a GARCH model, or of each its standard error.</summary>
/// <param name="Mean">μ, in the returns' unit.</param>
/// <param name="Omega">ω, in its square; of an EGARCH model a logarithm.</param>
/// <param name="Alpha">α.</param>
/// <param name="Gamma">γ; 0 in a plain GARCH model.</param>
/// <param name="Beta">β.</param>
/// <param name="DegreesOfFreedom">ν of Student-t innovations, above 2; not used with normal ones.</param>
internal readonly record struct GarchParameters(double Mean, double Omega, double Alpha, double Gamma, double Beta, double DegreesOfFreedom)
{
    /// <summary>Places of the parameters in gradients and matrices.</summary>
    public const int MeanAt = 0, OmegaAt = 1, AlphaAt = 2, GammaAt = 3, BetaAt = 4, ShapeAt = 5, Count = 6;

    /// <summary>From the six places.</summary>
    public static GarchParameters From(ReadOnlySpan<double> values) => new(values[0], values[1], values[2], values[3], values[4], values[5]);

    /// <summary>Into the six places.</summary>
    public void CopyTo(Span<double> values) => (values[0], values[1], values[2], values[3], values[4], values[5]) = (Mean, Omega, Alpha, Gamma, Beta, DegreesOfFreedom);

    /// <summary>Share of a shock to the expected variance that is left a period later: α + β, α + γ/2 + β, or β of an EGARCH model.</summary>
    public double Persistence(GarchKind kind) => kind switch
    {
        GarchKind.Garch => Alpha + Beta,
        GarchKind.Gjr => Alpha + (0.5 * Gamma) + Beta,
        _ => Beta,
    };

    /// <summary>ω/(1 − persistence), or exp of it for EGARCH: where forecasts end. Infinite at a persistence of 1 or above.</summary>
    public double LongRunVariance(GarchKind kind)
    {
        double persistence = Persistence(kind);
        if (persistence >= 1.0) return double.PositiveInfinity;
        double level = Omega / (1.0 - persistence);
        return kind == GarchKind.Egarch ? Math.Exp(level) : level;
    }
}
