using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>Whether the time between breaches has a memory: Weibull durations against exponential ones, ends censored.</summary>
/// <param name="Shape">b of the Weibull that fits best, searched in [0.001, 10]; below 1 breaches cluster.</param>
/// <param name="LogLikelihood">At the best b.</param>
/// <param name="LogLikelihoodAtOne">At b = 1, without memory.</param>
/// <param name="PValue">Of the likelihood ratio, χ² with 1 degree of freedom.</param>
/// <remarks>P. Christoffersen, D. Pelletier, "Backtesting value-at-risk: a duration-based approach", J. Financial Econometrics 2 (2004) 84–108.</remarks>
public readonly record struct DurationTest(double Shape, double LogLikelihood, double LogLikelihoodAtOne, double PValue)
{
    private const double LeastShape = 0.001;
    private const double GreatestShape = 10.0;

    /// <summary>The test of a series of breaches.</summary>
    /// <param name="breaches">One entry an observation: whether its loss exceeded its VaR.</param>
    /// <returns>Null with fewer than two breaches: no duration is seen whole.</returns>
    public static DurationTest? Of(ReadOnlySpan<bool> breaches)
    {
        List<double> durations = [];
        double whole = 0.0, sumOfLogs = 0.0;
        int last = -1;
        for (int i = 0; i < breaches.Length; i++)
        {
            if (!breaches[i]) continue;
            // A first breach at the start of the series ends no duration that began within it.
            if (last >= 0 || i > 0) durations.Add(last < 0 ? i + 1 : i - last);
            if (last >= 0)
            {
                whole++;
                sumOfLogs += Math.Log(i - last);
            }

            last = i;
        }

        if (whole < 1.0) return null;
        if (last < breaches.Length - 1) durations.Add(breaches.Length - 1 - last);

        double low = LeastShape, high = GreatestShape;
        if (Slope(high) >= 0.0) low = high;
        for (int i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            double middle = 0.5 * (low + high);
            if (Slope(middle) > 0.0) low = middle;
            else high = middle;
        }

        double shape = 0.5 * (low + high);
        double best = LogLikelihoodAt(shape), one = LogLikelihoodAt(1.0);
        return new DurationTest(shape, best, one, BernoulliLikelihood.Ratio(one, best, 1.0).PValue);

        // With the scale at its best for the shape: a^b = whole/Σ D^b. Falls in b.
        double Slope(double b)
        {
            (double powers, double weighted) = (0.0, 0.0);
            foreach (double duration in durations)
            {
                double power = Math.Pow(duration, b);
                powers += power;
                weighted += power * Math.Log(duration);
            }

            return (whole / b) + sumOfLogs - (whole * weighted / powers);
        }

        double LogLikelihoodAt(double b)
        {
            double powers = 0.0;
            foreach (double duration in durations) powers += Math.Pow(duration, b);
            return (whole * (Math.Log(whole / powers) + Math.Log(b) - 1.0)) + ((b - 1.0) * sumOfLogs);
        }
    }
}
