using System.Collections.Frozen;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;
using Xunit;

namespace Plimsoll.Core.Tests.Models.Onchain;

/// <summary>Accounts and markets of on-chain venues in few words.</summary>
internal static class OnchainBook
{
    public static readonly Timestamp Now = Timestamp.Utc(2026, 6, 28, 8);

    public static readonly ModelVersion Rulebook = new("venue", "1", "");

    public static AccountSnapshot Account(decimal usdc, params (string Coin, decimal Quantity, decimal Entry)[] positions) => new()
    {
        Path = AccountPath.Of("one"),
        Collateral = [new Balance(Currency.Of("USDC"), usdc)],
        Positions = [.. positions.Select(position => new Position(Perpetual(position.Coin), position.Quantity, position.Entry))],
    };

    public static InstrumentSymbol Perpetual(string coin) => InstrumentSymbol.Parse($"{coin}/USDC:USDC");

    public static MarketSnapshot MarketOf(params (string Coin, decimal Mark)[] marks) => new()
    {
        AsOf = Now,
        ValuationTime = Now,
        Indices = marks.Select(one => (one.Coin, one.Mark)).Append(("USDC", 1m)).ToFrozenDictionary(one => (Currency.Of(one.Item1), Currency.Usd), one => new IndexPrice(one.Item2, Now, null)),
        Instruments = marks.ToFrozenDictionary(one => Perpetual(one.Coin), one => new InstrumentMarket { Instrument = Instrument.Of(Perpetual(one.Coin)), Time = Now, MarkPrice = one.Mark }),
    };

    public static MarketSnapshot With(this MarketSnapshot market, string coin, Func<InstrumentMarket, InstrumentMarket> change) => market with
    {
        Instruments = market.Instruments.ToFrozenDictionary(entry => entry.Key, entry => entry.Key == Perpetual(coin) ? change(entry.Value) : entry.Value),
    };

    public static MarketSnapshot WithIndex(this MarketSnapshot market, string coin, IndexPrice price) => market with
    {
        Indices = market.Indices.ToFrozenDictionary(entry => entry.Key, entry => entry.Key.Base == Currency.Of(coin) ? price : entry.Value),
    };

    public static MarginOutcome Evaluate(IMarginModel model, AccountSnapshot account, MarketSnapshot market, MarginDetail detail = MarginDetail.Lines) =>
        Assert.Single(model.Prepare(market).Evaluate([account], detail));

    public static MarginStatement Margin(IMarginModel model, AccountSnapshot account, MarketSnapshot market, MarginDetail detail = MarginDetail.Lines) =>
        ((MarginOutcome.Calculated)Evaluate(model, account, market, detail)).Statement;

    public static IEnumerable<string> Gaps(IMarginModel model, AccountSnapshot account, MarketSnapshot market) =>
        ((MarginOutcome.Unavailable)Evaluate(model, account, market)).Gaps.Select(gap => gap.ToString());
}
