namespace Plimsoll.Market;

/// <summary>
/// The smile of one expiry in raw SVI form: total variance w(k) = a + b·(ρ(k − m) + √((k − m)² + σ²)) at log-moneyness k = ln(K/F).
/// </summary>
/// <remarks>J. Gatheral, A. Jacquier, "Arbitrage-free SVI volatility surfaces", Quantitative Finance 14 (2014) 59–71.</remarks>
public sealed record SviSlice
{
    /// <summary>A slice from raw parameters.</summary>
    /// <param name="a">Level of total variance.</param>
    /// <param name="b">Slope of the wings; at least 0.</param>
    /// <param name="rho">Skew, in (−1, 1).</param>
    /// <param name="m">Shift along log-moneyness.</param>
    /// <param name="sigma">Roundness of the vertex; above 0.</param>
    /// <param name="years">Years to expiry; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its domain, or total variance falls below 0 somewhere.</exception>
    public SviSlice(double a, double b, double rho, double m, double sigma, double years)
    {
        if (!double.IsFinite(a)) throw Wrong(nameof(a), a, "a finite number");
        if (!(b >= 0 && double.IsFinite(b))) throw Wrong(nameof(b), b, "0 or above");
        if (!(Math.Abs(rho) < 1)) throw Wrong(nameof(rho), rho, "between -1 and 1, both excluded");
        if (!double.IsFinite(m)) throw Wrong(nameof(m), m, "a finite number");
        if (!(sigma > 0 && double.IsFinite(sigma))) throw Wrong(nameof(sigma), sigma, "above 0");
        if (!(years > 0 && double.IsFinite(years))) throw Wrong(nameof(years), years, "above 0");
        (A, B, Rho, M, Sigma, Years) = (a, b, rho, m, sigma, years);

        // A vertex that touches 0 may come out below it by rounding.
        if (MinimumTotalVariance < -1e-14 * (Math.Abs(a) + (b * sigma))) throw Wrong(nameof(a), a, "at least −b·σ·√(1 − ρ²), so that no total variance is negative");
    }

    /// <summary>Level of total variance.</summary>
    public double A { get; }

    /// <summary>Slope of the wings.</summary>
    public double B { get; }

    /// <summary>Skew.</summary>
    public double Rho { get; }

    /// <summary>Shift along log-moneyness.</summary>
    public double M { get; }

    /// <summary>Roundness of the vertex.</summary>
    public double Sigma { get; }

    /// <summary>Years to expiry.</summary>
    public double Years { get; }

    /// <summary>The smallest total variance, a + b·σ·√(1 − ρ²).</summary>
    public double MinimumTotalVariance => A + (B * Sigma * Math.Sqrt(1 - (Rho * Rho)));

    /// <summary>Slope of total variance in |k| far to the left, b(1 − ρ); above 2 it breaks Lee's moment bound.</summary>
    public double LeftSlope => B * (1 - Rho);

    /// <summary>Slope of total variance far to the right, b(1 + ρ); above 2 it breaks Lee's moment bound.</summary>
    public double RightSlope => B * (1 + Rho);

    /// <summary>A smile without curvature or skew.</summary>
    /// <param name="volatility">Annualised volatility at every strike; above 0.</param>
    /// <param name="years">Years to expiry; above 0.</param>
    public static SviSlice Flat(double volatility, double years) => new(volatility * volatility * years, 0, 0, 0, 1, years);

    /// <summary>Total variance σ²T at a log-moneyness.</summary>
    /// <param name="k">ln(K/F).</param>
    public double TotalVariance(double k)
    {
        double z = k - M;
        return A + (B * ((Rho * z) + Math.Sqrt((z * z) + (Sigma * Sigma))));
    }

    /// <summary>Annualised volatility at a log-moneyness.</summary>
    /// <param name="k">ln(K/F).</param>
    public double Volatility(double k) => Math.Sqrt(Math.Max(0, TotalVariance(k)) / Years);

    /// <summary>Total variance and its first two derivatives in k.</summary>
    /// <param name="k">ln(K/F).</param>
    public (double W, double W1, double W2) Derivatives(double k)
    {
        double z = k - M;
        double square = (z * z) + (Sigma * Sigma);
        double root = Math.Sqrt(square);
        return (A + (B * ((Rho * z) + root)), B * (Rho + (z / root)), B * Sigma * Sigma / (square * root));
    }

    /// <summary>Durrleman's g(k) = (1 − k·w′/(2w))² − w′²/4·(1/w + ¼) + w″/2; below 0 the implied density is negative.</summary>
    /// <param name="k">ln(K/F).</param>
    public double DurrlemanG(double k)
    {
        (double w, double w1, double w2) = Derivatives(k);
        double first = 1 - (k * w1 / (2 * w));
        return (first * first) - (w1 * w1 / 4 * ((1 / w) + 0.25)) + (w2 / 2);
    }

    /// <summary>The same smile with a constant added to total variance, dated to another expiry.</summary>
    internal SviSlice Raised(double totalVariance, double years) => new(A + totalVariance, B, Rho, M, Sigma, years);

    private static ArgumentOutOfRangeException Wrong(string name, double found, string allowed) =>
        new(name, found, $"The SVI parameter {name} must be {allowed}.");
}
