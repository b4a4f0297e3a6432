using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Standard;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Standard;

/// <summary>A made-up venue of three tiers, and a market in which BTC is at 100,000 and ETH at 4,000.</summary>
internal static class StandardFixture
{
    public static readonly Timestamp Now = Timestamp.Utc(2026, 1, 31, 8);

    /// <summary>0.4 % to 1 m, 1 % to 5 m, 5 % to 50 m; leverage 100, 50, 10.</summary>
    public static StandardTable Table(params string[] instruments) => new()
    {
        Instruments = [.. instruments],
        Tiers =
        [
            new() { UpTo = 1_000_000m, Maintenance = 0.004m, Leverage = 100m, Deduction = 0m },
            new() { UpTo = 5_000_000m, Maintenance = 0.01m, Leverage = 50m, Deduction = 6_000m },
            new() { UpTo = 50_000_000m, Maintenance = 0.05m, Leverage = 10m, Deduction = 206_000m },
        ],
    };

    public static StandardMarket Linear(params StandardTable[] tables) => new()
    {
        Name = "linear",
        Inverse = false,
        ValuedAt = StandardValuation.Mark,
        Orders = StandardOrders.WorseSide,
        Size = StandardSize.Value,
        Reading = TierReading.Marginal,
        Beyond = BeyondLastTier.Refused,
        Tables = [.. tables],
    };

    public static StandardParameters Venue(params StandardMarket[] markets) => new()
    {
        Venue = "Tiers",
        Home = Currency.Usd,
        LiquidatesAtEquality = true,
        WarningRatio = 1.2m,
        Markets = [.. markets],
        Collateral = [new() { Assets = [Currency.Of("USDT"), Currency.Of("USDC")], Tiers = [new() { Ratio = 1m }] }],
    };

    public static MarginStatement Margin(StandardParameters parameters, AccountSnapshot account, MarginDetail detail = MarginDetail.Lines, MarketSnapshot? market = null) =>
        Evaluate(parameters, account, detail, market) is MarginOutcome.Calculated { Statement: var statement }
            ? statement
            : throw new InvalidOperationException(string.Join("; ", Gaps(parameters, account, market)));

    public static ImmutableArray<DataGap> Gaps(StandardParameters parameters, AccountSnapshot account, MarketSnapshot? market = null) =>
        ((MarginOutcome.Unavailable)Evaluate(parameters, account, MarginDetail.Totals, market)).Gaps;

    public static AccountSnapshot Account(decimal usdt, params Position[] positions) => new()
    {
        Path = AccountPath.Of("one"),
        Collateral = [new Balance(Currency.Of("USDT"), usdt)],
        Positions = [.. positions],
    };

    public static Position Held(string symbol, decimal quantity, decimal? entry = null, decimal? leverage = null) => new(InstrumentSymbol.Parse(symbol), quantity, entry) { Leverage = leverage };

    public static Order Ordered(string symbol, decimal quantity, decimal price) => new(InstrumentSymbol.Parse(symbol), quantity, price);

    public static MarketSnapshot Market(params (string Symbol, decimal Mark, decimal? Forward)[] more) => new()
    {
        AsOf = Now,
        ValuationTime = Now,
        Indices = new Dictionary<(Currency, Currency), IndexPrice>
        {
            [(Currency.Of("BTC"), Currency.Usd)] = new(100_000m, Now, null),
            [(Currency.Of("ETH"), Currency.Usd)] = new(4_000m, Now, null),
            [(Currency.Of("USDT"), Currency.Usd)] = new(1m, Now, null),
            [(Currency.Of("USDC"), Currency.Usd)] = new(1m, Now, null),
        }.ToFrozenDictionary(),
        Instruments = new (string Symbol, decimal Mark, decimal? Forward)[]
            { ("BTC/USDT:USDT", 100_000m, null), ("ETH/USDT:USDT", 4_000m, null), ("BTC/USD:BTC", 100_000m, null), ("BTC/USDT:USDT-260327", 101_000m, null), ("BTC/USDT:USDT-260626", 102_000m, null) }
            .Concat(more).ToFrozenDictionary(
                one => InstrumentSymbol.Parse(one.Symbol),
                one => new InstrumentMarket { Instrument = Instrument.Of(InstrumentSymbol.Parse(one.Symbol)), Time = Now, MarkPrice = one.Mark, Forward = one.Forward, MarkVolatility = 0.6 }),
    };

    private static MarginOutcome Evaluate(StandardParameters parameters, AccountSnapshot account, MarginDetail detail, MarketSnapshot? market) =>
        Assert.Single(StandardRules.Create(new ModelVersion("tiers", "1", ""), parameters).Prepare(market ?? Market()).Evaluate([account], detail));
}
