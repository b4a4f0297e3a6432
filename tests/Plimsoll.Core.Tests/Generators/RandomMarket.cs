using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Core.Tests.Reference;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Generators;

/// <summary>Markets made of a seed: seven coins with history, indices, contracts, options with smiles, books. Everything is fresh.</summary>
internal static class RandomMarket
{
    internal static readonly Currency Usdt = Currency.Of("USDT");
    internal static readonly Currency Usdc = Currency.Of("USDC");

    private static readonly (string Code, double Price, double DailyVolatility, double Beta, double Contract)[] Coins =
    [
        ("BTC", 62_000, 0.03, 1, 0.001), ("ETH", 3_100, 0.04, 1.15, 0.01), ("SOL", 150, 0.055, 1.3, 1), ("XRP", 0.6, 0.05, 1, 10),
        ("DOGE", 0.15, 0.065, 1.3, 100), ("ADA", 0.45, 0.055, 1.1, 10), ("PEPE", 0.0000105, 0.09, 1.6, 100_000),
    ];

    /// <summary>The market of a seed.</summary>
    public static MarketSnapshot Create(int seed) => Make(seed).Market;

    /// <summary>The surfaces that the market's options were priced on, for whoever does not want to fit them.</summary>
    public static Func<Currency, VolatilitySurface?> Surfaces(int seed)
    {
        Dictionary<Currency, RandomSmile> smiles = Make(seed).Smiles;
        return currency => smiles.GetValueOrDefault(currency)?.Surface;
    }

    private static (MarketSnapshot Market, Dictionary<Currency, RandomSmile> Smiles) Make(int seed)
    {
        SplitMix random = SplitMix.For(seed, "market");
        Timestamp now = Timestamp.Utc(2026, 6, 15, random.Whole(0, 24), random.Whole(0, 60));
        var indices = new Dictionary<(Currency, Currency), IndexPrice>();
        var instruments = new Dictionary<InstrumentSymbol, InstrumentMarket>();
        var books = new Dictionary<InstrumentSymbol, OrderBook>();
        var depths = new Dictionary<InstrumentSymbol, DepthSummary>();
        var volatilities = new Dictionary<Currency, VolatilityState>();
        var smiles = new Dictionary<Currency, RandomSmile>();

        Timestamp Ago(double seconds) => Timestamp.FromUnixMicroseconds(now.UnixMicroseconds - (long)(seconds * 1e6));
        void Index(Currency of, Currency quote, double price) => indices[(of, quote)] = new IndexPrice(SplitMix.Round(price), Ago(random.Uniform(0, 30)), random.Whole(4, 9));

        double usdt = random.Uniform(0.9975, 1.0015), usdc = random.Uniform(0.9985, 1.001);
        Index(Usdt, Currency.Usd, usdt);
        Index(Usdc, Currency.Usd, usdc);
        (ImmutableArray<BarSeries> history, Dictionary<Currency, double> last) = RandomHistory.Create(seed, now, [.. Coins.Select(coin => (Currency.Of(coin.Code), coin.Price, coin.DailyVolatility, coin.Beta))]);

        foreach ((string code, _, double daily, _, double contract) in Coins)
        {
            Currency coin = Currency.Of(code);
            double spot = last[coin] * Math.Exp(0.003 * random.Normal());
            bool throughTether = code is "ADA" or "PEPE" && random.Chance(0.5);
            if (throughTether) Index(coin, Usdt, spot / usdt);
            else Index(coin, Currency.Usd, spot);
            if (random.Chance(0.6)) volatilities[coin] = new VolatilityState(daily * random.Uniform(0.6, 1.8), daily, null, Ago(random.Uniform(0, 36_000))) { Regime = RegimeOf(seed, code) };

            bool volumes = random.Chance(0.85), interests = random.Chance(0.8);
            double dollarsADay = random.Scale(0.3, 3) * (code switch { "BTC" => 5e9, "ETH" => 3e9, "SOL" => 8e8, "XRP" => 4e8, "DOGE" => 1e8, "ADA" => 6e7, _ => 5e6 });
            double spread = random.Uniform(0.00005, 0.002);
            void Contract(InstrumentSymbol symbol, double size, double mark, double share)
            {
                double dollars = symbol.IsInverse ? size : size * mark;
                decimal price = SplitMix.Round(mark);
                instruments[symbol] = new InstrumentMarket
                {
                    Instrument = new Instrument(symbol, SplitMix.Round(size), symbol.Expiry),
                    Time = Ago(random.Uniform(0, 30)),
                    MarkPrice = price,
                    Bid = random.Chance(0.9) ? SplitMix.Round(mark * (1 - (spread / 2))) : null,
                    Ask = random.Chance(0.9) ? SplitMix.Round(mark * (1 + (spread / 2))) : null,
                    FundingRate = symbol.Kind == InstrumentKind.Perpetual ? 0.0001 * random.Normal() : null,
                    FundingIntervalHours = symbol.Kind == InstrumentKind.Perpetual ? 8 : null,
                    Volume24h = volumes && random.Chance(0.9) ? Math.Round(SplitMix.Round(share * dollarsADay / dollars)) + 1m : null,
                    OpenInterest = interests && random.Chance(0.9) ? Math.Round(SplitMix.Round(share * dollarsADay * random.Scale(0.1, 3) / dollars)) + 1m : null,
                };
                double depth = share * dollarsADay * random.Uniform(0.0005, 0.003) / dollars;
                double kind = random.Uniform();
                if (kind < 0.4) books[symbol] = Book(random, mark, spread, depth, Ago(random.Uniform(0, 7200)));
                else if (kind < 0.8) depths[symbol] = new DepthSummary(random.Pick([0.005, 0.01, 0.02, 0.05]), SplitMix.Round(depth * random.Uniform(0.5, 2)), SplitMix.Round(depth * random.Uniform(0.5, 2)), Ago(random.Uniform(0, 100_000)));
            }

            double quoted = spot / usdt * Math.Exp(0.0008 * random.Normal());
            Contract(InstrumentSymbol.Perpetual(coin, Usdt, Usdt), contract, quoted, 0.6);
            if (code is "BTC" or "ETH" || (code == "SOL" && random.Chance(0.5)))
                Contract(InstrumentSymbol.Perpetual(coin, Currency.Usd, coin), code == "BTC" ? 100 : 10, spot * Math.Exp(0.0008 * random.Normal()), 0.25);
            if (code == "ETH" && random.Chance(0.3)) Contract(InstrumentSymbol.Perpetual(coin, Currency.Of("BTC"), Currency.Of("BTC")), 0.01, spot / last[Currency.Of("BTC")], 0.01);
            if (code is not ("BTC" or "ETH" or "SOL")) continue;

            Timestamp[] expiries = [.. Expiries(random, now)];
            double carry = random.Uniform(-0.03, 0.12);
            double ForwardOf(Timestamp expiry) => spot * Math.Exp(carry * now.YearsTo(expiry));
            var smile = new RandomSmile(daily * Math.Sqrt(365) * random.Uniform(0.8, 1.2), random.Uniform(-0.25, 0.3), random.Uniform(-0.4, 0.1), random.Uniform(0.6, 1.1), [.. expiries.Select(now.YearsTo)]);
            smiles[coin] = smile;
            foreach (Timestamp expiry in expiries)
            {
                double forward = ForwardOf(expiry);
                bool inverse = code != "SOL";
                if (inverse && random.Chance(0.8)) Contract(InstrumentSymbol.DatedFuture(coin, Currency.Usd, coin, expiry), code == "BTC" ? 100 : 10, forward, 0.05);
                if (random.Chance(0.4)) Contract(InstrumentSymbol.DatedFuture(coin, Usdt, Usdt, expiry), contract, forward / usdt, 0.05);
                if (inverse) Options(random, instruments, smile, coin, Currency.Usd, coin, expiry, forward, now, Ago);
                if (!inverse || random.Chance(0.4)) Options(random, instruments, smile, coin, Usdc, Usdc, expiry, forward / usdc, now, Ago);
            }
        }

        MarketSnapshot market = new()
        {
            AsOf = now,
            ValuationTime = now,
            Indices = indices.ToFrozenDictionary(),
            Instruments = instruments.ToFrozenDictionary(),
            Books = books.ToFrozenDictionary(),
            Depths = depths.ToFrozenDictionary(),
            Volatilities = volatilities.ToFrozenDictionary(),
            History = new PriceHistory(history),
        };
        return (market, smiles);
    }

    private static IEnumerable<Timestamp> Expiries(SplitMix random, Timestamp now)
    {
        int count = random.Whole(2, 5);
        int[] days = [random.Whole(1, 6), random.Whole(10, 25), random.Whole(40, 100), random.Whole(150, 400)];
        long midnight = now.UnixSeconds - (now.UnixSeconds % 86_400);
        for (int i = 0; i < count; i++) yield return Timestamp.FromUnixSeconds(midnight + (days[i] * 86_400L) + (8 * 3600));
    }

    // Strikes within two deviations; every fourth option does not publish its volatility, and marks lie a little off the smile.
    private static void Options(SplitMix random, Dictionary<InstrumentSymbol, InstrumentMarket> instruments, RandomSmile smile, Currency coin, Currency quote, Currency settle, Timestamp expiry, double forward, Timestamp now, Func<double, Timestamp> ago)
    {
        double years = now.YearsTo(expiry), deviation = smile.Volatility(years, 0) * Math.Sqrt(years);
        foreach (double moneyness in new[] { -1.6, -0.8, -0.3, 0, 0.4, 0.9, 1.7 })
        {
            decimal strike = SplitMix.Round(forward * Math.Exp(moneyness * deviation), 3);
            double volatility = smile.Volatility(years, Math.Log((double)strike / forward)) + (0.004 * random.Normal());
            foreach (OptionSide side in new[] { OptionSide.Call, OptionSide.Put })
            {
                var symbol = InstrumentSymbol.Option(coin, quote, settle, expiry, strike, side);
                double value = Black76.Value(side, forward, (double)strike, volatility, years) / (symbol.IsInverse ? forward : 1);
                instruments[symbol] = new InstrumentMarket
                {
                    Instrument = new Instrument(symbol, symbol.IsInverse ? 1m : 0.1m, expiry),
                    Time = ago(random.Uniform(0, 30)),
                    MarkPrice = SplitMix.Round(value, 12),
                    Forward = SplitMix.Round(forward, 12),
                    MarkVolatility = random.Chance(0.75) ? volatility : null,
                };
            }
        }
    }

    private static OrderBook Book(SplitMix random, double mark, double spread, double depth, Timestamp time)
    {
        ImmutableArray<BookLevel> Side(int sign)
        {
            List<BookLevel> levels = [];
            double distance = spread / 2;
            int count = random.Whole(3, 12);
            for (int i = 0; i < count; i++)
            {
                levels.Add(new BookLevel(SplitMix.Round(mark * (1 + (sign * distance))), SplitMix.Round(depth * random.Uniform(0.05, 0.4), 6)));
                distance += random.Uniform(0.0004, 0.006);
            }

            return [.. levels];
        }

        return new OrderBook(Side(-1), Side(1), time);
    }

    // From a stream of its own, so that the rest of the market stays as it was.
    private static Regime? RegimeOf(int seed, string code) => SplitMix.For(seed, $"regime {code}").Whole(0, 4) is var drawn and < 4 ? (Regime)drawn : null;
}
