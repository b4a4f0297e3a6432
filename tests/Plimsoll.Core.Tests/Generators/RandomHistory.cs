using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Generators;

/// <summary>Correlated, heavy-tailed price histories with gaps; the last coin is young, so that it needs a proxy.</summary>
internal static class RandomHistory
{
    /// <summary>Series of all coins and of the two dollar coins, and every coin's last price.</summary>
    public static (ImmutableArray<BarSeries> Series, Dictionary<Currency, double> Last) Create(int seed, Timestamp now, ImmutableArray<(Currency Coin, double Price, double Volatility, double Beta)> coins)
    {
        SplitMix random = SplitMix.For(seed, "history");
        int hours = random.Chance(0.35) ? 6 : 24;
        long step = hours * 3600L;
        int bars = random.Whole(125, 190) * 24 / hours;
        long lastEnd = now.UnixSeconds - (now.UnixSeconds % step);
        double scale = Math.Sqrt(hours / 24.0);

        double[] common = new double[bars], heat = new double[bars];
        double level = 1;
        for (int i = 0; i < bars; i++)
        {
            level = Math.Clamp(1 + (0.95 * (level - 1)) + (0.12 * random.Normal()), 0.4, 2.5);
            heat[i] = level;
            common[i] = random.Heavy() * level;
        }

        List<BarSeries> series = [];
        var last = new Dictionary<Currency, double>();
        foreach ((Currency coin, double price, double volatility, double beta) in coins)
        {
            bool leader = coin == coins[0].Coin, young = coin == coins[^1].Coin;
            int from = young ? bars - (random.Whole(15, 35) * 24 / hours) : 0;
            double[] closes = new double[bars];
            double log = 0;
            for (int i = 0; i < bars; i++)
            {
                log += volatility * scale * (leader ? common[i] : (0.75 * beta * common[i]) + (0.65 * random.Heavy() * heat[i]));
                closes[i] = price * Math.Exp(log - (0.05 * scale * scale * i / bars));
            }

            last[coin] = closes[^1];
            double[] perpetual = new double[bars];
            double basis = 0;
            for (int i = 0; i < bars; i++)
            {
                basis = (0.7 * basis) + (0.0008 * random.Heavy());
                perpetual[i] = closes[i] * Math.Exp(basis);
            }

            double gaps = leader ? 0.004 : random.Pick([0, 0.01, 0.03]);
            bool daily = hours < 24 && !leader && random.Chance(0.25);
            if (!young || random.Chance(0.5)) series.Add(Bars(random, coin, MarketKind.Spot, closes, from, hours, lastEnd, gaps, daily));
            if (leader || random.Chance(0.8)) series.Add(Bars(random, coin, MarketKind.Perpetual, perpetual, from, hours, lastEnd, gaps, daily));
        }

        foreach (Currency stable in new[] { RandomMarket.Usdc, RandomMarket.Usdt })
        {
            if (random.Chance(0.2)) continue;
            double[] closes = new double[bars];
            double log = 0;
            for (int i = 0; i < bars; i++)
            {
                log = (0.8 * log) + (0.0006 * random.Heavy());
                closes[i] = Math.Exp(log);
            }

            series.Add(Bars(random, stable, MarketKind.Spot, closes, 0, hours, lastEnd, 0.01, false));
        }

        // A volatility index of the leader in every fourth market, from its own stream so that the other markets stay as they were.
        SplitMix index = SplitMix.For(seed, "volatility index");
        if (index.Chance(0.25))
        {
            double[] values = new double[bars];
            double log = Math.Log(0.6);
            for (int i = 0; i < bars; i++) values[i] = Math.Exp(log += 0.05 * index.Heavy());
            series.Add(Bars(index, coins[0].Coin, MarketKind.VolatilityIndex, values, bars / 3, hours, lastEnd, 0.02, false));
        }

        return ([.. series.OrderBy(one => one.Base).ThenBy(one => one.Kind)], last);
    }

    private static BarSeries Bars(SplitMix random, Currency coin, MarketKind kind, double[] closes, int from, int hours, long lastEnd, double gaps, bool daily)
    {
        long step = hours * 3600L, length = daily ? 86_400L : step;
        List<long> times = [];
        List<double> prices = [];
        for (int i = from; i < closes.Length; i++)
        {
            long end = lastEnd - ((closes.Length - 1 - i) * step);
            if (daily && end % 86_400 != 0) continue;
            if (i < closes.Length - 2 && random.Chance(gaps)) continue;
            times.Add(end - length);
            prices.Add((double)SplitMix.Round(closes[i], 9));
        }

        // From a stream of its own, so that the prices stay as they were.
        SplitMix inside = SplitMix.For((int)(times.Count == 0 ? 0 : times[0] % 1_000_003) + closes.Length, $"inside {coin} {kind}");
        double[] realised = length == 86_400 && inside.Chance(0.6) ? [.. prices.Select((price, i) => i == 0 || inside.Chance(0.05) ? double.NaN : Math.Pow(Math.Log(price / prices[i - 1]), 2) * inside.Scale(0.4, 2.5) + 1e-6)] : [];
        return new BarSeries
        {
            RealisedVariance = realised,
            Base = coin,
            Quote = kind == MarketKind.Spot ? Currency.Usd : RandomMarket.Usdt,
            Venue = "random",
            Kind = kind,
            Step = TimeSpan.FromSeconds(length),
            OpenTimes = times.ToArray(),
            Close = prices.ToArray(),
        };
    }
}
