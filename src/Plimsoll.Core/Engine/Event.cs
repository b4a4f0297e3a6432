using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <summary>Something that happened. An event carries every amount that it changes, so that the state is rebuilt from events without computing a margin.</summary>
public abstract record Event
{
    private Event() { }

    /// <summary>The command was refused; nothing else changed.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Message">What was found, what is allowed, what would do.</param>
    public sealed record Refused(Refusal Code, string Message) : Event
    {
        /// <summary>Contracts up to which an order at the same price would fit; null where that is not what was asked.</summary>
        public decimal? LargestQuantity { get; init; }
    }

    /// <summary>A netting set was opened.</summary>
    public sealed record AccountOpened(AccountPath Path, string? RiskClass) : Event;

    /// <summary>An instrument was listed, open to trading.</summary>
    public sealed record InstrumentListed(Instrument Instrument) : Event;

    /// <summary>A market's mode changed.</summary>
    public sealed record MarketModeSet(InstrumentSymbol Symbol, MarketMode Mode, string Reason) : Event;

    /// <summary>An owner's limit in a market changed.</summary>
    public sealed record PositionLimitSet(InstrumentSymbol Symbol, decimal? Contracts) : Event;

    /// <summary>Trading and withdrawals were stopped, or go on.</summary>
    public sealed record KillSwitchSet(bool Stopped, string Reason) : Event;

    /// <summary>A deposit was seen and does not count yet.</summary>
    public sealed record DepositSeen(string Account, string Deposit, Currency Currency, decimal Amount, int Confirmations, int Needed) : Event;

    /// <summary>A deposit counts.</summary>
    public sealed record DepositCounted(string Account, string Deposit, Currency Currency, decimal Amount) : Event;

    /// <summary>Money left.</summary>
    public sealed record Withdrawn(string Account, Currency Currency, decimal Amount) : Event;

    /// <summary>Money moved between two netting sets.</summary>
    public sealed record FundsMoved(string From, string To, Currency Currency, decimal Amount) : Event;

    /// <summary>An order stands on the book.</summary>
    public sealed record OrderPlaced(string Account, string OrderId, OpenOrder Order) : Event;

    /// <summary>An open order changed.</summary>
    public sealed record OrderAmended(string Account, string OrderId, OpenOrder Order) : Event;

    /// <summary>An order left the book without being filled.</summary>
    public sealed record OrderCancelled(string Account, string OrderId, string Reason) : Event;

    /// <summary>A trade was booked on both sides.</summary>
    public sealed record Traded(InstrumentSymbol Symbol, decimal Quantity, decimal Price, Booking Buyer, Booking Seller) : Event;

    /// <summary>Funding was paid: what each account received (below 0 paid), in the settlement currency. The parts sum to zero; the house bears what rounding leaves.</summary>
    public sealed record FundingPaid(InstrumentSymbol Symbol, decimal Rate, decimal Price, ImmutableArray<(string Account, decimal Amount)> Parts) : Event;

    /// <summary>Interest was charged on debts: what each account received (below 0 paid). The parts sum to zero.</summary>
    public sealed record InterestCharged(Currency Currency, decimal Rate, ImmutableArray<(string Account, decimal Amount)> Parts) : Event;

    /// <summary>Positions were closed at the settlement price: what each account received in the settlement currency. Parts and what the positions had cost cancel.</summary>
    public sealed record Settled(InstrumentSymbol Symbol, decimal Price, ImmutableArray<(string Account, decimal Amount)> Parts) : Event;

    /// <summary>The market changed.</summary>
    public sealed record MarketUpdated(MarketUpdate Update) : Event;

    /// <summary>Another parameter set is in force.</summary>
    public sealed record ParametersAdopted(Rulebook Rulebook, string Reason) : Event;

    /// <summary>An account stands elsewhere than before.</summary>
    /// <param name="Account">The netting set.</param>
    /// <param name="From">Where it stood; null the first time.</param>
    /// <param name="To">Where it stands.</param>
    /// <param name="Figures">What decided it.</param>
    public sealed record StatusChanged(string Account, MarginStatus? From, MarginStatus To, MarginFigures Figures) : Event;

    /// <summary>An account's requirement cannot be computed any more.</summary>
    public sealed record RequirementUnknown(string Account, ImmutableArray<DataGap> Gaps) : Event;

    /// <summary>An invariant does not hold: the scope is halted until a person looks.</summary>
    public sealed record InvariantBroken(string Scope, string Message) : Event;
}

/// <summary>What a trade changes on one side.</summary>
/// <param name="Account">Whose.</param>
/// <param name="OrderId">The order that was filled; null for none.</param>
/// <param name="CostChange">Change of what the position has cost, settlement currency.</param>
/// <param name="CashChange">Change of the balance, settlement currency: realised profit and loss, premium, less the fee.</param>
/// <param name="Fee">Fee in it, paid to the house.</param>
public sealed record Booking(string Account, string? OrderId, decimal CostChange, decimal CashChange, decimal Fee);

/// <summary>The figures of a statement that decide where an account stands, reporting currency.</summary>
public sealed record MarginFigures(decimal Nav, decimal Equity, decimal InitialMargin, decimal MaintenanceMargin, DataQuality Quality);
