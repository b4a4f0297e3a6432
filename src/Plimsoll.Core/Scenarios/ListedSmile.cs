using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;

namespace Plimsoll.Scenarios;

/// <summary>The volatilities listed for one expiry by log-moneyness, straight between strikes and flat beyond them.</summary>
/// <remarks>Exact at every listed strike, so that a market that does not move keeps its marks; a fitted surface would not be.</remarks>
internal sealed class ListedSmile
{
    private readonly double[] moneyness;
    private readonly double[] volatility;

    private ListedSmile(double[] moneyness, double[] volatility) => (this.moneyness, this.volatility) = (moneyness, volatility);

    /// <summary>The smile of options of one expiry; a strike listed twice (call and put) counts with the mean of the two.</summary>
    /// <param name="points">ln(strike/forward) and annualised volatility of each option.</param>
    public static ListedSmile Of(IEnumerable<(double Moneyness, double Volatility)> points)
    {
        (double Moneyness, double Volatility)[] rising =
        [
            .. points.GroupBy(point => point.Moneyness).OrderBy(group => group.Key).Select(group => (group.Key, group.Average(point => point.Volatility))),
        ];
        return new([.. rising.Select(point => point.Moneyness)], [.. rising.Select(point => point.Volatility)]);
    }

    /// <summary>Volatility at a log-moneyness.</summary>
    public double At(double k)
    {
        int above = Array.BinarySearch(moneyness, k);
        if (above >= 0) return volatility[above];
        above = ~above;
        if (above == 0) return volatility[0];
        if (above == moneyness.Length) return volatility[^1];
        double weight = (k - moneyness[above - 1]) / (moneyness[above] - moneyness[above - 1]);
        return volatility[above - 1] + (weight * (volatility[above] - volatility[above - 1]));
    }
}

/// <summary>What an option's price hangs on besides its own terms.</summary>
/// <param name="Forward">Forward price of its expiry, quote currency per base.</param>
/// <param name="Volatility">Annualised implied volatility.</param>
/// <param name="Years">Years to expiry.</param>
internal readonly record struct OptionState(double Forward, double Volatility, double Years)
{
    /// <summary>ln(strike/forward).</summary>
    public double Moneyness(InstrumentSymbol symbol) => Math.Log((double)symbol.Strike!.Value / Forward);

    /// <summary>Price in the unit of the mark: coins for an inverse option, quote currency for a linear one.</summary>
    public double Price(InstrumentSymbol symbol)
    {
        double value = Black76.Value(symbol.Side!.Value, Forward, (double)symbol.Strike!.Value, Years, Volatility);
        return symbol.IsInverse ? value / Forward : value;
    }

    /// <summary>The state in a market; null when forward or volatility are unknown. The volatility is the stated one, else that implied by the mark.</summary>
    public static OptionState? Of(InstrumentMarket option, MarketSnapshot market)
    {
        if (OptionForward.Of(market, option, out _) is not { } forward) return null;
        double years = option.Instrument.YearsFrom(market.ValuationTime);
        double volatility = option.MarkVolatility ?? (years > 0 ? MarketSurfaces.VolatilityOf(option, option.MarkPrice, forward, years) : 0);
        return double.IsFinite(volatility) ? new OptionState(forward, volatility, years) : null;
    }
}
