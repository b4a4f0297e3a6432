namespace Plimsoll.Pricing;

/// <summary>The volatility that a strip of options pays for, whatever the smile: a volatility index in the manner of the VIX.</summary>
/// <remarks>
/// Cboe, "Volatility index methodology" (2022): σ² = (2/T)·Σ ΔK/K²·e^(rT)·Q(K) − (1/T)·(F/K₀ − 1)². Strikes that are missing in the wings lower it, steps raise it.
/// </remarks>
public static class VarianceSwapIndex
{
    /// <summary>The index of one expiry, as an annual volatility.</summary>
    /// <param name="strikes">N strikes, at least 2, above 0, rising.</param>
    /// <param name="prices">N prices: the put below K₀, the call above, their mean at K₀; each 0 or more, same currency as the strikes.</param>
    /// <param name="forward">F, above 0.</param>
    /// <param name="centre">K₀, the strike at or next below the forward, where the strip changes from puts to calls; above 0.</param>
    /// <param name="rate">r a year, continuously compounded, as a fraction.</param>
    /// <param name="years">T, above 0.</param>
    /// <exception cref="ArgumentException">Lengths differ, strikes do not rise, or a number is not finite or out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The strip pays for no variance: its prices are too low for the distance of forward and centre.</exception>
    public static double Volatility(ReadOnlySpan<double> strikes, ReadOnlySpan<double> prices, double forward, double centre, double rate, double years)
    {
        if (strikes.Length < 2 || strikes.Length != prices.Length)
            throw new ArgumentException($"{strikes.Length} strikes with {prices.Length} prices; at least 2 strikes with a price each are needed.", nameof(prices));
        if (!(double.IsFinite(forward) && forward > 0.0 && double.IsFinite(centre) && centre > 0.0 && double.IsFinite(years) && years > 0.0 && double.IsFinite(rate)))
            throw new ArgumentException($"Forward {forward}, centre {centre}, years {years}, rate {rate}: all are finite, and the first three above 0.");
        double sum = 0.0;
        for (int i = 0; i < strikes.Length; i++)
        {
            double low = strikes[Math.Max(i - 1, 0)], high = strikes[Math.Min(i + 1, strikes.Length - 1)];
            if (!(strikes[i] > 0.0 && double.IsFinite(strikes[i]) && high >= strikes[i] && high > low && (i == 0 || strikes[i] > low)))
                throw new ArgumentException($"strikes[{i}] is {strikes[i]}; strikes are above 0 and rise.", nameof(strikes));
            if (!(prices[i] >= 0.0 && double.IsFinite(prices[i])))
                throw new ArgumentException($"prices[{i}] is {prices[i]}; a price is finite and 0 or more.", nameof(prices));
            // Half the way to each neighbour; at the ends the whole way to the only one.
            double width = i == 0 || i == strikes.Length - 1 ? high - low : 0.5 * (high - low);
            sum += width / (strikes[i] * strikes[i]) * prices[i];
        }

        double shift = (forward / centre) - 1.0;
        double variance = ((2.0 * Math.Exp(rate * years) * sum) - (shift * shift)) / years;
        return variance >= 0.0
            ? Math.Sqrt(variance)
            : throw new ArgumentOutOfRangeException(nameof(prices), variance, "The strip's variance is negative; its prices do not fit the forward.");
    }
}
