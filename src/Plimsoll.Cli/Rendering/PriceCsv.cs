using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Pricing;

namespace Plimsoll.Cli.Rendering;

/// <summary>Valuations, one row an instrument; or fits, one row an expiry. Units as in <see cref="PriceJson"/>.</summary>
internal static class PriceCsv
{
    /// <summary>Writes the heading and every row.</summary>
    public static void Write(TextWriter output, ImmutableArray<ChainValuation> chains, bool onlyFit)
    {
        if (onlyFit) Fits(output, chains);
        else Instruments(output, chains);
    }

    private static void Instruments(TextWriter output, ImmutableArray<ChainValuation> chains)
    {
        Csv.Row(
            output, "symbol", "markPrice", "value", "forward", "basis", "coinDelta", "volatility", "impliedVolatility", "bidVolatility", "askVolatility", "fittedVolatility",
            "delta", "gamma", "vega", "theta", "rho", "vanna", "volga");
        foreach (InstrumentValuation one in chains.SelectMany(chain => chain.Futures.Concat(chain.Expiries.SelectMany(expiry => expiry.Options))))
        {
            OptionGreeks? greeks = one.Greeks;
            Csv.Row(
                output, one.Market.Instrument.Symbol.ToString(), one.Market.MarkPrice is { } mark ? Text.Exact(mark) : "", Number(one.Value), Number(one.Forward), Number(one.Basis),
                Number(one.CoinDelta), Number(one.Volatility), Number(one.ImpliedVolatility), Number(one.BidVolatility), Number(one.AskVolatility), Number(one.FittedVolatility),
                Number(greeks?.Delta), Number(greeks?.Gamma), Number(greeks?.Vega), Number(greeks?.Theta), Number(greeks?.Rho), Number(greeks?.Vanna), Number(greeks?.Volga));
        }
    }

    private static void Fits(TextWriter output, ImmutableArray<ChainValuation> chains)
    {
        Csv.Row(output, "underlying", "expiry", "forward", "atTheMoneyVolatility", "rootMeanSquareError", "maximumError", "quotes", "butterflyRepaired", "calendarRepaired", "a", "b", "rho", "m", "sigma");
        foreach (ChainExpiry expiry in chains.SelectMany(chain => chain.Expiries))
        {
            ExpiryFit? fit = expiry.Fit;
            Csv.Row(
                output, expiry.Underlying.Code, expiry.Expiry.ToString(), Number(expiry.Forward), Number(fit?.Slice?.Volatility(0)), Number(fit?.RootMeanSquareError), Number(fit?.MaximumError),
                fit?.QuotesUsed.ToString(CultureInfo.InvariantCulture), Flag(fit?.ButterflyRepaired), Flag(fit?.CalendarRepaired),
                Number(fit?.Slice?.A), Number(fit?.Slice?.B), Number(fit?.Slice?.Rho), Number(fit?.Slice?.M), Number(fit?.Slice?.Sigma));
        }
    }

    private static string? Flag(bool? value) => value is { } known ? known ? "true" : "false" : null;

    private static string? Number(double? value) => value is { } known ? Text.Estimate(known) : null;
}
