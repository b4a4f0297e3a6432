using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>An SVI slice in jump-wings form: numbers a trader reads off the smile.</summary>
/// <param name="Variance">v: at-the-money variance w(0)/T, annualised.</param>
/// <param name="Skew">ψ: at-the-money slope of volatility in k, times √T.</param>
/// <param name="LeftWing">p: slope of the put wing, b(1 − ρ)/√w(0).</param>
/// <param name="RightWing">c: slope of the call wing, b(1 + ρ)/√w(0).</param>
/// <param name="MinimumVariance">ṽ: the smallest variance, annualised.</param>
/// <remarks>J. Gatheral, A. Jacquier (2014), section 3.3 and 5.1.</remarks>
public readonly record struct SviJumpWings(double Variance, double Skew, double LeftWing, double RightWing, double MinimumVariance)
{
    /// <summary>Reads the jump-wings numbers of a slice whose at-the-money variance is above 0.</summary>
    /// <param name="slice">The slice.</param>
    public static SviJumpWings Of(SviSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        double w = slice.TotalVariance(0);
        double root = Math.Sqrt(w);
        double vertex = Math.Sqrt((slice.M * slice.M) + (slice.Sigma * slice.Sigma));
        return new SviJumpWings(
            Variance: w / slice.Years,
            Skew: slice.B / (2 * root) * (slice.Rho - (slice.M / vertex)),
            LeftWing: slice.LeftSlope / root,
            RightWing: slice.RightSlope / root,
            MinimumVariance: slice.MinimumTotalVariance / slice.Years);
    }

    /// <summary>The raw slice with these numbers.</summary>
    /// <param name="years">Years to expiry; above 0.</param>
    /// <exception cref="ArgumentException">No raw slice has these numbers, or infinitely many have.</exception>
    public SviSlice ToRaw(double years) => TryToRaw(years) ?? throw new ArgumentException(
        $"No single SVI slice has v {Variance}, psi {Skew}, p {LeftWing}, c {RightWing}, vTilde {MinimumVariance}: write v above vTilde, both above 0, "
        + "wings of 0 or above and 2·psi strictly between −p and c, not 0.");

    /// <summary>The slice repaired to be one of SSVI's: c′ = p + 2ψ and ṽ′ = 4v·p·c′/(p + c′)²; level, skew and put wing stay.</summary>
    /// <remarks>
    /// Free of butterfly arbitrage where √w·max(p, c′) is below 2 and (p + c′)·max(p, c′) at most 2. A slice with 2ψ at or below −p has no such twin.
    /// </remarks>
    public SviJumpWings RepairedBySsvi()
    {
        double rightWing = LeftWing + (2 * Skew);
        double sum = LeftWing + rightWing;
        return this with { RightWing = rightWing, MinimumVariance = 4 * Variance * LeftWing * rightWing / (sum * sum) };
    }

    internal SviSlice? TryToRaw(double years)
    {
        double w = Variance * years;
        double root = Math.Sqrt(w);
        double b = root / 2 * (RightWing + LeftWing);
        double rho = (RightWing - LeftWing) / (RightWing + LeftWing);

        // With r = √(m² + σ²) and β = m/r: w(0) = a + b·r·(1 − ρβ), the minimum a + b·r·√((1 − ρ²)(1 − β²)).
        double beta = rho - (2 * Skew * root / b);
        if (!(w > 0 && b > 0 && Math.Abs(rho) < 1 && Math.Abs(beta) < 1)) return null;
        double half = Math.Sin((Math.Asin(rho) - Math.Asin(beta)) / 2);
        double r = (Variance - MinimumVariance) * years / (2 * b * half * half);
        if (!(r > 0 && double.IsFinite(r))) return null;
        double sigma = r * Math.Sqrt(1 - (beta * beta));
        double a = (MinimumVariance * years) - (b * sigma * Math.Sqrt(1 - (rho * rho)));
        return MinimumVariance >= 0 && sigma > 0 && a + (b * sigma * Math.Sqrt(1 - (rho * rho))) >= 0
            ? new SviSlice(a, b, rho, beta * r, sigma, years)
            : null;
    }
}
