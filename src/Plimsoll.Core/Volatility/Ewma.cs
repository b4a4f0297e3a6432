namespace Plimsoll.Volatility;

/// <summary>Exponentially weighted variance σ²ₜ₊₁ = λσ²ₜ + (1 − λ)rₜ², about a mean of zero.</summary>
internal static class Ewma
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
        if (!(decay is > 0.0 and < 1.0)) throw new ArgumentOutOfRangeException(nameof(decay), decay, "λ lies between 0 and 1; 0.97 is usual for daily returns.");
        if (seed < 0.0) throw new ArgumentOutOfRangeException(nameof(seed), seed, "A variance is 0 or above.");
        if (variances.Length != returns.Length + 1)
            throw new ArgumentException($"{returns.Length} returns give {returns.Length + 1} variances; the span holds {variances.Length}.", nameof(variances));
        variances[0] = seed;
        for (int i = 0; i < returns.Length; i++)
            variances[i + 1] = (decay * variances[i]) + ((1.0 - decay) * (returns[i] * returns[i]));
    }

    /// <summary>Mean of the squared returns: the seed that uses the whole window.</summary>
    public static double MeanSquare(ReadOnlySpan<double> returns)
    {
        if (returns.IsEmpty) throw new ArgumentException("A variance needs at least one return.", nameof(returns));
        double sum = 0.0;
        foreach (double r in returns) sum += r * r;
        return sum / returns.Length;
    }
}
