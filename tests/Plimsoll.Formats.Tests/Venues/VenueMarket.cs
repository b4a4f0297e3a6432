using System.Collections.Frozen;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests.Venues;

/// <summary>A market that has everything that any venue lists: perpetuals, futures and options of several coins in every settlement currency.</summary>
internal static class VenueMarket
{
    private static readonly Timestamp Now = Timestamp.Utc(2026, 11, 1, 12);

    private static readonly (string Coin, decimal Price, double Volatility)[] Coins =
    [
        ("BTC", 84_000m, 0.45), ("ETH", 2_750m, 0.62), ("SOL", 118m, 0.75), ("XRP", 1.75m, 0.8), ("DOGE", 0.115m, 0.9), ("LTC", 64m, 0.7), ("ADA", 0.31m, 0.85), ("AAVE", 130m, 0.9), ("1INCH", 0.16m, 1.0), ("HYPE", 29m, 1.1),
    ];

    private static readonly DateOnly[] Expiries = [new(2026, 11, 13), new(2026, 12, 25), new(2027, 3, 26)];

    /// <summary>The market, made once.</summary>
    public static MarketSnapshot Snapshot { get; } = Build();

    private static MarketSnapshot Build()
    {
        var indices = new Dictionary<(Currency, Currency), IndexPrice> { [(Currency.Of("USDT"), Currency.Usd)] = new(0.9994m, Now, 5), [(Currency.Of("USDC"), Currency.Usd)] = new(0.9999m, Now, 5) };
        var instruments = new Dictionary<InstrumentSymbol, InstrumentMarket>();
        foreach ((string code, decimal price, double volatility) in Coins)
        {
            Currency coin = Currency.Of(code);
            indices[(coin, Currency.Usd)] = new(price, Now, 5) { Average = price * 1.0004m };
            foreach ((Currency quote, Currency settle) in new[] { (Currency.Of("USDT"), Currency.Of("USDT")), (Currency.Of("USDC"), Currency.Of("USDC")), (Currency.Usd, Currency.Usd), (Currency.Usd, coin) })
            {
                decimal unit = quote.IsUsd ? 1m : indices[(quote, Currency.Usd)].Price;
                Add(InstrumentSymbol.Perpetual(coin, quote, settle), price * 1.0005m / unit, null, null);
                foreach (DateOnly day in Expiries)
                {
                    Timestamp expiry = Timestamp.Utc(day.Year, day.Month, day.Day, 8);
                    double years = Now.YearsTo(expiry);
                    decimal forward = decimal.Round(price * (1m + (0.04m * (decimal)years)) / unit, 8);
                    Add(InstrumentSymbol.DatedFuture(coin, quote, settle, expiry), forward, null, null);
                    foreach (decimal moneyness in new[] { 0.8m, 0.95m, 1m, 1.1m, 1.3m })
                    foreach (OptionSide side in new[] { OptionSide.Call, OptionSide.Put })
                    {
                        decimal strike = Rounded(price * moneyness);
                        double value = Pricing.Black76.Value(side, (double)forward, (double)strike, years, volatility);
                        decimal mark = decimal.Round((decimal)(settle == coin ? value / (double)forward : value), 10);
                        Add(InstrumentSymbol.Option(coin, quote, settle, expiry, strike, side), mark, forward, volatility);
                    }
                }
            }
        }

        return new MarketSnapshot { AsOf = Now, ValuationTime = Now, Indices = indices.ToFrozenDictionary(), Instruments = instruments.ToFrozenDictionary() };

        void Add(InstrumentSymbol symbol, decimal mark, decimal? forward, double? volatility) => instruments[symbol] = new InstrumentMarket
        {
            Instrument = Instrument.Of(symbol),
            Time = Now,
            MarkPrice = mark,
            Forward = forward,
            MarkVolatility = volatility,
            OpenInterest = 20_000_000m / mark,
            OpenInterestLong = 12_000_000m / mark,
            OpenInterestShort = 9_000_000m / mark,
        };
    }

    private static decimal Rounded(decimal strike)
    {
        decimal step = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)strike)) - 1);
        return decimal.Round(strike / step) * step;
    }
}
