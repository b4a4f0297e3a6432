namespace Plimsoll.Volatility;

/// <summary>Variance of one day, and what part of it jumped, from the day's n intraday log returns. Variances are of the whole day, not annualised.</summary>
/// <param name="Variance">RV = Σr².</param>
/// <param name="Bipower">(π/2) n/(n − 1) Σ|rᵢ||rᵢ₋₁|: the part without jumps.</param>
/// <param name="MedianVariance">π/(6 − 4√3 + π) n/(n − 2) Σ med²(|rᵢ₋₁|, |rᵢ|, |rᵢ₊₁|): without jumps, little harmed by zero returns.</param>
/// <param name="MinimumVariance">π/(π − 2) n/(n − 1) Σ min²(|rᵢ|, |rᵢ₊₁|).</param>
/// <param name="Quarticity">(n/3) Σr⁴.</param>
/// <param name="TripowerQuarticity">n μ⁻³ n/(n − 2) Σ(|rᵢ||rᵢ₋₁||rᵢ₋₂|)^(4/3) with μ = E|z|^(4/3): without jumps.</param>
/// <param name="JumpStatistic">(1 − BV/RV) / √((π²/4 + π − 5)/n · max(1, TQ/BV²)): standard normal where nothing jumped; large where something did.</param>
/// <param name="DownsideSemivariance">Σr² over falls.</param>
/// <param name="UpsideSemivariance">Σr² over rises.</param>
/// <remarks>
/// O. Barndorff-Nielsen and N. Shephard, J. Financial Econometrics 2 (2004) 1–37 and 4 (2006) 1–30; X. Huang and G. Tauchen, ibid. 3 (2005) 456–499;
/// T. Andersen, D. Dobrev and E. Schaumburg, J. Econometrics 169 (2012) 75–93; semivariances: O. Barndorff-Nielsen, S. Kinnebrock and N. Shephard (2010).
/// </remarks>
internal readonly record struct RealisedMeasures(
    double Variance,
    double Bipower,
    double MedianVariance,
    double MinimumVariance,
    double Quarticity,
    double TripowerQuarticity,
    double JumpStatistic,
    double DownsideSemivariance,
    double UpsideSemivariance)
{
    private const int Fewest = 3;

    // E|z|^(4/3) = 2^(2/3) Γ(7/6)/Γ(1/2) of a standard normal z.
    private const double MeanFourThirds = 0.8308609250295592;

    /// <summary>All measures of one day.</summary>
    /// <param name="returns">n log returns in the order of time, at least 3; five minutes apart is usual.</param>
    /// <exception cref="ArgumentException">Fewer than 3 returns, or one that is not a finite number.</exception>
    public static RealisedMeasures Of(ReadOnlySpan<double> returns)
    {
        int n = returns.Length;
        if (n < Fewest) throw new ArgumentException($"Realised measures need at least {Fewest} returns; {n} are given.", nameof(returns));
        double variance = 0.0, bipower = 0.0, median = 0.0, minimum = 0.0, fourth = 0.0, tripower = 0.0, down = 0.0, up = 0.0;
        for (int i = 0; i < n; i++)
        {
            double r = returns[i], square = r * r, size = Math.Abs(r);
            if (!double.IsFinite(r)) throw new ArgumentException($"Return {i} is {r}; returns are finite numbers. Leave out what is not known.", nameof(returns));
            variance += square;
            fourth += square * square;
            if (r < 0.0) down += square;
            else up += square;
            if (i < 1) continue;
            double before = Math.Abs(returns[i - 1]);
            bipower += size * before;
            minimum += Square(Math.Min(size, before));
            if (i < 2) continue;
            double first = Math.Abs(returns[i - 2]);
            median += Square(Math.Max(Math.Min(first, before), Math.Min(Math.Max(first, before), size)));
            tripower += Math.Pow(size * before * first, 4.0 / 3.0);
        }

        double pairs = n / (n - 1.0), triples = n / (n - 2.0);
        bipower *= 0.5 * Math.PI * pairs;
        median *= Math.PI / (6.0 - (4.0 * Math.Sqrt(3.0)) + Math.PI) * triples;
        minimum *= Math.PI / (Math.PI - 2.0) * pairs;
        tripower *= n * triples / (MeanFourThirds * MeanFourThirds * MeanFourThirds);
        return new(variance, bipower, median, minimum, n / 3.0 * fourth, tripower, Jump(variance, bipower, tripower, n), down, up);
    }

    /// <summary>Variance that jumped: RV − BV where the jump statistic exceeds <paramref name="critical"/> and RV is the larger, else 0.</summary>
    /// <param name="critical">A normal quantile; 3.09 is 99.9 %.</param>
    public double JumpVariance(double critical) => JumpStatistic > critical ? Math.Max(0.0, Variance - Bipower) : 0.0;

    /// <summary>
    /// Realised variance of sparse returns averaged over all starting points, which keeps what sparse sampling would throw away without its noise.
    /// </summary>
    /// <param name="returns">Fine log returns, for example of one minute.</param>
    /// <param name="every">How many of them make one sparse return: 5 for five minutes. At most the number of returns.</param>
    /// <remarks>L. Zhang, P. Mykland and Y. Aït-Sahalia, J. American Statistical Association 100 (2005) 1394–1411; each grid is scaled up for the ends it does not cover.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 to a return, or more than there are.</exception>
    public static double Subsampled(ReadOnlySpan<double> returns, int every)
    {
        if (every < 1 || every > returns.Length)
            throw new ArgumentOutOfRangeException(nameof(every), every, $"Between 1 and all {returns.Length} returns make one sparse return.");
        double total = 0.0;
        int grids = 0;
        for (int start = 0; start < every; start++)
        {
            int steps = (returns.Length - start) / every;
            if (steps == 0) break;
            double variance = 0.0;
            for (int step = 0; step < steps; step++)
            {
                double sparse = 0.0;
                foreach (double fine in returns.Slice(start + (step * every), every)) sparse += fine;
                variance += sparse * sparse;
            }

            total += variance * returns.Length / (steps * (double)every);
            grids++;
        }

        return total / grids;
    }

    private static double Jump(double variance, double bipower, double tripower, int n)
    {
        if (variance == 0.0) return 0.0;
        // Both vanish together when no two neighbours move; the ratio is then no reason to doubt its own floor.
        double ratio = bipower > 0.0 ? Math.Max(1.0, tripower / (bipower * bipower)) : 1.0;
        return (1.0 - (bipower / variance)) / Math.Sqrt(((Math.PI * Math.PI / 4.0) + Math.PI - 5.0) / n * ratio);
    }

    private static double Square(double x) => x * x;
}
