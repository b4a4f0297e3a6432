using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <content>Markets, funding, settlement, parameters.</content>
public sealed partial class MarginEngine
{
    private static void ListInstrument(Decision decision, Command.ListInstrument list)
    {
        if (decision.State.Listings.ContainsKey(list.Instrument.Symbol)) decision.Refuse(Refusal.InstrumentExists, $"{list.Instrument.Symbol} is listed already.");
        else if (decision.Positive("contract size", list.Instrument.ContractSize)) decision.Add(new Event.InstrumentListed(list.Instrument));
    }

    private static void SetMarketMode(Decision decision, Command.SetMarketMode set)
    {
        if (decision.Listed(set.Symbol) is not null) decision.Add(new Event.MarketModeSet(set.Symbol, set.Mode, set.Reason));
    }

    private static void SetPositionLimit(Decision decision, Command.SetPositionLimit set)
    {
        if (decision.Listed(set.Symbol) is null || (set.Contracts is { } limit && !decision.Positive("limit", limit))) return;
        decision.Add(new Event.PositionLimitSet(set.Symbol, set.Contracts));
    }

    private static void PayFunding(Decision decision, Command.PayFunding pay)
    {
        if (decision.Listed(pay.Symbol) is not { Instrument: var instrument } || !decision.Positive("price", pay.Price)) return;
        if (instrument.Kind != InstrumentKind.Perpetual) decision.Refuse(Refusal.NotPerpetual, $"{pay.Symbol} pays no funding; only perpetuals do.");
        else if (Math.Abs(pay.Rate) > 1m || !LedgerBooking.Fits(pay.Rate)) decision.Refuse(Refusal.NumberOutOfRange, Text($"A funding rate lies in [-1, 1] with at most {LedgerBooking.Digits} decimals; found {pay.Rate}. For 0.01 % write 0.0001."));
        else decision.Add(new Event.FundingPaid(pay.Symbol, pay.Rate, pay.Price, Parts(decision, pay.Symbol, position => LedgerBooking.Funding(instrument, position.Quantity, pay.Rate, pay.Price), _ => 0m)));
    }

    private static void Settle(Decision decision, Command.Settle settle)
    {
        if (decision.Listed(settle.Symbol) is not { Instrument: var instrument } || !decision.Positive("price", settle.Price)) return;
        foreach ((string name, EngineAccount account) in decision.State.Accounts)
            foreach ((string id, OpenOrder order) in account.Orders)
                if (order.Symbol == settle.Symbol)
                {
                    decision.Touch(name);
                    decision.Add(new Event.OrderCancelled(name, id, "the instrument was settled"));
                }

        decision.Add(new Event.Settled(settle.Symbol, settle.Price, Parts(decision, settle.Symbol, position => LedgerBooking.SettlementValue(instrument, position.Quantity, settle.Price), position => position.Cost)));
    }

    /// <summary>What every holder receives: its value less a cost. The house, which holds against all of them or nothing, takes what rounding leaves of the values.</summary>
    private static ImmutableArray<(string Account, decimal Amount)> Parts(Decision decision, InstrumentSymbol symbol, Func<EnginePosition, decimal> value, Func<EnginePosition, decimal> cost)
    {
        var parts = ImmutableArray.CreateBuilder<(string, decimal)>();
        decimal given = 0m;
        foreach ((string name, EngineAccount account) in decision.State.Accounts)
        {
            if (name == EngineState.House || account.Positions.GetValueOrDefault(symbol) is not { } position) continue;
            decimal amount = value(position);
            given += amount;
            parts.Add((name, amount - cost(position)));
            decision.Touch(name);
        }

        EnginePosition? own = decision.State.Accounts[EngineState.House].Positions.GetValueOrDefault(symbol);
        if (own is not null || given != 0m) parts.Add((EngineState.House, -given - (own is null ? 0m : cost(own))));
        return parts.ToImmutable();
    }

    private static void UpdateMarket(Decision decision, Command.UpdateMarket update)
    {
        MarketUpdate told = update.Update;
        foreach (InstrumentSymbol symbol in told.Instruments.Select(entry => entry.Instrument.Symbol).Concat(told.Books.Select(entry => entry.Symbol)).Concat(told.Depths.Select(entry => entry.Symbol)))
        {
            if (decision.State.Listings.ContainsKey(symbol)) continue;
            decision.Refuse(Refusal.BadMarketData, $"{symbol} is not listed; list it first.");
            return;
        }

        foreach (InstrumentMarket quoted in told.Instruments)
        {
            Listing listing = decision.State.Listings[quoted.Instrument.Symbol];
            if (quoted.Instrument == listing.Instrument && quoted.MarkPrice is not < 0m && (quoted.Instrument.Kind == InstrumentKind.Option || quoted.MarkPrice is not 0m)) continue;
            decision.Refuse(Refusal.BadMarketData, Text($"{quoted.Instrument.Symbol}: mark price {quoted.MarkPrice}, contract size {quoted.Instrument.ContractSize}. A mark is above 0 (of an option not below), the contract size that of the listing, {listing.Instrument.ContractSize}."));
            return;
        }

        foreach (((Currency Base, Currency Quote) pair, IndexPrice price) in told.Indices)
        {
            if (price.Price > 0m) continue;
            decision.Refuse(Refusal.BadMarketData, Text($"The index {pair.Base}/{pair.Quote} is {price.Price}; it must be above 0."));
            return;
        }

        decision.Add(new Event.MarketUpdated(told));
        decision.TouchAll();
    }

    private static void AdoptParameters(Decision decision, Command.AdoptParameters adopt)
    {
        string name = adopt.Rulebook.ModelVersion.ToString();
        if (decision.State.RulesSeen.GetValueOrDefault(name) is { } hash && hash != adopt.Rulebook.Sha256)
        {
            decision.Refuse(Refusal.ParametersRewritten, $"{name} was in force before with other content (hash {hash[..12]}…); give the changed rules a version of their own.");
            return;
        }

        try
        {
            MarginModels.Create(adopt.Rulebook);
        }
        catch (InvalidInputException wrong)
        {
            decision.Refuse(Refusal.BadParameters, string.Join(" ", wrong.Problems));
            return;
        }

        decision.Add(new Event.ParametersAdopted(adopt.Rulebook, adopt.Reason));
        decision.TouchAll();
    }
}
