using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Something known only within bounds: a price, or the level of an underlying's implied volatilities.</summary>
/// <param name="Underlying">The underlying.</param>
/// <param name="Width">Log half-width of the interval; of volatility at the reference tenor.</param>
/// <param name="IsVolatility">Whether it is the volatilities.</param>
internal readonly record struct StaleFactor(Currency Underlying, double Width, bool IsVolatility);

/// <summary>Prices and implied volatilities too old to be taken as they are become intervals: the requirement is computed at the ends, orders and withdrawals are judged at the worse one.</summary>
internal static class StalePrices
{
    // Two to the power of this many combinations of ends; beyond it the ends move together and one at a time.
    private const int MostCombined = 3;

    /// <summary>Old prices and volatilities with the half-widths of their intervals; gaps where no bound is stated any more.</summary>
    public static (List<DataGap> Gaps, List<StaleFactor> Stale) Of(NativeMarket market, NettingSet set)
    {
        DataParameters data = market.Parameters.Data;
        var ages = new SortedDictionary<Currency, TimeSpan>();
        var marks = new SortedDictionary<Currency, TimeSpan>();
        var gaps = new List<DataGap>();
        void See(Currency currency, string subject, string what, Timestamp time)
        {
            TimeSpan age = market.Snapshot.AgeOf(time);
            if (age.TotalSeconds > data.BoundSeconds) gaps.Add(new DataGap(subject, what, age));
            else if (age.TotalSeconds > data.PriceSeconds && (!ages.TryGetValue(currency, out TimeSpan known) || age > known)) ages[currency] = age;
        }

        foreach (InstrumentSymbol symbol in set.Account.Positions.Select(position => position.Symbol).Concat(set.Account.Orders.Select(order => order.Symbol)).Distinct().Order())
        {
            Timestamp marked = market.Snapshot.Instruments[symbol].Time;
            See(symbol.Base, symbol.ToString(), "mark price", marked);
            TimeSpan old = market.Snapshot.AgeOf(marked);
            if (symbol.Kind == InstrumentKind.Option && old.TotalSeconds > data.PriceSeconds && (!marks.TryGetValue(symbol.Base, out TimeSpan oldest) || old > oldest)) marks[symbol.Base] = old;
            foreach (Currency currency in (Currency[])[symbol.Base, symbol.Settle])
                if (!currency.IsUsd)
                    See(currency, $"{currency}/USD", "index price", market.Snapshot.UsdPrice(currency)!.Time);
        }

        foreach (CurrencyHolding holding in set.Holdings.Where(holding => !holding.Currency.IsUsd))
            See(holding.Currency, $"{holding.Currency}/USD", "index price", market.Snapshot.UsdPrice(holding.Currency)!.Time);
        HorizonFactors factors = market.Horizon(set.Hours).Factors;
        return ([.. gaps.Distinct()],
        [
            .. ages.Select(entry =>
            {
                // A peg's own history may be still for years; its least haircut is then the day's move.
                double daily = market.Parameters.ClassOf(entry.Key) is { Peg: true } peg ? Math.Max(peg.HaircutFloor, factors.Of(entry.Key).DailyVolatility) : factors.Of(entry.Key).DailyVolatility;
                return new StaleFactor(entry.Key, data.BoundDeviations * daily * Math.Sqrt(entry.Value.TotalDays), false);
            }),
            .. marks.Select(entry => new StaleFactor(entry.Key, data.BoundDeviations * market.Parameters.VolatilityShock.Residual * Math.Sqrt(entry.Value.TotalDays), true)),
        ]);
    }

    /// <summary>Factors of price and volatility to evaluate at, the market as it is first.</summary>
    public static IEnumerable<ImmutableArray<double>> Combinations(IReadOnlyList<StaleFactor> stale)
    {
        ImmutableArray<double> still = [.. stale.Select(_ => 1.0)];
        yield return still;
        if (stale.Count <= MostCombined)
        {
            for (int mask = 0; mask < 1 << stale.Count; mask++)
                yield return [.. stale.Select((entry, i) => Math.Exp((mask >> i & 1) == 0 ? -entry.Width : entry.Width))];
            yield break;
        }

        foreach (int sign in (int[])[-1, 1])
        {
            yield return [.. stale.Select(entry => Math.Exp(sign * entry.Width))];
            for (int i = 0; i < stale.Count; i++) yield return still.SetItem(i, Math.Exp(sign * stale[i].Width));
        }
    }

    /// <summary>The statement at the worse end, marked as bounded; the best end decides on liquidation.</summary>
    public static MarginStatement Bounded(MarginStatement worst, MarginStatement[] ends, IReadOnlyList<StaleFactor> stale)
    {
        bool everyEndLiquidates = ends.All(end => end.Status is MarginStatus.Liquidation or MarginStatus.Bankrupt);
        // The end with the least excess need not be the one with the gravest status: initial and maintenance margin move apart.
        MarginStatus gravest = ends.Max(end => end.Status);
        MarginStatus status = gravest >= MarginStatus.Liquidation && !everyEndLiquidates ? MarginStatus.MarginCall : gravest;
        return worst with
        {
            Quality = DataQuality.Bounded,
            Status = status,
            Bounds = new MarginBounds(ends.Select(end => end.InitialMargin).Aggregate(Money.Min), ends.Select(end => end.InitialMargin).Aggregate(Money.Max)),
            Warnings =
            [
                .. worst.Warnings,
                .. stale.Select(entry => new MarginWarning(entry.IsVolatility ? "volatility-bounded" : "price-old", string.Create(CultureInfo.InvariantCulture,
                    $"The {(entry.IsVolatility ? "implied volatility" : "price")} of {entry.Underlying} is old; it is taken to lie within ±{(Math.Exp(entry.Width) - 1) * 100:0.##} % and the worse end counts."))),
            ],
        };
    }
}
