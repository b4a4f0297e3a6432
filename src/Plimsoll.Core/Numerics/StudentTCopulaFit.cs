namespace Plimsoll.Numerics;

/// <summary>A t copula fitted in two steps: R from Kendall's τ, then ν by maximum pseudo-likelihood of the ranks.</summary>
/// <param name="Correlation">R; repaired to a correlation matrix where the pairs do not fit together.</param>
/// <param name="DegreesOfFreedom">ν.</param>
/// <param name="LogLikelihood">ℓ at the fit, of u = rank/(n + 1).</param>
/// <remarks>
/// R. Mashal and A. Zeevi, "Beyond correlation: extreme co-movements between financial assets" (2002); Demarta and McNeil (2005), section 4.2.
/// </remarks>
internal sealed record StudentTCopulaFit(CorrelationMatrix Correlation, double DegreesOfFreedom, double LogLikelihood)
{
    /// <summary>ν is sought from here.</summary>
    public const double LeastDegrees = 0.5;

    /// <summary>ν is sought up to here; a sample whose tails do not depend ends here, which is all but normal.</summary>
    public const double GreatestDegrees = 500.0;

    // A repaired matrix would be singular, and a singular one has no density.
    private const double LeastEigenvalue = 1e-6;

    /// <summary>Fits both.</summary>
    /// <param name="series">d samples of n numbers, number i of each observed together; no NaN.</param>
    /// <exception cref="ArgumentException">Fewer than two samples or three numbers, different lengths, a constant sample or a NaN.</exception>
    public static StudentTCopulaFit Estimate(ReadOnlySpan<double[]> series)
    {
        CorrelationMatrix correlation = KendallCorrelation(series);
        PseudoObservations observations = new(series);
        double Value(double log) => observations.LogLikelihood(correlation, Math.Exp(log));
        double low = Math.Log(LeastDegrees), high = Math.Log(GreatestDegrees);
        const int Grid = 20;
        double step = (high - low) / Grid, best = low, value = Value(low);
        for (int i = 1; i <= Grid; i++)
            if (Value(low + (i * step)) is var found && found > value)
                (best, value) = (low + (i * step), found);

        double golden = 0.5 * (Math.Sqrt(5.0) - 1.0), left = Math.Max(low, best - step), right = Math.Min(high, best + step);
        double a = right - (golden * (right - left)), b = left + (golden * (right - left));
        (double atA, double atB) = (Value(a), Value(b));
        while (right - left > 1e-6)
        {
            if (atA > atB)
            {
                (right, b, atB) = (b, a, atA);
                a = right - (golden * (right - left));
                atA = Value(a);
            }
            else
            {
                (left, a, atA) = (a, b, atB);
                b = left + (golden * (right - left));
                atB = Value(b);
            }
        }

        double middle = 0.5 * (left + right), atMiddle = Value(middle);
        (best, value) = atMiddle >= value ? (middle, atMiddle) : (best, value);
        return new StudentTCopulaFit(correlation, Math.Exp(best), value);
    }

    /// <summary>ρ = sin(πτ_b/2) of every pair, repaired by <see cref="NearestCorrelation"/> where an eigenvalue falls below 1e-6.</summary>
    /// <param name="series">d samples of n numbers.</param>
    /// <exception cref="ArgumentException">Fewer than two samples, different lengths, a constant sample or a NaN.</exception>
    public static CorrelationMatrix KendallCorrelation(ReadOnlySpan<double[]> series)
    {
        int d = series.Length;
        if (d < 2) throw new ArgumentException($"{d} samples were given; a copula joins two or more.", nameof(series));
        var entries = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            entries[(i * d) + i] = 1.0;
            for (int j = 0; j < i; j++)
            {
                double tau = RankCorrelation.KendallTauB(series[i], series[j]);
                if (double.IsNaN(tau)) throw new ArgumentException($"Sample {i} or {j} is constant or holds a NaN; every sample must vary.", nameof(series));
                entries[(i * d) + j] = entries[(j * d) + i] = StudentTCopula.CorrelationOfKendall(tau);
            }
        }

        CorrelationMatrix pairwise = CorrelationMatrix.Create(entries, d);
        return pairwise.LeastEigenvalue() >= LeastEigenvalue ? pairwise : NearestCorrelation.Of(entries, d, LeastEigenvalue);
    }

    /// <summary>ℓ of the ranks of a sample under one R and ν.</summary>
    /// <param name="series">d samples of n numbers.</param>
    /// <param name="correlation">R, positive definite.</param>
    /// <param name="degreesOfFreedom">ν above 0.</param>
    public static double LogLikelihoodOf(ReadOnlySpan<double[]> series, CorrelationMatrix correlation, double degreesOfFreedom) =>
        new PseudoObservations(series).LogLikelihood(correlation, degreesOfFreedom);

    /// <summary>Ranks of the samples; u = rank/(n + 1), tied numbers at their mean rank.</summary>
    private sealed class PseudoObservations
    {
        // Twice the rank is whole even with ties, so that one quantile serves every sample.
        private readonly int[][] twiceRanks;
        private readonly int count;

        public PseudoObservations(ReadOnlySpan<double[]> series)
        {
            count = series[0].Length;
            if (count < 3) throw new ArgumentException($"{count} joint observations were given; a copula needs 3 or more.", nameof(series));
            twiceRanks = new int[series.Length][];
            for (int i = 0; i < series.Length; i++) twiceRanks[i] = [.. RankCorrelation.Ranks(series[i]).Select(rank => (int)(2.0 * rank))];
        }

        public double LogLikelihood(CorrelationMatrix correlation, double nu)
        {
            var quantiles = new double[(2 * count) + 2];
            Array.Fill(quantiles, double.NaN);
            var density = new StudentTCopula.LogDensity(correlation, nu);
            var x = new double[twiceRanks.Length];
            double sum = 0.0;
            for (int n = 0; n < count; n++)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    int rank = twiceRanks[i][n];
                    if (double.IsNaN(quantiles[rank]))
                    {
                        quantiles[rank] = StudentT.InverseCdf(0.5 * rank / (count + 1.0), nu);
                        quantiles[(2 * count) + 2 - rank] = -quantiles[rank];
                    }

                    x[i] = quantiles[rank];
                }

                sum += density.At(x);
            }

            return sum;
        }
    }
}
