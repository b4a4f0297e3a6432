using System.Collections.Frozen;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;
using Xunit;

namespace Plimsoll.Core.Tests.Models;

public sealed class NearestInstrumentsTests
{
    private static readonly Timestamp Now = Timestamp.Utc(2026, 1, 31, 12);

    [Theory]
    [InlineData("BTC/USDT:USDT", "BTC/USDC:USDC")]
    [InlineData("BTC/USDT:USDT", "BTC/USD:BTC")]
    [InlineData("BTC/USD:BTC", "BTC/USDT:USDT")]
    [InlineData("BTC/USD:BTC-260327", "BTC/USDC:USDC")]
    public void A_replacement_keeps_size_and_profit_in_dollars(string held, string listed)
    {
        InstrumentSymbol from = InstrumentSymbol.Parse(held), to = InstrumentSymbol.Parse(listed);
        decimal contracts = from.IsInverse ? 30_000m : 1.5m;
        AccountSnapshot account = Account(new Position(from, contracts, 80_000m) { Leverage = 7m });
        NearestInstruments there = NearestInstruments.Of([account], Market(), new Only(to));
        Position moved = Assert.Single(there.Accounts[0].Positions);
        Assert.Equal(to, moved.Symbol);
        Assert.Equal(7m, moved.Leverage);
        MarketSnapshot market = there.Market;
        Assert.Equal((double)Coins(contracts, from, market), (double)Coins(moved.Quantity, to, market), 9);
        Assert.Equal((double)Profit(account.Positions[0], market), (double)Profit(moved, market), 6);
        Assert.Equal(from, Assert.Single(there.Replacements).From);
    }

    [Fact]
    public void What_the_venue_lists_stays_and_an_option_is_replaced_by_no_future()
    {
        InstrumentSymbol perpetual = InstrumentSymbol.Parse("BTC/USDC:USDC"), option = InstrumentSymbol.Parse("BTC/USD:BTC-260327-90000-C");
        AccountSnapshot account = Account(new Position(perpetual, 1m, 80_000m), new Position(option, -1m, null));
        NearestInstruments there = NearestInstruments.Of([account], Market(), new Only(perpetual));
        Assert.Empty(there.Replacements);
        Assert.Equal(account.Positions.AsEnumerable(), there.Accounts[0].Positions);
    }

    [Fact]
    public void An_option_in_coin_becomes_one_in_dollars_of_the_same_value()
    {
        InstrumentSymbol from = InstrumentSymbol.Parse("BTC/USD:BTC-260327-90000-C"), to = InstrumentSymbol.Parse("BTC/USDC:USDC-260327-90000-C");
        NearestInstruments there = NearestInstruments.Of([Account(new Position(from, -3m, null))], Market(), new Only(to));
        InstrumentReplacement replacement = Assert.Single(there.Replacements);
        Assert.False(replacement.IsQuoted);
        Assert.Equal(0.05m * 84_000m / 0.9999m, replacement.MarkPrice, 6);
        Assert.Equal(-3m, there.Accounts[0].Positions[0].Quantity);
        Assert.Equal(84_500m / 0.9999m, there.Market.Instruments[to].Forward!.Value, 6);
    }

    [Fact]
    public void Profit_that_no_entry_price_can_hold_becomes_cash()
    {
        // Short 1 from 200,000 has gained more than the whole size is worth, which no inverse short can.
        InstrumentSymbol from = InstrumentSymbol.Parse("BTC/USDT:USDT"), to = InstrumentSymbol.Parse("BTC/USD:BTC");
        AccountSnapshot account = Account(new Position(from, -1m, 200_000m));
        NearestInstruments there = NearestInstruments.Of([account], Market(), new Only(to));
        Position moved = there.Accounts[0].Positions[0];
        decimal cash = (there.Accounts[0].Collateral.Where(balance => balance.Currency == Currency.Of("BTC")).Sum(balance => balance.Amount) * 84_000m) - (50_000m * 0.9985m);
        Assert.Equal((double)Profit(account.Positions[0], there.Market), (double)(Profit(moved, there.Market) + cash), 6);
        Assert.True(moved.EntryPrice > 0m);
    }

    [Fact]
    public void Balances_follow_the_positions_they_stand_behind_and_others_stay()
    {
        InstrumentSymbol from = InstrumentSymbol.Parse("BTC/USDT:USDT"), to = InstrumentSymbol.Parse("BTC/USDC:USDC");
        AccountSnapshot account = Account(new Position(from, 1m, 80_000m)) with { Collateral = [new Balance(Currency.Of("USDT"), 10_000m), new Balance(Currency.Of("BTC"), 0.5m)] };
        NearestInstruments there = NearestInstruments.Of([account], Market(), new Only(to));
        Assert.Equal((Currency.Of("USDT"), Currency.Of("USDC")), Assert.Single(there.Balances));
        Assert.Equal(["BTC", "USDC"], there.Accounts[0].Collateral.Select(balance => balance.Currency.Code).Order());
        Assert.Equal(10_000m * 0.9985m / 0.9999m, there.Accounts[0].Collateral.Single(balance => balance.Currency == Currency.Of("USDC")).Amount, 8);
    }

    [Fact]
    public void A_calendar_is_not_netted_away_into_one_perpetual()
    {
        AccountSnapshot account = Account(new Position(InstrumentSymbol.Parse("BTC/USD:BTC-260327"), 40_000m, 84_000m), new Position(InstrumentSymbol.Parse("BTC/USD:BTC"), -40_000m, 84_000m));
        NearestInstruments there = NearestInstruments.Of([account], Market(), new Only(InstrumentSymbol.Parse("BTC/USDT:USDT")));
        Assert.Equal("BTC/USD:BTC", Assert.Single(there.Replacements).From.ToString());
        Assert.Contains(there.Accounts[0].Positions, position => position.Symbol.Kind == InstrumentKind.DatedFuture);
    }

    private static decimal Coins(decimal contracts, InstrumentSymbol symbol, MarketSnapshot market)
    {
        InstrumentMarket one = market.Instruments[symbol];
        return symbol.IsInverse ? contracts * one.Instrument.ContractSize / one.MarkPrice!.Value : contracts * one.Instrument.ContractSize;
    }

    private static decimal Profit(Position position, MarketSnapshot market)
    {
        InstrumentMarket one = market.Instruments[position.Symbol];
        decimal units = position.Quantity * one.Instrument.ContractSize, mark = one.MarkPrice!.Value, entry = position.EntryPrice!.Value;
        return position.Symbol.IsInverse ? units * ((1m / entry) - (1m / mark)) * 84_000m : units * (mark - entry) * market.UsdPrice(position.Symbol.Settle)!.Price;
    }

    private static AccountSnapshot Account(params Position[] positions) => new() { Path = AccountPath.Of("one"), Collateral = [new Balance(Currency.Of("USDT"), 50_000m)], Positions = [.. positions] };

    private static MarketSnapshot Market() => new()
    {
        AsOf = Now,
        ValuationTime = Now,
        Indices = new Dictionary<(Currency, Currency), IndexPrice>
        {
            [(Currency.Of("BTC"), Currency.Usd)] = new(84_000m, Now, null),
            [(Currency.Of("USDT"), Currency.Usd)] = new(0.9985m, Now, null),
            [(Currency.Of("USDC"), Currency.Usd)] = new(0.9999m, Now, null),
        }.ToFrozenDictionary(),
        Instruments = new (string Symbol, decimal Size, decimal Mark, decimal? Forward)[]
        {
            ("BTC/USDT:USDT", 0.01m, 84_100m, null), ("BTC/USD:BTC", 100m, 84_050m, null), ("BTC/USD:BTC-260327", 10m, 84_600m, null), ("BTC/USD:BTC-260327-90000-C", 1m, 0.05m, 84_500m),
        }.ToFrozenDictionary(
            one => InstrumentSymbol.Parse(one.Symbol),
            one => new InstrumentMarket { Instrument = new Instrument(InstrumentSymbol.Parse(one.Symbol), one.Size, InstrumentSymbol.Parse(one.Symbol).Expiry), Time = Now, MarkPrice = one.Mark, Forward = one.Forward }),
    };

    private sealed class Only(InstrumentSymbol listed) : IInstrumentListing
    {
        private readonly bool symbolIsInverse = listed.IsInverse;

        public string Venue => "Only";

        public string? WhyNot(InstrumentSymbol symbol) => symbol == listed ? null : "lists one instrument";

        public bool CountsForAll(Currency asset, MarketSnapshot market) => asset == Currency.Of("BTC") && !symbolIsInverse;
    }
}
