using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Plimsoll.Market;
using Plimsoll.Pricing;

namespace Plimsoll.Cli.Rendering;

/// <summary>Valuations and fits as JSON. Greeks are per unit of base in quote currency: vega per 1.00 of volatility, theta per year; volatilities are annualised fractions.</summary>
internal static class PriceJson
{
    /// <summary>The whole answer; without instruments when only the fits were asked for.</summary>
    public static JsonObject Of(MarketSnapshot market, ImmutableArray<ChainValuation> chains, bool onlyFit)
    {
        var json = new JsonObject { ["asOf"] = market.ValuationTime.ToString() };
        if (!onlyFit) json["instruments"] = JsonOutput.Array(chains.SelectMany(chain => chain.Futures.Concat(chain.Expiries.SelectMany(expiry => expiry.Options))), Instrument);
        json["expiries"] = JsonOutput.Array(chains.SelectMany(chain => chain.Expiries), Expiry);
        return json;
    }

    private static JsonObject Instrument(InstrumentValuation one)
    {
        var json = new JsonObject
        {
            ["symbol"] = one.Market.Instrument.Symbol.ToString(),
            ["kind"] = Text.Kebab(one.Market.Instrument.Kind),
            ["contractSize"] = Text.Exact(one.Market.Instrument.ContractSize),
            ["markPrice"] = one.Market.MarkPrice is { } mark ? Text.Exact(mark) : null,
            ["value"] = Number(one.Value),
            ["forward"] = Number(one.Forward),
            ["coinDelta"] = Number(one.CoinDelta),
        };
        if (one.ForwardFallback is { } fallback) json["forwardFrom"] = fallback;
        if (one.Market.Instrument.Symbol.Strike is null)
        {
            json["basis"] = Number(one.Basis);
            return json;
        }

        json["volatility"] = Number(one.Volatility);
        json["impliedVolatility"] = Number(one.ImpliedVolatility);
        json["bidVolatility"] = Number(one.BidVolatility);
        json["askVolatility"] = Number(one.AskVolatility);
        json["fittedVolatility"] = Number(one.FittedVolatility);
        json["greeks"] = one.Greeks is { } greeks ? Greeks(greeks) : null;
        return json;
    }

    private static JsonObject Greeks(OptionGreeks greeks) => new()
    {
        ["delta"] = Text.Estimate(greeks.Delta),
        ["gamma"] = Text.Estimate(greeks.Gamma),
        ["vega"] = Text.Estimate(greeks.Vega),
        ["theta"] = Text.Estimate(greeks.Theta),
        ["rho"] = Text.Estimate(greeks.Rho),
        ["vanna"] = Text.Estimate(greeks.Vanna),
        ["volga"] = Text.Estimate(greeks.Volga),
    };

    private static JsonObject Expiry(ChainExpiry expiry)
    {
        var json = new JsonObject
        {
            ["underlying"] = expiry.Underlying.Code,
            ["expiry"] = expiry.Expiry.ToString(),
            ["forward"] = Number(expiry.Forward),
            ["forwardFrom"] = expiry.ForwardFallback,
            ["options"] = expiry.Options.Length,
        };
        json["fit"] = expiry.Fit is { } fit ? Fit(fit) : null;
        return json;
    }

    private static JsonObject Fit(ExpiryFit fit) => new()
    {
        ["origin"] = Text.Kebab(fit.Origin),
        ["years"] = Text.Estimate(fit.Years),
        ["atTheMoneyVolatility"] = Number(fit.Slice?.Volatility(0)),
        ["rootMeanSquareError"] = Text.Estimate(fit.RootMeanSquareError),
        ["maximumError"] = Text.Estimate(fit.MaximumError),
        ["quotes"] = fit.QuotesUsed,
        ["quotesWithSpread"] = fit.QuotesWithSpread,
        ["quotesInsideSpread"] = fit.QuotesInsideSpread,
        ["butterflyRepaired"] = fit.ButterflyRepaired,
        ["calendarRepaired"] = fit.CalendarRepaired,
        ["lowestG"] = Text.Estimate(fit.LowestG),
        ["svi"] = fit.Slice is { } slice
            ? new JsonObject
            {
                ["a"] = Text.Estimate(slice.A), ["b"] = Text.Estimate(slice.B), ["rho"] = Text.Estimate(slice.Rho), ["m"] = Text.Estimate(slice.M), ["sigma"] = Text.Estimate(slice.Sigma),
            }
            : null,
    };

    private static string? Number(double? value) => value is { } known ? Text.Estimate(known) : null;
}
