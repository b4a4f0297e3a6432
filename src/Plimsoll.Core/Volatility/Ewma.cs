namespace Plimsoll.Volatility;

/// <summary>Exponentially weighted variance σ²ₜ₊₁ = λσ²ₜ + (1 − λ)rₜ², about a mean of zero.</summary>
public static class Ewma
{
    /// <summary>The λ that halves a weight in so many periods: 0.5^(1/half-life). 0.94 is 11.2 days, 0.97 is 22.8.</summary>
    public static double DecayOfHalfLife(double periods) => periods > 0.0
        ? Math.Pow(0.5, 1.0 / periods)
        : throw new ArgumentOutOfRangeException(nameof(periods), periods, "A half-life is above 0 periods.");

    /// <summary>The forecasts that stood before each return, and the one for the next: n + 1 variances.</summary>
    /// <param name="returns">n returns, oldest first.</param>
    /// <param name="decay">λ in (0, 1).</param>
    /// <param name="seed">The forecast before the first return; <see cref="MeanSquare"/> is usual.</param>
    /// <param name="variances">Receives n + 1 values: [i] was known before return i, [n] is the forecast now.</param>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    /// <exception cref="ArgumentOutOfRangeException">λ lies outside (0, 1), or the seed is negative.</exception>
    public static void Forecasts(ReadOnlySpan<double> returns, double decay, double seed, Span<double> variances)
    {
        CheckDecay(decay);
        if (seed < 0.0) throw new ArgumentOutOfRangeException(nameof(seed), seed, "A variance is 0 or above.");
        if (variances.Length != returns.Length + 1)
            throw new ArgumentException($"{returns.Length} returns give {returns.Length + 1} variances; the span holds {variances.Length}.", nameof(variances));
        variances[0] = seed;
        for (int i = 0; i < returns.Length; i++)
            variances[i + 1] = (decay * variances[i]) + ((1.0 - decay) * (returns[i] * returns[i]));
    }

    /// <summary>The estimates that include each return, begun with the first: σ²₁ = r₁², σ²ₜ = λσ²ₜ₋₁ + (1 − λ)rₜ².</summary>
    /// <param name="returns">n returns, oldest first; at least one.</param>
    /// <param name="decay">λ in (0, 1).</param>
    /// <returns>n variances in the square of the returns' unit.</returns>
    /// <exception cref="ArgumentException">No return is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">λ lies outside (0, 1).</exception>
    public static double[] Variances(ReadOnlySpan<double> returns, double decay)
    {
        if (returns.IsEmpty) throw new ArgumentException("An estimate needs at least one return.", nameof(returns));
        CheckDecay(decay);
        var path = new double[returns.Length];
        path[0] = returns[0] * returns[0];
        for (int i = 1; i < path.Length; i++) path[i] = (decay * path[i - 1]) + ((1.0 - decay) * (returns[i] * returns[i]));
        return path;
    }

    /// <summary>Weighted mean of the products of two series: Σλⁿ⁻ⁱxᵢyᵢ / Σλⁿ⁻ⁱ, about means of zero. Weights sum to 1, so no pair counts as a seed.</summary>
    /// <param name="first">n returns of one series, oldest first; at least one.</param>
    /// <param name="second">n returns of the other at the same times.</param>
    /// <param name="decay">λ in (0, 1).</param>
    /// <exception cref="ArgumentException">No return is given, or the series differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">λ lies outside (0, 1).</exception>
    public static double Covariance(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double decay)
    {
        if (first.IsEmpty) throw new ArgumentException("An estimate needs at least one return.", nameof(first));
        if (first.Length != second.Length)
            throw new ArgumentException($"The series hold {first.Length} and {second.Length} returns; give as many of each.", nameof(second));
        CheckDecay(decay);
        double products = 0.0, weights = 0.0;
        for (int i = 0; i < first.Length; i++)
        {
            products = (decay * products) + (first[i] * second[i]);
            weights = (decay * weights) + 1.0;
        }

        return products / weights;
    }

    /// <summary>Mean of the squared returns: the seed that uses the whole window.</summary>
    public static double MeanSquare(ReadOnlySpan<double> returns)
    {
        if (returns.IsEmpty) throw new ArgumentException("A variance needs at least one return.", nameof(returns));
        double sum = 0.0;
        foreach (double r in returns) sum += r * r;
        return sum / returns.Length;
    }

    private static void CheckDecay(double decay)
    {
        if (!(decay is > 0.0 and < 1.0)) throw new ArgumentOutOfRangeException(nameof(decay), decay, "λ lies between 0 and 1; 0.97 is usual for daily returns.");
    }
}
