using System.Globalization;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <summary>The fingerprint of a state: equal states have equal hashes, on any machine. It covers exact numbers only, never estimates.</summary>
public static class StateHash
{
    /// <summary>Lower-case hex SHA-256 of the state's ledger, orders, statuses, listings, rules and marks in canonical text.</summary>
    public static string Of(EngineState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var text = new CanonicalWriter();
        text.Add("sequence", state.Sequence).Add("now", state.Now).Add("rules", state.Rules?.Sha256 ?? "").Add("stopped", state.IsStopped ? 1 : 0);
        foreach ((string name, EngineAccount account) in state.Accounts) text.Group("account/" + name, part => Write(part, account));
        foreach ((InstrumentSymbol symbol, Listing listing) in state.Listings)
            text.Group("listing/" + symbol, part => part.Add("size", listing.Instrument.ContractSize).Add("mode", (long)listing.Mode).Add("limit", listing.Limit is { } limit ? CanonicalWriter.Text(limit) : ""));
        foreach ((Currency currency, decimal amount) in state.External) text.Add("external/" + currency, amount);
        foreach ((string name, DepositState deposit) in state.Deposits)
            text.Group("deposit/" + name, part => part.Add("account", deposit.Account).Add("amount", CanonicalWriter.Text(deposit.Amount) + " " + deposit.Currency).Add("confirmations", deposit.Confirmations).Add("counted", deposit.IsCounted ? 1 : 0));
        foreach ((string name, string hash) in state.RulesSeen) text.Add("seen/" + name, hash);
        foreach ((string scope, string why) in state.Halted) text.Add("halted/" + scope, why);
        foreach (((Currency Base, Currency Quote) pair, Market.IndexPrice price) in state.Market.Indices.OrderBy(entry => entry.Key.Base).ThenBy(entry => entry.Key.Quote))
            text.Add($"index/{pair.Base}/{pair.Quote}", CanonicalWriter.Text(price.Price) + "@" + price.Time);
        foreach ((InstrumentSymbol symbol, Market.InstrumentMarket quoted) in state.Market.Instruments.OrderBy(entry => entry.Key))
            text.Add("mark/" + symbol, (quoted.MarkPrice is { } mark ? CanonicalWriter.Text(mark) : "") + "@" + quoted.Time);
        return text.Sha256();
    }

    private static void Write(CanonicalWriter text, EngineAccount account)
    {
        text.Add("path", string.Join('/', account.Path.Firm, account.Path.Owner, account.Path.Account, account.Path.NettingSet)).Add("risk", account.RiskClass ?? "");
        text.Add("status", account.Status is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : "").Add("unknown", account.IsUnknown ? 1 : 0);
        foreach ((Currency currency, decimal amount) in account.Balances) text.Add("cash/" + currency, amount);
        foreach ((InstrumentSymbol symbol, EnginePosition position) in account.Positions) text.Add("position/" + symbol, CanonicalWriter.Text(position.Quantity) + " for " + CanonicalWriter.Text(position.Cost));
        foreach ((string id, OpenOrder order) in account.Orders)
            text.Add("order/" + id, $"{order.Symbol} {CanonicalWriter.Text(order.Quantity)} at {CanonicalWriter.Text(order.Price)}{(order.ReduceOnly ? " reduce-only" : "")}");
    }
}
