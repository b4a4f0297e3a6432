using System.Collections.Immutable;
using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>How the next model to leave a confidence set is judged.</summary>
public enum ConfidenceSetStatistic
{
    /// <summary>The greatest difference of mean loss between two models, over its standard error.</summary>
    Range = 0,

    /// <summary>The greatest excess of a model's mean loss over the mean of all, over its standard error.</summary>
    Maximum = 1,
}

/// <summary>The models that cannot be told from the best one by their losses.</summary>
/// <param name="Included">Models of the set, ascending.</param>
/// <param name="Excluded">The others, ascending.</param>
/// <param name="PValues">By model: the least size at which it would be excluded.</param>
/// <remarks>
/// P. R. Hansen, A. Lunde, J. M. Nason, "The model confidence set", Econometrica 79 (2011) 453–497, with the stationary bootstrap of D. N. Politis, J. P. Romano
/// (1994). The seed names the resamples: the same losses give the same set.
/// </remarks>
public sealed record ModelConfidenceSet(ImmutableArray<int> Included, ImmutableArray<int> Excluded, ImmutableArray<double> PValues)
{
    /// <summary>The set at a size.</summary>
    /// <param name="losses">T rows in order of time, one loss of each of the m models in each; T at least 2, m at least 1.</param>
    /// <param name="size">Probability that the best model is left out, in (0, 1); 0.1 is 10 %.</param>
    /// <param name="blockLength">Mean length of a resampled block, at least 1.</param>
    /// <param name="statistic">How models are judged.</param>
    /// <param name="resamples">Bootstrap resamples, at least 100.</param>
    /// <param name="seed">Names the resamples.</param>
    /// <exception cref="ArgumentException">The rows differ in length, a loss is not finite, or a number is out of range.</exception>
    public static ModelConfidenceSet Of(
        double[][] losses, double size, int blockLength, ConfidenceSetStatistic statistic = ConfidenceSetStatistic.Range, int resamples = 2000, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(losses);
        Series.AtLeast(2, losses.Length, nameof(losses));
        Series.Probability(size, nameof(size));
        ArgumentOutOfRangeException.ThrowIfLessThan(blockLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 100);
        int models = losses[0].Length;
        Series.AtLeast(1, models, nameof(losses));
        foreach (double[] row in losses)
        {
            Series.Same(models, row.Length, nameof(losses));
            Series.Finite(row, nameof(losses));
        }

        double[] means = new double[models];
        foreach (double[] row in losses)
            for (int j = 0; j < models; j++) means[j] += row[j] / losses.Length;
        double[][] deviations = Deviations(losses, means, blockLength, resamples, new CounterRandom(seed));

        List<int> alive = [.. Enumerable.Range(0, models)];
        var pValues = new double[models];
        double greatest = 0.0;
        while (alive.Count > 1)
        {
            (int worst, double p) = statistic == ConfidenceSetStatistic.Range ? Range(alive, means, deviations) : Maximum(alive, means, deviations);
            // A model leaves at no smaller size than those before it.
            greatest = Math.Max(greatest, p);
            pValues[worst] = greatest;
            alive.Remove(worst);
        }

        pValues[alive[0]] = 1.0;
        return new ModelConfidenceSet(
            [.. Enumerable.Range(0, models).Where(j => pValues[j] > size)], [.. Enumerable.Range(0, models).Where(j => pValues[j] <= size)], [.. pValues]);
    }

    /// <summary>Mean losses of resamples less those of the sample.</summary>
    private static double[][] Deviations(double[][] losses, double[] means, int blockLength, int resamples, CounterRandom random)
    {
        int n = losses.Length;
        var deviations = new double[resamples][];
        for (int b = 0; b < resamples; b++)
        {
            var sums = new double[means.Length];
            int row = 0;
            for (int t = 0; t < n; t++)
            {
                // A block goes on, around the end, until a new one starts with probability 1/length.
                bool starts = t == 0 || random.Uniform((ulong)b, (ulong)(2 * t)) * blockLength < 1.0;
                row = starts ? random.Below((ulong)b, (ulong)((2 * t) + 1), n) : (row + 1) % n;
                double[] drawn = losses[row];
                for (int j = 0; j < sums.Length; j++) sums[j] += drawn[j];
            }

            for (int j = 0; j < sums.Length; j++) sums[j] = (sums[j] / n) - means[j];
            deviations[b] = sums;
        }

        return deviations;
    }

    private static (int Worst, double PValue) Range(List<int> alive, double[] means, double[][] deviations)
    {
        List<(int Worse, int Better, double Error)> pairs = [];
        double observed = double.NegativeInfinity;
        int worst = alive[^1];
        for (int i = 0; i < alive.Count; i++)
        {
            for (int j = i + 1; j < alive.Count; j++)
            {
                (int worse, int better) = means[alive[i]] > means[alive[j]] ? (alive[i], alive[j]) : (alive[j], alive[i]);
                double error = RootMeanSquare(deviations, row => row[worse] - row[better]);
                pairs.Add((worse, better, error));
                double value = Ratio(means[worse] - means[better], error);
                if (value > observed) (observed, worst) = (value, worse);
            }
        }

        return (worst, Share(deviations, observed, row =>
        {
            double greatest = 0.0;
            foreach ((int worse, int better, double error) in pairs) greatest = Math.Max(greatest, Ratio(Math.Abs(row[worse] - row[better]), error));
            return greatest;
        }));
    }

    private static (int Worst, double PValue) Maximum(List<int> alive, double[] means, double[][] deviations)
    {
        double[] errors = [.. alive.Select(model => RootMeanSquare(deviations, row => row[model] - MeanOf(alive, row)))];
        double observed = double.NegativeInfinity, all = MeanOf(alive, means);
        int worst = alive[^1];
        for (int i = 0; i < alive.Count; i++)
        {
            double value = Ratio(means[alive[i]] - all, errors[i]);
            if (value > observed) (observed, worst) = (value, alive[i]);
        }

        return (worst, Share(deviations, observed, row =>
        {
            double mean = MeanOf(alive, row), greatest = double.NegativeInfinity;
            for (int i = 0; i < alive.Count; i++) greatest = Math.Max(greatest, Ratio(row[alive[i]] - mean, errors[i]));
            return greatest;
        }));
    }

    private static double Share(double[][] deviations, double observed, Func<double[], double> statistic) =>
        deviations.Count(row => statistic(row) >= observed) / (double)deviations.Length;

    private static double RootMeanSquare(double[][] deviations, Func<double[], double> difference)
    {
        double sum = 0.0;
        foreach (double[] row in deviations)
        {
            double value = difference(row);
            sum += value * value;
        }

        return Math.Sqrt(sum / deviations.Length);
    }

    private static double MeanOf(List<int> alive, double[] values)
    {
        double sum = 0.0;
        foreach (int model in alive) sum += values[model];
        return sum / alive.Count;
    }

    // Models whose losses never differ have no error: equal ones are not told apart, a constant difference is certain.
    private static double Ratio(double difference, double error) =>
        error > 0.0 ? difference / error : difference == 0.0 ? 0.0 : Math.CopySign(double.PositiveInfinity, difference);
}
