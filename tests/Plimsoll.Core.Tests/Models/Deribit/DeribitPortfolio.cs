using System.Collections.Frozen;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Deribit;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Deribit;

/// <summary>Parameters, markets and accounts for tests of Deribit's portfolio margin.</summary>
internal static class DeribitPortfolio
{
    /// <summary>Moment of the answer that the venue's documentation prints.</summary>
    public static readonly Timestamp Printed = Timestamp.FromUnixMicroseconds(1718619740501_000);

    /// <summary>Moment of the captured answer.</summary>
    public static readonly Timestamp Captured = Timestamp.FromUnixMicroseconds(1771197609587_000);

    public static readonly DeribitPairParameters Btc = new()
    {
        Underlying = Currency.Of("BTC"), PriceRange = 0.16, VolatilityUp = 0.5, VolatilityDown = 0.25, LeastVolatilityUp = 0.5, ShortPower = 0.3, LongPower = 0.13,
        ExtendedFactor = 1, DeltaSlope = 0.00005, DeltaThreshold = 20_000_000, DeltaCap = 0.1,
    };

    public static readonly DeribitPairParameters Eth = Btc with { Underlying = Currency.Of("ETH"), PriceRange = 0.18, VolatilityUp = 0.4, DeltaSlope = 0.000004 };

    public static readonly DeribitCurrencyParameters InBtc = new() { Settlements = [Currency.Of("BTC")], MinimumMove = 0.01, AnnualMove = 0.075, PnlOffset = 0, MaximumOffset = 0, Dampener = 100_000 };

    public static readonly DeribitCurrencyParameters InEth = new() { Settlements = [Currency.Of("ETH")], MinimumMove = 0.005, AnnualMove = 0.05, PnlOffset = 0.6, MaximumOffset = 20_000_000, Dampener = 200_000 };

    public static readonly DeribitCurrencyParameters InUsdc = new() { Settlements = [Currency.Of("USDC")], MinimumMove = 0.01, AnnualMove = 0.1, PnlOffset = 0.4, MaximumOffset = 1_000_000, Dampener = 25_000 };

    public static readonly DeribitPortfolioParameters Parameters = new()
    {
        MaintenanceFactor = 0.8, Buckets = 4, ExtendedMoves = [-0.66, -0.33, 0.5, 1, 2, 3, 4, 5], Decimals = 9, MaximumAgeHours = 24, Currencies = [InBtc, InEth, InUsdc], Pairs = [Btc, Eth],
    };

    public static MarginOutcome Evaluate(MarketSnapshot market, AccountSnapshot account, MarginDetail detail = MarginDetail.Lines) =>
        Assert.Single(MarginModels.Create(new Rulebook("deribit-pm", "deribit-pm", "1", Timestamp.Utc(2024, 6, 17), Parameters, "")).Prepare(market).Evaluate([account], detail));

    /// <summary>The statement of one settlement currency.</summary>
    public static MarginStatement Statement(MarketSnapshot market, AccountSnapshot account, string currency, MarginDetail detail = MarginDetail.Lines) =>
        ((MarginOutcome.Calculated)Evaluate(market, account, detail)).Statement.Currencies.Single(one => one.Currency.Code == currency);

    public static MarginLine Line(this MarginStatement statement, MarginComponent component) => statement.Lines.Single(line => line.Component == component);

    public static AccountSnapshot Account(string collateral, decimal amount, params (string Symbol, decimal Quantity)[] positions) => new()
    {
        Path = AccountPath.Of("one"),
        Collateral = [new Balance(Currency.Of(collateral), amount)],
        Positions = [.. positions.Select(one => new Position(InstrumentSymbol.Parse(one.Symbol), one.Quantity, InstrumentSymbol.Parse(one.Symbol).Kind == InstrumentKind.Option ? null : 60_000m))],
    };

    public static MarketSnapshot Market(Timestamp at, (string Pair, decimal Price)[] indices, params InstrumentMarket[] instruments) => new()
    {
        AsOf = at,
        ValuationTime = at,
        Indices = indices.ToFrozenDictionary(one => (Currency.Of(one.Pair.Split('/')[0]), Currency.Of(one.Pair.Split('/')[1])), one => new IndexPrice(one.Price, at, null)),
        Instruments = instruments.ToFrozenDictionary(one => one.Instrument.Symbol, one => one with { Time = at }),
    };

    public static InstrumentMarket Future(string symbol, decimal mark) => new() { Instrument = Instrument.Of(InstrumentSymbol.Parse(symbol)), Time = default, MarkPrice = mark };

    public static InstrumentMarket Option(string symbol, decimal mark, decimal forward, double volatility) => Future(symbol, mark) with { Forward = forward, MarkVolatility = volatility };
}
