using System.Globalization;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <summary>What must hold of the ledger: money comes from outside or from another account, and every contract held is owed by someone.</summary>
public static class LedgerChecks
{
    /// <summary>What does not hold of one event.</summary>
    /// <param name="before">The state before the command.</param>
    /// <param name="happened">The event.</param>
    /// <returns>Scope and finding; empty where all holds.</returns>
    internal static IEnumerable<(string Scope, string Message)> OfEvent(EngineState before, Event happened)
    {
        switch (happened)
        {
            case Event.Traded { Buyer: var buyer, Seller: var seller } traded:
                decimal net = buyer.CashChange - buyer.CostChange + seller.CashChange - seller.CostChange + buyer.Fee + seller.Fee;
                if (net != 0m) yield return (traded.Symbol.ToString(), Text($"A trade made {net} {traded.Symbol.Settle} out of nothing."));
                break;
            case Event.FundingPaid paid when paid.Parts.Sum(part => part.Amount) is var sum && sum != 0m:
                yield return (paid.Symbol.ToString(), Text($"Funding made {sum} {paid.Symbol.Settle} out of nothing."));
                break;
            case Event.InterestCharged charged when charged.Parts.Sum(part => part.Amount) is var sum && sum != 0m:
                yield return (charged.Currency.Code, Text($"Interest made {sum} {charged.Currency} out of nothing."));
                break;
            case Event.Settled settled when settled.Parts.Sum(part => part.Amount) + before.Accounts.Values.Sum(account => account.Positions.GetValueOrDefault(settled.Symbol)?.Cost ?? 0m) is var sum && sum != 0m:
                yield return (settled.Symbol.ToString(), Text($"Settlement made {sum} {settled.Symbol.Settle} out of nothing."));
                break;
        }
    }

    /// <summary>What does not hold of a whole state.</summary>
    /// <returns>Scope and finding; empty where all holds.</returns>
    public static IEnumerable<(string Scope, string Message)> OfState(EngineState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var money = new SortedDictionary<Currency, decimal>();
        var contracts = new SortedDictionary<InstrumentSymbol, decimal>();
        foreach (EngineAccount account in state.Accounts.Values)
        {
            foreach ((Currency currency, decimal amount) in account.Balances) money[currency] = money.GetValueOrDefault(currency) + amount;
            foreach ((InstrumentSymbol symbol, EnginePosition position) in account.Positions)
            {
                money[symbol.Settle] = money.GetValueOrDefault(symbol.Settle) - position.Cost;
                contracts[symbol] = contracts.GetValueOrDefault(symbol) + position.Quantity;
            }
        }

        foreach (Currency currency in money.Keys.Union(state.External.Keys).Order())
        {
            decimal found = money.GetValueOrDefault(currency), expected = state.External.GetValueOrDefault(currency);
            if (found != expected) yield return (currency.Code, Text($"Accounts hold {found} {currency}, cash less cost; {expected} came from outside."));
        }

        foreach ((InstrumentSymbol symbol, decimal sum) in contracts)
            if (sum != 0m)
                yield return (symbol.ToString(), Text($"House and clients hold {sum} contracts of {symbol} together; it must be 0."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
