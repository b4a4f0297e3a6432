using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>What the smile of one expiry is fitted to: one point per strike, in order, with its weight.</summary>
internal sealed class SmileTarget
{
    // A quote without a usable spread counts like one of this width at the money, and less in proportion to its vega away from it.
    private const double DefaultSpread = 0.01;
    private const double NarrowestSpread = 0.005;
    private const double SmallestVegaShare = 0.05;

    // In standard deviations.
    private const double FarthestMark = 4;

    private SmileTarget(double years, OptionQuote[] quotes)
    {
        Years = years;
        Quotes = quotes;
        K = [.. quotes.Select(q => q.Moneyness)];
        Volatilities = [.. quotes.Select(q => q.TargetVolatility)];
        TotalVariances = [.. Volatilities.Select(v => v * v * years)];
        VolatilityWeights = new double[K.Length];
        VarianceWeights = new double[K.Length];
        for (int i = 0; i < K.Length; i++)
        {
            double width = Width(quotes[i], K[i], Volatilities[i] * Math.Sqrt(years));
            VolatilityWeights[i] = 1 / (width * width);

            // dw = 2σT·dσ: an error of total variance, put in volatility.
            double perVariance = 1 / (2 * Volatilities[i] * years);
            VarianceWeights[i] = VolatilityWeights[i] * perVariance * perVariance;
        }
    }

    public double Years { get; }

    public OptionQuote[] Quotes { get; }

    public double[] K { get; }

    public double[] Volatilities { get; }

    public double[] TotalVariances { get; }

    public double[] VolatilityWeights { get; }

    public double[] VarianceWeights { get; }

    public static SmileTarget Of(double years, IEnumerable<OptionQuote> quotes)
    {
        OptionQuote[] strikes = [.. quotes
            .Where(q => q.TargetVolatility > 0)
            .GroupBy(q => q.Strike)
            .OrderBy(strike => strike.Key)
            .Select(strike => strike.OrderByDescending(q => q.IsOutOfTheMoney).ThenByDescending(q => q.HasBothSides).First())];
        OptionQuote[] informative = [.. strikes.Where(IsInformative)];
        return new SmileTarget(years, informative.Length >= SviFit.FewestQuotes ? informative : strikes);
    }

    // Far out a mark is the venue's own extrapolation: its price is nil at any volatility. A two-sided market is information anywhere.
    private static bool IsInformative(OptionQuote quote) =>
        quote.HasBothSides || Math.Abs(quote.Moneyness) <= FarthestMark * quote.TargetVolatility * Math.Sqrt(quote.Years);

    /// <summary>Weighted mean squared error in volatility.</summary>
    public double Cost(SviSlice slice)
    {
        double sum = 0, weights = 0;
        for (int i = 0; i < K.Length; i++)
        {
            double miss = slice.Volatility(K[i]) - Volatilities[i];
            sum += VolatilityWeights[i] * miss * miss;
            weights += VolatilityWeights[i];
        }

        return sum / weights;
    }

    public ExpiryFit Report(SliceOrigin origin, SviSlice slice, bool butterflyRepaired, bool calendarRepaired)
    {
        double squares = 0, largest = 0;
        int inside = 0, withSpread = 0;
        for (int i = 0; i < K.Length; i++)
        {
            double fitted = slice.Volatility(K[i]);
            double miss = Math.Abs(fitted - Volatilities[i]);
            squares += miss * miss;
            largest = Math.Max(largest, miss);
            if (!Quotes[i].HasBothSides) continue;
            withSpread++;
            if (fitted >= Quotes[i].BidVolatility && fitted <= Quotes[i].AskVolatility) inside++;
        }

        return new ExpiryFit(
            Years, origin, slice, K.Length, inside, withSpread, Math.Sqrt(squares / K.Length), largest, butterflyRepaired, calendarRepaired,
            ButterflyCheck.Of(slice).Lowest);
    }

    private static double Width(OptionQuote quote, double k, double stdDev)
    {
        if (quote.HasBothSides) return Math.Max(quote.AskVolatility - quote.BidVolatility, NarrowestSpread);
        double d1 = (-k / stdDev) + (stdDev / 2);
        return DefaultSpread / Math.Max(Math.Exp(-d1 * d1 / 2), SmallestVegaShare);
    }
}
