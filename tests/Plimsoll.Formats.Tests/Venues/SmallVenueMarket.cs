using System.Collections.Frozen;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests.Venues;

/// <summary>A market of a few numbers, for the worked cases of the models' pages, and what a shipped rulebook says of an account in it.</summary>
internal sealed record SmallVenueMarket(Timestamp Now, (string Pair, decimal Price)[] Indices, (string Symbol, decimal Mark, decimal? Forward)[] Instruments)
{
    /// <summary>The statement of one account, that of its only currency where the venue keeps its books in one.</summary>
    public MarginStatement Statement(string rulebook, AccountSnapshot account)
    {
        MarginOutcome outcome = MarginModels.Create(RulebookLibrary.Shipped.Find(rulebook)).Prepare(Snapshot()).Evaluate([account], MarginDetail.Lines)[0];
        MarginStatement statement = Assert.IsType<MarginOutcome.Calculated>(outcome).Statement;
        return statement.Currencies is [var only] ? only : statement;
    }

    /// <summary>An account.</summary>
    public static AccountSnapshot Account((string Currency, decimal Amount)[] balances, (string Symbol, decimal Quantity, decimal? Entry)[] positions, (string Symbol, decimal Quantity, decimal Price)[]? orders = null) => new()
    {
        Path = AccountPath.Of("worked"),
        Collateral = [.. balances.Select(balance => new Balance(Currency.Of(balance.Currency), balance.Amount))],
        Positions = [.. positions.Select(position => new Position(InstrumentSymbol.Parse(position.Symbol), position.Quantity, position.Entry))],
        Orders = [.. (orders ?? []).Select(order => new Order(InstrumentSymbol.Parse(order.Symbol), order.Quantity, order.Price))],
    };

    private MarketSnapshot Snapshot() => new()
    {
        AsOf = Now,
        ValuationTime = Now,
        Indices = Indices.ToFrozenDictionary(one => (Currency.Of(one.Pair.Split('/')[0]), Currency.Of(one.Pair.Split('/')[1])), one => new IndexPrice(one.Price, Now, null)),
        Instruments = Instruments.ToFrozenDictionary(
            one => InstrumentSymbol.Parse(one.Symbol),
            one => new InstrumentMarket { Instrument = Instrument.Of(InstrumentSymbol.Parse(one.Symbol)), Time = Now, MarkPrice = one.Mark, Forward = one.Forward }),
    };
}
