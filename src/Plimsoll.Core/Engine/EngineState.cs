using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <summary>Everything the engine knows after a number of commands. Immutable: a what-if works on the same value that the next command will.</summary>
public sealed partial record EngineState
{
    /// <summary>The house's netting set: the counterparty of everything outside, payer of rebates, bearer of roundings. It is not margined.</summary>
    public const string House = "house";

    /// <summary>Nothing has happened yet; only the house is there.</summary>
    public static EngineState Empty => new() { Accounts = ImmutableSortedDictionary.Create<string, EngineAccount>(StringComparer.Ordinal).Add(House, EngineAccount.Open(AccountPath.Of(House), null)) };

    /// <summary>Commands taken so far.</summary>
    public long Sequence { get; init; }

    /// <summary>Time of the last command.</summary>
    public Timestamp Now { get; init; }

    /// <summary>Netting sets by name, the house's among them.</summary>
    public required ImmutableSortedDictionary<string, EngineAccount> Accounts { get; init; }

    /// <summary>Names of the netting sets of each owner, in the order they were opened; size is judged over all of them.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Owners { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>Listed instruments.</summary>
    public ImmutableSortedDictionary<InstrumentSymbol, Listing> Listings { get; init; } = ImmutableSortedDictionary<InstrumentSymbol, Listing>.Empty;

    /// <summary>What has come in from outside less what has gone out, by currency.</summary>
    public ImmutableSortedDictionary<Currency, decimal> External { get; init; } = ImmutableSortedDictionary<Currency, decimal>.Empty;

    /// <summary>Deposits that do not count yet, and those that do, by name.</summary>
    public ImmutableSortedDictionary<string, DepositState> Deposits { get; init; } = ImmutableSortedDictionary.Create<string, DepositState>(StringComparer.Ordinal);

    /// <summary>The market as last told.</summary>
    public MarketSnapshot Market { get; init; } = new() { AsOf = default, ValuationTime = default };

    /// <summary>The rules in force; null before the first.</summary>
    public Rulebook? Rules { get; init; }

    /// <summary>Hash by name and version of all rules that were ever in force.</summary>
    public ImmutableSortedDictionary<string, string> RulesSeen { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether trading and withdrawals are stopped.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Scopes that are halted as an invariant broke in them, with what was found.</summary>
    public ImmutableSortedDictionary<string, string> Halted { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Commands taken lately by id, with a fingerprint of their content.</summary>
    public RecentCommands Recent { get; init; } = RecentCommands.Empty;

    /// <summary>The key under which an owner's netting sets are found.</summary>
    public static string OwnerKey(AccountPath path) => $"{path.Firm}\u001f{path.Owner}";
}

/// <summary>A listed instrument.</summary>
/// <param name="Instrument">The instrument with its contract size.</param>
/// <param name="Mode">What may be done in it.</param>
/// <param name="Limit">The most contracts on one side for one owner; null for none.</param>
public sealed record Listing(Instrument Instrument, MarketMode Mode, decimal? Limit);

/// <summary>A deposit.</summary>
/// <param name="Account">Whom it is for.</param>
/// <param name="Currency">What.</param>
/// <param name="Amount">Units.</param>
/// <param name="Confirmations">How many so far.</param>
/// <param name="IsCounted">Whether it is in the balance.</param>
public sealed record DepositState(string Account, Currency Currency, decimal Amount, int Confirmations, bool IsCounted);

/// <summary>An order on the book.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Quantity">Signed contracts still open.</param>
/// <param name="Price">Limit price.</param>
/// <param name="ReduceOnly">Whether it may only reduce.</param>
public sealed record OpenOrder(InstrumentSymbol Symbol, decimal Quantity, decimal Price, bool ReduceOnly);

/// <summary>A position as the ledger keeps it.</summary>
/// <param name="Quantity">Signed contracts, not 0.</param>
/// <param name="Cost">What it has cost, settlement currency: Σ q·c·p of linear, −Σ q·c/p of inverse contracts; 0 of options, whose premium is cash.</param>
/// <remarks>Kept instead of an average price because it adds and subtracts exactly: cash less cost over all accounts is what came from outside, to the last digit.</remarks>
public sealed record EnginePosition(decimal Quantity, decimal Cost)
{
    /// <summary>Average price paid; null for options.</summary>
    public decimal? EntryPrice(Instrument instrument)
    {
        if (instrument.Kind == InstrumentKind.Option) return null;
        decimal units = Quantity * instrument.ContractSize;
        // A crumb whose cost rounds to nothing: a price so far away that 1/price is nothing too.
        if (Cost == 0m) return instrument.Symbol.IsInverse ? LedgerBooking.Greatest : 0m;
        return instrument.Symbol.IsInverse ? -units / Cost : Cost / units;
    }
}

/// <summary>A netting set as the ledger keeps it.</summary>
public sealed record EngineAccount
{
    /// <summary>Firm, owner, account, netting set.</summary>
    public required AccountPath Path { get; init; }

    /// <summary>Class by risk score; null for none.</summary>
    public string? RiskClass { get; init; }

    /// <summary>Balances that are not 0.</summary>
    public ImmutableSortedDictionary<Currency, decimal> Balances { get; init; } = ImmutableSortedDictionary<Currency, decimal>.Empty;

    /// <summary>Positions that are not 0.</summary>
    public ImmutableSortedDictionary<InstrumentSymbol, EnginePosition> Positions { get; init; } = ImmutableSortedDictionary<InstrumentSymbol, EnginePosition>.Empty;

    /// <summary>Open orders by name.</summary>
    public ImmutableSortedDictionary<string, OpenOrder> Orders { get; init; } = ImmutableSortedDictionary.Create<string, OpenOrder>(StringComparer.Ordinal);

    /// <summary>Where it last stood; null before the first evaluation or while the requirement is unknown.</summary>
    public MarginStatus? Status { get; init; }

    /// <summary>Whether the requirement could not be computed when it was last tried.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>A netting set with nothing in it.</summary>
    public static EngineAccount Open(AccountPath path, string? riskClass) => new() { Path = path, RiskClass = riskClass };

    /// <summary>Balance of one currency, 0 where there is none.</summary>
    public decimal Balance(Currency currency) => Balances.GetValueOrDefault(currency);

    /// <summary>Signed contracts of one instrument.</summary>
    public decimal Held(InstrumentSymbol symbol) => Positions.GetValueOrDefault(symbol)?.Quantity ?? 0m;

    /// <summary>The same account as margin models see it.</summary>
    /// <param name="listings">The listed instruments.</param>
    public AccountSnapshot Snapshot(ImmutableSortedDictionary<InstrumentSymbol, Listing> listings) => new()
    {
        Path = Path,
        RiskClass = RiskClass,
        Collateral = [.. Balances.Select(entry => new Balance(entry.Key, entry.Value))],
        Positions = [.. Positions.Select(entry => new Position(entry.Key, entry.Value.Quantity, entry.Value.EntryPrice(listings[entry.Key].Instrument)))],
        Orders = [.. Orders.Values.Select(order => new Order(order.Symbol, order.Quantity, order.Price))],
    };

    internal EngineAccount WithCash(Currency currency, decimal change)
    {
        decimal next = Balance(currency) + change;
        return this with { Balances = next == 0m ? Balances.Remove(currency) : Balances.SetItem(currency, next) };
    }

    internal EngineAccount WithPosition(InstrumentSymbol symbol, decimal quantityChange, decimal costChange)
    {
        EnginePosition? held = Positions.GetValueOrDefault(symbol);
        decimal quantity = (held?.Quantity ?? 0m) + quantityChange, cost = (held?.Cost ?? 0m) + costChange;
        return this with { Positions = quantity == 0m ? Positions.Remove(symbol) : Positions.SetItem(symbol, new EnginePosition(quantity, cost)) };
    }
}
