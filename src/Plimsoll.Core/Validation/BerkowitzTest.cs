using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>Whether transformed losses are independent standard normal, as they are when the forecast distribution is right.</summary>
/// <param name="LogLikelihood">At the estimates.</param>
/// <param name="LogLikelihoodAtNormal">At mean 0, standard deviation 1 and no correlation.</param>
/// <param name="Ratio">Of likelihoods, 2·(free − restricted).</param>
/// <param name="PValue">χ² with 3 degrees of freedom (full) or 2 (tail).</param>
/// <param name="Mean">Estimated mean; 0 under the null hypothesis.</param>
/// <param name="StandardDeviation">Estimated; 1 under the null hypothesis. Of the innovations in the full test.</param>
/// <param name="Autocorrelation">Estimated first-order; 0 under the null hypothesis, and in the tail test, which does not look at it.</param>
/// <remarks>
/// J. Berkowitz, "Testing density forecasts, with applications to risk management", J. Business and Economic Statistics 19 (2001) 465–474. The full test
/// conditions on the first value and estimates by regression on the demeaned series as rugarch's BerkowitzTest does.
/// </remarks>
public readonly record struct BerkowitzTest(
    double LogLikelihood, double LogLikelihoodAtNormal, double Ratio, double PValue, double Mean, double StandardDeviation, double Autocorrelation)
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>The whole distribution, with first-order autocorrelation.</summary>
    /// <param name="normals">Φ⁻¹ of the probability transforms in order of time; at least 3, finite, not all equal.</param>
    /// <exception cref="ArgumentException">There are too few values, one is not finite, or all are equal.</exception>
    public static BerkowitzTest Full(ReadOnlySpan<double> normals)
    {
        Series.AtLeast(3, normals.Length, nameof(normals));
        Series.Finite(normals, nameof(normals));
        int n = normals.Length;
        double mean = Series.Mean(normals);
        double products = 0.0, squares = 0.0;
        for (int i = 1; i < n; i++)
        {
            products += (normals[i] - mean) * (normals[i - 1] - mean);
            squares += (normals[i - 1] - mean) * (normals[i - 1] - mean);
        }

        if (!(squares > 0.0)) throw new ArgumentException("The values are all equal; a distribution cannot be tested on them.", nameof(normals));
        double correlation = products / squares;
        // The first residual has no predecessor: it counts for the variance (n − 1 degrees of freedom) and not for the likelihood.
        double later = 0.0, plain = 0.0;
        for (int i = 1; i < n; i++)
        {
            double residual = normals[i] - mean - (correlation * (normals[i - 1] - mean));
            later += residual * residual;
            plain += normals[i] * normals[i];
        }

        double variance = (later + ((normals[0] - mean) * (normals[0] - mean))) / (n - 1);
        double free = -((n - 1) * (LogSqrtTwoPi + (0.5 * Math.Log(variance)))) - (0.5 * later / variance);
        double restricted = -((n - 1) * LogSqrtTwoPi) - (0.5 * plain);
        return Of(free, restricted, 3.0, mean, Math.Sqrt(variance), correlation);
    }

    /// <summary>The tail test of probability transforms themselves.</summary>
    /// <param name="transforms">Each strictly between 0 and 1, low where money was lost.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <returns>As of <see cref="Tail"/>.</returns>
    /// <exception cref="ArgumentException">A transform is 0, 1 or outside.</exception>
    public static BerkowitzTest? TailOfTransforms(ReadOnlySpan<double> transforms, double tailProbability)
    {
        var normals = new double[transforms.Length];
        for (int i = 0; i < normals.Length; i++) normals[i] = NormalDistribution.InverseCdf(transforms[i]);
        return Tail(normals, tailProbability);
    }

    /// <summary>The tail alone: values above the tail's quantile count only as being above it.</summary>
    /// <param name="normals">Φ⁻¹ of the probability transforms; losses are low values.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <returns>Null where no value, or every value, lies in the tail, or those that do are equal: mean and deviation cannot both be estimated.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static BerkowitzTest? Tail(ReadOnlySpan<double> normals, double tailProbability)
    {
        Series.AtLeast(1, normals.Length, nameof(normals));
        Series.Finite(normals, nameof(normals));
        double cut = NormalDistribution.InverseCdf(Series.Probability(tailProbability, nameof(tailProbability)));
        double count = 0.0, sum = 0.0, squares = 0.0, least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        foreach (double x in normals)
        {
            if (!(x < cut)) continue;
            count++;
            sum += x;
            squares += x * x;
            least = Math.Min(least, x);
            greatest = Math.Max(greatest, x);
        }

        double above = normals.Length - count;
        if (count == 0.0 || above == 0.0 || least == greatest) return null;

        // In η = 1/σ and δ = μ/σ the likelihood is concave (R. Olsen, Econometrica 46 (1978) 1211–1215): Newton with halved steps finds its one maximum.
        double eta = 1.0, delta = 0.0, value = LogLikelihoodAt(eta, delta);
        double restricted = value;
        for (int i = 0; i < 200; i++)
        {
            double z = delta - (eta * cut);
            double mills = Math.Exp(-LogSqrtTwoPi - (0.5 * z * z) - NormalDistribution.LogCdf(z));
            double slope = -mills * (z + mills);
            double byEta = (count / eta) - (eta * squares) + (delta * sum) - (above * mills * cut);
            double byDelta = (eta * sum) - (count * delta) + (above * mills);
            double etaEta = -(count / (eta * eta)) - squares + (above * slope * cut * cut);
            double etaDelta = sum - (above * slope * cut);
            double deltaDelta = -count + (above * slope);
            double determinant = (etaEta * deltaDelta) - (etaDelta * etaDelta);
            double stepEta = -((byEta * deltaDelta) - (byDelta * etaDelta)) / determinant;
            double stepDelta = -((etaEta * byDelta) - (etaDelta * byEta)) / determinant;
            double share = 1.0, next = double.NegativeInfinity;
            for (; share > 1e-12; share *= 0.5)
            {
                if (eta + (share * stepEta) <= 0.0) continue;
                next = LogLikelihoodAt(eta + (share * stepEta), delta + (share * stepDelta));
                if (next >= value) break;
            }

            if (!(next >= value)) break;
            eta += share * stepEta;
            delta += share * stepDelta;
            value = next;
            if (Math.Abs(stepEta) < 1e-12 * eta && Math.Abs(stepDelta) < 1e-12 * (1.0 + Math.Abs(delta))) break;
        }

        return Of(value, restricted, 2.0, delta / eta, 1.0 / eta, 0.0);

        double LogLikelihoodAt(double e, double d) =>
            (count * (Math.Log(e) - LogSqrtTwoPi)) - (0.5 * ((e * e * squares) - (2.0 * e * d * sum) + (count * d * d))) + (above * NormalDistribution.LogCdf(d - (e * cut)));
    }

    private static BerkowitzTest Of(double free, double restricted, double degreesOfFreedom, double mean, double deviation, double correlation)
    {
        double ratio = 2.0 * (free - restricted);
        return new BerkowitzTest(free, restricted, ratio, ChiSquare.Survival(ratio, degreesOfFreedom), mean, deviation, correlation);
    }
}
