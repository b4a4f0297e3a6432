using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Parameters;
using Plimsoll.Scenarios;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests.Venues;

/// <summary>Liquidation levels of random portfolios under every shipped rulebook of a venue: one tick on the safe side the account stands, one tick beyond it is liquidated.</summary>
public class RoundTripTests
{
    /// <summary>Relative distance of a tick: printed levels have eight digits.</summary>
    private const decimal FineTick = 1e-6m;

    /// <summary>The tick of rules that round every line to the cent, so that a nearly flat book crosses its level more than once within a finer one.</summary>
    private const decimal CoarseTick = 1e-3m;

    /// <summary>Marks have ten decimals and some venues round to nine, so that a book all but flat in the price crosses its level by rounding alone; closer than this to it, in parts of its notional, either answer is right. A tick
    /// moves a book that is not flat a hundred times as far.</summary>
    private const decimal Rounding = 1e-8m;

    private static int Portfolios => Environment.GetEnvironmentVariable("PLIMSOLL_LONG") is { Length: > 0 } ? 1_000 : 100;

    public static TheoryData<string> Rulebooks => [.. RulebookLibrary.Shipped.All.Where(book => MarginModels.Create(book) is IInstrumentListing || book.Name == "fixed").Select(book => $"{book.Name}@{book.Version}")];

    [Theory]
    [MemberData(nameof(Rulebooks))]
    public void LiquidationLevels_OfRandomPortfolios_SeparateStandingFromLiquidated(string rulebook)
    {
        IMarginModel model = MarginModels.Create(RulebookLibrary.Shipped.Find(rulebook));
        InstrumentSymbol[] listed = [.. VenueMarket.Snapshot.Instruments.Keys.Where(symbol => (model as IInstrumentListing)?.WhyNot(symbol) is null).Order()];
        Assert.NotEmpty(listed);
        var problems = new System.Collections.Concurrent.ConcurrentBag<string>();
        int levels = 0, computed = 0;
        Parallel.For(0, Portfolios, seed =>
        {
            if (RandomPortfolio.Of(model, listed, seed) is not { } portfolio) return;
            Interlocked.Increment(ref computed);
            Interlocked.Add(ref levels, Check(model, portfolio, seed, problems));
        });

        Assert.True(problems.IsEmpty, $"{rulebook}: {problems.Count} of {levels} levels are wrong.\n  {string.Join("\n  ", problems.Order(StringComparer.Ordinal).Take(5))}");
        Assert.True(computed >= Portfolios * 9 / 10, $"only {computed} of {Portfolios} portfolios could be margined");
        Assert.True(levels >= Portfolios / 2, $"only {levels} levels in {Portfolios} portfolios");
    }

    private static int Check(IMarginModel model, AccountSnapshot account, int seed, System.Collections.Concurrent.ConcurrentBag<string> problems)
    {
        var outcome = (MarginOutcome.Calculated)model.Prepare(VenueMarket.Snapshot).Evaluate([account], MarginDetail.Full)[0];
        int checks = 0;
        var random = new Random(seed);
        decimal tick = model is IInstrumentListing ? FineTick : CoarseTick;
        foreach (LiquidationLevel level in outcome.Statement.LiquidationLevels)
        {
            Currency underlying = Currency.Of(level.Factor);
            decimal price = VenueMarket.Snapshot.UsdPrice(underlying)!.Price;
            MarketSnapshot part = Around(account, underlying);
            foreach (PriceInterval interval in level.Intervals)
            {
                if (interval.From > 0m) Edge(interval.From, inside: 1m + tick, outside: 1m - tick);
                if (interval.To is { } to) Edge(to, inside: 1m - tick, outside: 1m + tick);
            }

            // Anywhere else, too, the account is liquidated just where the intervals say so.
            foreach (double draw in new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() })
            {
                decimal at = price * (decimal)Math.Exp((draw * 4) - 2.5);
                if (level.Intervals.Any(interval => Near(at, interval.From) || (interval.To is { } end && Near(at, end)))) continue;
                bool said = level.Intervals.Any(interval => at > interval.From && (interval.To is null || at < interval.To));
                if (IsLiquidated(part, at) is { } found && found != said) problems.Add($"seed {seed}: {level.Factor} {at}: {(said ? "inside an interval and standing" : "outside every interval and liquidated")}; {Text(account)}");
            }

            void Edge(decimal at, decimal inside, decimal outside)
            {
                checks++;
                if (IsLiquidated(part, at * inside) == false) problems.Add($"seed {seed}: {level.Factor} {at}: not liquidated one tick beyond; {Text(account)}");
                if (IsLiquidated(part, at * outside) == true) problems.Add($"seed {seed}: {level.Factor} {at}: liquidated one tick on the safe side; {Text(account)}");
            }

            bool? IsLiquidated(MarketSnapshot market, decimal at)
            {
                var moved = model.Prepare(MarketShift.Spot(market, underlying, (at / price) - 1m)).Evaluate([account with { Orders = [] }], MarginDetail.Totals)[0] as MarginOutcome.Calculated;
                if (moved is not { Statement: var statement }) return false;
                bool liquidated = statement.Status >= MarginStatus.Liquidation;
                IEnumerable<MarginStatement> books = statement.Currencies.Length > 0 ? statement.Currencies : [statement];
                return books.Any(OnItsLevel) ? null : liquidated;
            }

            static bool OnItsLevel(MarginStatement one) =>
                one.Positions.Length > 0 && Math.Abs(one.Equity.Amount - one.MaintenanceMargin.Amount) <= Rounding * (0.2m + one.Positions.Sum(position => Math.Abs(position.Notional.Amount)));
        }

        return checks;
    }

    // The held instruments and the options of their expiries: what the account depends on, so that a shift is quick.
    private static MarketSnapshot Around(AccountSnapshot account, Currency underlying)
    {
        HashSet<InstrumentSymbol> held = [.. account.Positions.Select(position => position.Symbol)];
        return VenueMarket.Snapshot with
        {
            Instruments = VenueMarket.Snapshot.Instruments.Where(entry => held.Contains(entry.Key) || (entry.Key.Base == underlying && held.Any(symbol => SameChain(symbol, entry.Key))))
                .ToFrozenDictionary(),
        };
    }

    private static bool Near(decimal at, decimal edge) => Math.Abs(at - edge) <= 1e-3m * at;

    private static bool SameChain(InstrumentSymbol held, InstrumentSymbol other) =>
        held.Kind == InstrumentKind.Option && other.Kind == InstrumentKind.Option && (held.Base, held.Quote, held.Settle, held.Expiry) == (other.Base, other.Quote, other.Settle, other.Expiry);

    private static string Text(AccountSnapshot account) => string.Join(", ", account.Collateral.Select(balance => $"{balance.Amount} {balance.Currency}").Concat(account.Positions.Select(position => $"{position.Quantity} {position.Symbol} @ {position.EntryPrice}")));
}
