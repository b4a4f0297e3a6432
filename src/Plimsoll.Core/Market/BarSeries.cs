using Plimsoll.Values;

namespace Plimsoll.Market;

/// <summary>What a bar series is of.</summary>
public enum MarketKind
{
    /// <summary>The coin itself.</summary>
    Spot,

    /// <summary>The perpetual on it.</summary>
    Perpetual,

    /// <summary>An index of its implied volatility, annualised fraction.</summary>
    VolatilityIndex,
}

/// <summary>Price bars of one market, in rising order of their open times. Arrays of one length; gaps are absent rows, never filled.</summary>
public sealed class BarSeries
{
    /// <summary>The coin.</summary>
    public required Currency Base { get; init; }

    /// <summary>What it is priced in.</summary>
    public required Currency Quote { get; init; }

    /// <summary>Venue name, as "binance".</summary>
    public required string Venue { get; init; }

    /// <summary>Spot or perpetual.</summary>
    public required MarketKind Kind { get; init; }

    /// <summary>Length of a bar.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>Open times, seconds since 1970; the close is known one step later.</summary>
    public required ReadOnlyMemory<long> OpenTimes { get; init; }

    /// <summary>Close prices, above 0.</summary>
    public required ReadOnlyMemory<double> Close { get; init; }

    /// <summary>Open prices; empty when not known, NaN where missing.</summary>
    public ReadOnlyMemory<double> Open { get; init; }

    /// <summary>Highest prices; empty when not known, NaN where missing.</summary>
    public ReadOnlyMemory<double> High { get; init; }

    /// <summary>Lowest prices; empty when not known, NaN where missing.</summary>
    public ReadOnlyMemory<double> Low { get; init; }

    /// <summary>Volumes in base coin; empty when not known, NaN where missing.</summary>
    public ReadOnlyMemory<double> Volume { get; init; }

    /// <summary>Σ of squared log returns of shorter bars inside each bar, where the series was made of them; empty when not known, NaN where missing.</summary>
    public ReadOnlyMemory<double> RealisedVariance { get; init; }

    /// <summary>Variance realised inside steps of a length that end at midnight UTC and every step after it: Σ of squared log returns of the hours in each, or of the bars where they are longer.</summary>
    /// <param name="step">Length of a step, a whole part of a day or days.</param>
    /// <returns>
    /// Ends of the steps, seconds since 1970, rising, with the variance in each; NaN where more than a quarter of the returns is missing, what is missing counted like the rest otherwise. For bars as long as the
    /// step <see cref="RealisedVariance"/>. Markets recorded by the minute and by the hour are alike.
    /// </returns>
    public (long[] Ends, double[] Variances) RealisedIn(TimeSpan step)
    {
        long length = (long)Step.TotalSeconds, whole = (long)step.TotalSeconds, apart = Math.Max(length, 3600);
        ReadOnlySpan<long> opens = OpenTimes.Span;
        var (ends, variances) = (new List<long>(), new List<double>());
        if (length == whole)
            for (int i = 0; i < RealisedVariance.Length; i++)
            {
                ends.Add(opens[i] + length);
                variances.Add(RealisedVariance.Span[i]);
            }

        if (length >= whole || whole % apart != 0 || apart % length != 0) return ([.. ends], [.. variances]);
        ReadOnlySpan<double> prices = Close.Span;
        long before = long.MinValue, window = long.MinValue, needed = whole / apart;
        double last = 0, sum = 0;
        int count = 0;
        for (int i = 0; i < opens.Length; i++)
        {
            long end = opens[i] + length;
            if (end % apart != 0) continue;
            long belongs = (end + whole - 1) / whole * whole;
            if (belongs != window) (window, sum, count) = (belongs, 0, 0);
            if (before == end - apart)
            {
                double move = Math.Log(prices[i] / last);
                sum += move * move;
                count++;
            }

            (before, last) = (end, prices[i]);
            if (end != belongs) continue;
            ends.Add(end);
            variances.Add(4 * count >= 3 * needed ? sum * needed / count : double.NaN);
        }

        return ([.. ends], [.. variances]);
    }
}
