using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>The volatility surfaces of all underlyings with options.</summary>
internal sealed class SmileBook
{
    private readonly Dictionary<Currency, VolatilitySurface> surfaces = [];
    private readonly Dictionary<Currency, double[]> expiries = [];

    /// <param name="surfaceOf">The fitted surface of an underlying; null where there is none.</param>
    /// <param name="market">The market, for the listed expiries.</param>
    public SmileBook(MarketSnapshot market, Func<Currency, VolatilitySurface?> surfaceOf)
    {
        foreach (IGrouping<Currency, InstrumentMarket> options in market.Instruments.Values.Where(entry => entry.Instrument.Kind == InstrumentKind.Option).GroupBy(entry => entry.Instrument.Underlying))
        {
            if (surfaceOf(options.Key) is not { } surface) continue;
            surfaces[options.Key] = surface;
            expiries[options.Key] = [.. surface.Slices.Select(slice => slice.Years)];
        }
    }

    /// <summary>Years to every expiry with a slice, rising.</summary>
    public IReadOnlyList<double> Expiries(Currency underlying) => expiries.GetValueOrDefault(underlying, []);

    /// <summary>The fitted slice of one expiry.</summary>
    public SviSlice? Slice(Currency underlying, double years) => surfaces.GetValueOrDefault(underlying)?.Slice(years);

    /// <summary>Volatility at the money of one expiry; null without a surface.</summary>
    public double? AtTheMoney(Currency underlying, double years) => Slice(underlying, years)?.Volatility(0) ?? (years > 0 ? surfaces.GetValueOrDefault(underlying)?.Volatility(0, years) : null);

    /// <summary>Volatility of the surface anywhere; null without a surface.</summary>
    public double? Volatility(Currency underlying, double logMoneyness, double years) => years > 0 ? surfaces.GetValueOrDefault(underlying)?.Volatility(logMoneyness, years) : null;
}
