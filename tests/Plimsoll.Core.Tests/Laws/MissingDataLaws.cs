using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Scenarios;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>Law 9: what is missing, old or no number is never free.</summary>
public class MissingDataLaws
{
    [Fact]
    public void Statement_WithoutAPriceThatItNeeds_IsUnavailableAndNamesIt() => Law.Holds(seed =>
    {
        (LawMarket market, AccountSnapshot account, SplitMix random) = Case(seed);
        InstrumentSymbol symbol = random.Pick([.. account.Positions.Select(position => position.Symbol)]);
        bool index = random.Chance(0.5);
        if (!index && symbol.Kind == InstrumentKind.Option) return false;
        LawMarket without = market.Changed(p => p, snapshot => index
            ? snapshot with { Indices = snapshot.Indices.Where(entry => entry.Key.Base != symbol.Base).ToFrozenDictionary() }
            : Changed(snapshot, symbol, one => one with { MarkPrice = null }));
        var gap = Assert.IsType<MarginOutcome.Unavailable>(without.Evaluator.Evaluate([account], MarginDetail.Totals)[0]);
        Assert.Contains(gap.Gaps, entry => entry.ToString().Contains(index ? $"{symbol.Base}/USD" : symbol.ToString(), StringComparison.Ordinal));
        return true;
    }, least: 500);

    [Fact]
    public void Statement_WithoutAnOptionsInputs_IsUnavailableOrNamesTheFallback() => Law.Holds(seed =>
    {
        (LawMarket market, AccountSnapshot account, SplitMix random) = Case(seed, AccountKind.OptionBook);
        InstrumentSymbol symbol = random.Pick([.. account.Positions.Select(position => position.Symbol).Where(symbol => symbol.Kind == InstrumentKind.Option)]);
        int which = random.Whole(1, 8);
        InstrumentMarket Without(InstrumentMarket one) => one with
        {
            MarkPrice = (which & 1) != 0 ? null : one.MarkPrice,
            MarkVolatility = (which & 2) != 0 ? null : one.MarkVolatility,
            Forward = (which & 4) != 0 ? null : one.Forward,
        };
        MarginOutcome outcome = market.Changed(p => p, snapshot => Changed(snapshot, symbol, Without)).Evaluator.Evaluate([account], MarginDetail.Totals)[0];
        if (outcome is MarginOutcome.Unavailable { Gaps: var gaps })
        {
            Assert.Contains(gaps, gap => gap.ToString().Contains(symbol.ToString(), StringComparison.Ordinal));
            return;
        }

        MarginStatement statement = Assert.IsType<MarginOutcome.Calculated>(outcome).Statement;
        // The volatility that a mark implies is the option's own: nothing was made up, only where the mark or the forward had to be is the fallback named.
        if ((which & 5) != 0) Assert.Contains(statement.Warnings, warning => warning.Message.Contains(symbol.ToString(), StringComparison.Ordinal));
    });

    [Fact]
    public void Statement_WithoutHistoryVolumeDepthOrFreshVolatility_IsUnavailableOrNamesTheFallback() => Law.Holds(seed =>
    {
        (LawMarket market, AccountSnapshot account, SplitMix random) = Case(seed, AccountKind.Pairs);
        Currency u = account.Positions[0].Symbol.Base;
        int which = random.Whole(0, 6);
        LawMarket without = market.Changed(p => p, snapshot => which switch
        {
            0 => snapshot with { History = PriceHistory.Empty },
            1 => snapshot with { History = new PriceHistory([.. snapshot.History.Series.Where(series => series.Base != u)]) },
            2 => All(snapshot, u, one => one with { Volume24h = null }),
            3 => snapshot with { Books = snapshot.Books.Where(entry => entry.Key.Base != u).ToFrozenDictionary(), Depths = snapshot.Depths.Where(entry => entry.Key.Base != u).ToFrozenDictionary() },
            4 => All(snapshot, u, one => one with { OpenInterest = null }),
            _ => snapshot with { Volatilities = snapshot.Volatilities.Where(entry => entry.Key != u).Append(new(u, new VolatilityState(0.05, null, null, Timestamp.FromUnixSeconds(snapshot.ValuationTime.UnixSeconds - (49 * 3600))))).ToFrozenDictionary() },
        });
        MarginOutcome outcome = without.Evaluator.Evaluate([account], MarginDetail.Totals)[0];
        if (which == 0 || (which == 1 && u.Code == "BTC"))
        {
            Assert.Contains(Assert.IsType<MarginOutcome.Unavailable>(outcome).Gaps, gap => gap.ToString().Contains("price history", StringComparison.Ordinal));
            return;
        }

        MarginStatement statement = Assert.IsType<MarginOutcome.Calculated>(outcome).Statement;
        string code = which switch { 1 => "proxy-history", 2 => "volume-missing", 3 => "depth-missing", 4 => "open-interest-missing", _ => "volatility-old" };
        Assert.Contains(statement.Warnings, warning => warning.Code == code && warning.Message.Contains(u.Code, StringComparison.Ordinal));
        Assert.Equal(DataQuality.Fallback, statement.Quality);
    });

    [Fact]
    public void Statement_OverWhatIsNoNumber_IsNeverANumber() => Law.Holds(seed =>
    {
        (LawMarket market, AccountSnapshot account, SplitMix random) = Case(seed, AccountKind.OptionBook);
        double nonsense = random.Pick([double.NaN, double.PositiveInfinity, double.NegativeInfinity]);
        Position option = account.Positions.First(position => position.Symbol.Kind == InstrumentKind.Option);
        Currency u = option.Symbol.Base;
        int which = random.Whole(0, 3);
        LawMarket Broken() => market.Changed(p => p, snapshot => which switch
        {
            0 => Changed(snapshot, option.Symbol, one => one with { MarkVolatility = nonsense }),
            1 => snapshot with { Volatilities = snapshot.Volatilities.Where(entry => entry.Key != u).Append(new(u, new VolatilityState(nonsense, null, null, snapshot.ValuationTime))).ToFrozenDictionary() },
            _ => snapshot with { History = new PriceHistory([.. snapshot.History.Series.Select(series => series.Base == u ? With(series, nonsense) : series)]) },
        });
        try
        {
            MarginOutcome outcome = Broken().Evaluator.Evaluate([account], MarginDetail.Totals)[0];
            if (outcome is not MarginOutcome.Calculated { Statement: var statement }) return;
            Assert.Fail($"{nonsense} as {(which == 0 ? "mark volatility" : which == 1 ? "forecast" : "close")} of {u}: initial margin {statement.InitialMargin}, quality {statement.Quality}; it was {market.Statement(account).InitialMargin}.");
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentException or OverflowException or InvalidInputException)
        {
            // No number came of it.
        }
    });

    [Fact]
    public void Statement_OnAnOldMark_IsBoundedOrUnavailableAndLiquidatesOnlyIfTheBestEndDoes() => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "old");
        LawMarket market = LawMarket.Of(seed);
        DataParameters data = market.Native.Parameters.Data;
        InstrumentMarket of = random.Pick([.. market.Futures.Where(of => of.Instrument.Symbol.Quote.Code is "USD" or "USDT")]);
        AccountSnapshot account = market.Outright(of, (random.Chance(0.5) ? 1 : -1) * random.Scale(1e3, 1e7));
        // Equity around maintenance margin, so that the ends disagree.
        account = account with { Collateral = [new Balance(Currency.Usd, market.Statement(account).MaintenanceMargin.Amount * SplitMix.Round(random.Uniform(0.7, 1.6), 4))] };
        double seconds = random.Uniform(data.PriceSeconds + 1, data.BoundSeconds * 1.3);
        LawMarket old = market.Changed(p => p, snapshot => Changed(snapshot, of.Instrument.Symbol, one => one with { Time = Timestamp.FromUnixMicroseconds(snapshot.ValuationTime.UnixMicroseconds - (long)(seconds * 1e6)) }));
        MarginOutcome outcome = old.Evaluator.Evaluate([account], MarginDetail.Totals)[0];
        if (seconds > data.BoundSeconds)
        {
            Assert.Contains(Assert.IsType<MarginOutcome.Unavailable>(outcome).Gaps, gap => gap.ToString().Contains(of.Instrument.Symbol.ToString(), StringComparison.Ordinal));
            return;
        }

        MarginStatement bounded = Assert.IsType<MarginOutcome.Calculated>(outcome).Statement, fresh = market.Statement(account);
        Assert.Equal(DataQuality.Bounded, bounded.Quality);
        Currency u = of.Instrument.Underlying;
        double width = data.BoundDeviations * market.Native.Horizon(market.Native.Parameters.MarketRisk.Hours).Factors.Of(u).DailyVolatility * Math.Sqrt(seconds / 86_400);
        MarginStatement[] ends = [fresh, .. new[] { -width, width }.Select(move => market.Changed(p => p, snapshot => MarketShift.Spot(snapshot, u, SplitMix.Round(Math.Exp(move) - 1, 12))).Statement(account))];
        Assert.InRange(bounded.Excess.Amount, ends.Min(end => end.Excess.Amount) - 0.05m, ends.Min(end => end.Excess.Amount) + 0.05m);
        Assert.True(bounded.Bounds!.InitialLow <= fresh.InitialMargin && bounded.Bounds.InitialHigh >= fresh.InitialMargin);
        bool liquidates = bounded.Status is MarginStatus.Liquidation or MarginStatus.Bankrupt, every = ends.All(end => end.Equity.Amount < end.MaintenanceMargin.Amount + 0.05m);
        Assert.True(!liquidates || every, $"{bounded.Status} although an end is not below maintenance margin: {string.Join(", ", ends.Select(end => $"{end.Equity} of {end.MaintenanceMargin}"))}");
        if (ends.All(end => end.Equity.Amount < end.MaintenanceMargin.Amount - 0.05m)) Assert.True(liquidates);
    });

    private static (LawMarket Market, AccountSnapshot Account, SplitMix Random) Case(int seed, AccountKind? kind = null)
    {
        LawMarket market = LawMarket.Of(seed);
        SplitMix random = SplitMix.For(seed, "missing");
        AccountKind its = kind ?? random.Pick([AccountKind.Outright, AccountKind.Hedged, AccountKind.Pairs, AccountKind.Everything, AccountKind.CoveredCalls]);
        return (market, RandomAccount.Create(seed, market.Snapshot, its) with { Isolated = [], Orders = [] }, random);
    }

    private static BarSeries With(BarSeries series, double nonsense)
    {
        double[] closes = series.Close.ToArray();
        closes[^(closes.Length / 3)] = nonsense;
        return new BarSeries { Base = series.Base, Quote = series.Quote, Venue = series.Venue, Kind = series.Kind, Step = series.Step, OpenTimes = series.OpenTimes, Close = closes };
    }

    private static MarketSnapshot Changed(MarketSnapshot snapshot, InstrumentSymbol symbol, Func<InstrumentMarket, InstrumentMarket> change) =>
        snapshot with { Instruments = snapshot.Instruments.ToFrozenDictionary(entry => entry.Key, entry => entry.Key == symbol ? change(entry.Value) : entry.Value) };

    private static MarketSnapshot All(MarketSnapshot snapshot, Currency underlying, Func<InstrumentMarket, InstrumentMarket> change) =>
        snapshot with { Instruments = snapshot.Instruments.ToFrozenDictionary(entry => entry.Key, entry => entry.Key.Base == underlying ? change(entry.Value) : entry.Value) };
}
