using Plimsoll.Liquidity;

namespace Plimsoll.Scaling;

/// <summary>A margin rate that grows with a power of size: r(Q) = min(cap, r₀·(1 + (Q/K)^p)).</summary>
/// <remarks>The margin Q·r(Q) is convex below the cap for every p &gt; 0; p = ½ is what the square-root law of impact asks for.</remarks>
public sealed record PowerSizeCurve
{
    /// <summary>A curve of a base rate, a scale, an exponent and a cap.</summary>
    /// <param name="baseRate">r₀: rate of a small position, a fraction; 0 or more.</param>
    /// <param name="scale">K: size at which the rate has doubled; above 0.</param>
    /// <param name="exponent">p: 0 or more.</param>
    /// <param name="cap">Highest rate, a fraction; not below r₀.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public PowerSizeCurve(double baseRate, double scale, double exponent, double cap)
    {
        BaseRate = Require.NotNegative(baseRate);
        Scale = Require.Positive(scale);
        Exponent = Require.NotNegative(exponent);
        Cap = Require.Within(Require.Finite(cap), baseRate, double.MaxValue);
    }

    /// <summary>r₀: rate of a small position, a fraction.</summary>
    public double BaseRate { get; }

    /// <summary>K: size at which the rate has doubled.</summary>
    public double Scale { get; }

    /// <summary>p.</summary>
    public double Exponent { get; }

    /// <summary>Highest rate, a fraction.</summary>
    public double Cap { get; }

    /// <summary>Rate of a position of size Q, a fraction.</summary>
    /// <param name="size">Q, in the unit of the scale; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or not finite.</exception>
    public double Rate(double size) => Math.Min(Cap, BaseRate * (1 + Relative(size)));

    /// <summary>Margin of a position: Q·r(Q).</summary>
    /// <inheritdoc cref="Rate"/>
    public double Margin(double size) => size * Rate(size);

    /// <summary>Derivative of the margin, r₀·(1 + (1 + p)·(Q/K)^p): what the last unit needs; the cap itself beyond the cap.</summary>
    /// <inheritdoc cref="Rate"/>
    public double MarginalRate(double size)
    {
        double relative = Relative(size);
        return BaseRate * (1 + relative) < Cap ? BaseRate * (1 + (1 + Exponent) * relative) : Cap;
    }

    private double Relative(double size) => Math.Pow(Require.NotNegative(size) / Scale, Exponent);
}
