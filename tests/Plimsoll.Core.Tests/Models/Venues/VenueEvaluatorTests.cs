using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Venues;
using Plimsoll.Values;
using Xunit;

namespace Plimsoll.Core.Tests.Models.Venues;

/// <summary>What every venue gets from the kit, shown with the simplest rules there are: 10 % and 5 % of notional.</summary>
public sealed class VenueEvaluatorTests
{
    private static readonly Timestamp Now = Timestamp.Utc(2026, 1, 31, 12);

    [Fact]
    public void A_book_in_dollars_has_the_requirement_of_its_rules()
    {
        MarginStatement statement = Margin(new Tenth(Currency.Usd), Account(10_000m, ("BTC/USDT:USDT", 1m, 90_000m)));
        Assert.Equal(Money.Usd(10_000m), statement.InitialMargin);
        Assert.Equal(Money.Usd(5_000m), statement.MaintenanceMargin);
        Assert.Equal(Money.Usd(20_000m), statement.Equity);
        Assert.Equal(Money.Usd(10_000m), statement.UnrealisedPnl);
        Assert.Empty(statement.Currencies);
        Assert.Equal(MarginStatus.Healthy, statement.Status);
        PositionContribution only = Assert.Single(statement.Positions);
        Assert.Equal(statement.InitialMargin, only.InitialContribution);
    }

    [Fact]
    public void The_liquidation_level_is_where_equity_meets_maintenance()
    {
        // 20,000 of equity at 100,000: 10,000 + (p − 90,000) = 0.05 p at p = 84,210.526.
        MarginStatement statement = Margin(new Tenth(Currency.Usd), Account(10_000m, ("BTC/USDT:USDT", 1m, 90_000m)), MarginDetail.Full);
        LiquidationLevel level = Assert.Single(statement.LiquidationLevels);
        Assert.Equal("BTC", level.Factor);
        Assert.Equal(84_210.526m, level.Below!.Value, 2);
        Assert.Null(level.Above);
    }

    [Fact]
    public void Settlement_currencies_that_are_margined_alone_have_statements_in_their_own_units()
    {
        AccountSnapshot account = Account(10_000m, ("BTC/USDT:USDT", 1m, 100_000m), ("BTC/USD:BTC", -50_000m, 100_000m)) with
        {
            Collateral = [new Balance(Currency.Of("USDT"), 10_000m), new Balance(Currency.Of("BTC"), 0.04m)],
        };
        MarginStatement total = Margin(new Tenth(null), account, MarginDetail.Full);
        Assert.Equal(Currency.Usd, total.Currency);
        Assert.Equal(["BTC", "USDT"], total.Currencies.Select(one => one.Currency.Code));
        MarginStatement coin = total.Currencies[0];
        Assert.Equal(0.05m, coin.InitialMargin.Amount);
        Assert.Equal(MarginStatus.Restricted, coin.Status);
        Assert.Equal(MarginStatus.Healthy, total.Currencies[1].Status);
        Assert.Equal(MarginStatus.Restricted, total.Status);
        Assert.Equal(Money.Usd(15_000m), total.InitialMargin);
        Assert.Equal(total.InitialMargin, total.Positions.Aggregate(Money.Usd(0m), (sum, one) => sum + one.InitialContribution));
    }

    [Fact]
    public void An_instrument_that_the_venue_does_not_list_is_refused_by_name()
    {
        var outcome = (MarginOutcome.Unavailable)Evaluate(new Tenth(Currency.Usd), Account(10_000m, ("ETH/USDT:USDT", 1m, 3_000m)), MarginDetail.Totals);
        DataGap gap = Assert.Single(outcome.Gaps);
        Assert.Equal("ETH/USDT:USDT: no margin rule: Tenth lists BTC only", gap.ToString());
    }

    [Fact]
    public void A_missing_mark_is_a_gap_and_never_a_zero()
    {
        MarketSnapshot market = Market() with { Instruments = Market().Instruments.ToFrozenDictionary(entry => entry.Key, entry => entry.Value with { MarkPrice = null }) };
        var model = new VenueModel(new ModelVersion("tenth", "1", ""), new Tenth(Currency.Usd));
        MarginOutcome outcome = model.Prepare(market).Evaluate([Account(10_000m, ("BTC/USDT:USDT", 1m, 90_000m))], MarginDetail.Totals)[0];
        Assert.Equal("mark price", Assert.Single(((MarginOutcome.Unavailable)outcome).Gaps).Missing);
    }

    [Fact]
    public void How_far_the_rules_are_verified_stands_in_every_statement()
    {
        var version = new ModelVersion("tenth", "1", "") { Verified = Verified.Partial, Verification = "futures only." };
        var model = new VenueModel(version, new Tenth(Currency.Usd));
        var outcome = (MarginOutcome.Calculated)model.Prepare(Market()).Evaluate([Account(1m)], MarginDetail.Totals)[0];
        Assert.Contains(outcome.Statement.Warnings, warning => warning is { Code: "partly-verified", Message: "tenth@1: futures only." });
    }

    [Fact]
    public void The_smallest_leverage_of_netted_positions_counts()
    {
        InstrumentSymbol symbol = InstrumentSymbol.Parse("BTC/USDT:USDT");
        AccountSnapshot account = Account(1m) with { Positions = [new(symbol, 1m, 90_000m) { Leverage = 20m }, new(symbol, 1m, 90_000m) { Leverage = 5m }] };
        Assert.Equal(5m, Assert.Single(account.Canonical(_ => 1m).Positions).Leverage);
    }

    private static MarginStatement Margin(IVenueRules rules, AccountSnapshot account, MarginDetail detail = MarginDetail.Lines) => ((MarginOutcome.Calculated)Evaluate(rules, account, detail)).Statement;

    private static MarginOutcome Evaluate(IVenueRules rules, AccountSnapshot account, MarginDetail detail) =>
        Assert.Single(new VenueModel(new ModelVersion("tenth", "1", ""), rules).Prepare(Market()).Evaluate([account], detail));

    private static AccountSnapshot Account(decimal usdt, params (string Symbol, decimal Quantity, decimal Entry)[] positions) => new()
    {
        Path = AccountPath.Of("one"),
        Collateral = [new Balance(Currency.Of("USDT"), usdt)],
        Positions = [.. positions.Select(position => new Position(InstrumentSymbol.Parse(position.Symbol), position.Quantity, position.Entry))],
    };

    private static MarketSnapshot Market() => new()
    {
        AsOf = Now,
        ValuationTime = Now,
        Indices = new Dictionary<(Currency, Currency), IndexPrice>
        {
            [(Currency.Of("BTC"), Currency.Usd)] = new(100_000m, Now, null),
            [(Currency.Of("ETH"), Currency.Usd)] = new(3_000m, Now, null),
            [(Currency.Of("USDT"), Currency.Usd)] = new(1m, Now, null),
        }.ToFrozenDictionary(),
        Instruments = new[] { ("BTC/USDT:USDT", 100_000m), ("BTC/USD:BTC", 100_000m), ("ETH/USDT:USDT", 3_000m) }.ToFrozenDictionary(
            one => InstrumentSymbol.Parse(one.Item1),
            one => new InstrumentMarket { Instrument = Instrument.Of(InstrumentSymbol.Parse(one.Item1)), Time = Now, MarkPrice = one.Item2 }),
    };

    private sealed class Tenth(Currency? home) : IVenueRules
    {
        public string Venue => "Tenth";

        public Currency? Home => home;

        public string? WhyNot(InstrumentSymbol symbol) => symbol.Base == Currency.Of("BTC") ? null : "lists BTC only";

        public VenueMargin Margin(VenueBook book) => new()
        {
            Lines = [.. book.Positions.Select(position => book.Line(
                MarginComponent.PositionMargin, position.Symbol.ToString(), 0.1m * position.Notional * book.Price(position.Symbol.Settle), 0.05m * position.Notional * book.Price(position.Symbol.Settle), Evidence.Sum.Instance))],
        };
    }
}
