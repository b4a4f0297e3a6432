using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <summary>The one state machine: a command on a state gives events, and the events give the next state. Everything is checked before anything changes.</summary>
/// <remarks>The function is pure. The object only keeps what it worked out for the last market, which commands of one time share.</remarks>
public sealed partial class MarginEngine
{
    private const int LongestId = 64;

    private readonly EngineSettings settings;
    private readonly MarginDesk desk = new();

    /// <param name="settings">What it does beyond the margin rules.</param>
    public MarginEngine(EngineSettings settings) => this.settings = settings;

    /// <summary>Takes one command.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="envelope">The command.</param>
    /// <returns>The state after, and what happened: one refusal and nothing else, or at least one event that is none.</returns>
    public (EngineState Next, ImmutableArray<Event> Events) Apply(EngineState state, CommandEnvelope envelope)
    {
        if (Gate(state, envelope) is { } refused) return (Taken(state, envelope), [refused]);
        EngineState at = Dated(state, envelope.At);
        var decision = new Decision(at);
        Decide(decision, envelope.Command);
        if (decision.Refusal is { } no) return (Taken(at, envelope), [no]);
        Assess(decision, envelope.Command);
        CheckChanges(at, decision);
        return (Taken(decision.State, envelope), decision.Events);
    }

    /// <summary>The state after a command whose events are known, as in recovery: nothing is decided and no margin computed.</summary>
    public static EngineState Replay(EngineState state, CommandEnvelope envelope, ImmutableArray<Event> events)
    {
        if (events is [Event.Refused { Code: <= LastGate }]) return Taken(state, envelope);
        EngineState at = Dated(state, envelope.At);
        foreach (Event happened in events) at = at.After(happened);
        return Taken(at, envelope);
    }

    // Refusals up to this one are given before a command is looked into, and time does not pass for them.
    private const Refusal LastGate = Refusal.Stopped;

    private static EngineState Dated(EngineState state, Timestamp now) => state with { Now = now, Market = state.Market with { ValuationTime = now } };

    private static EngineState Taken(EngineState state, CommandEnvelope envelope)
    {
        long sequence = state.Sequence + 1;
        bool remember = envelope.Id is { Length: > 0 and <= LongestId } && state.Recent.SequenceOf(envelope.Id) is null;
        return state with { Sequence = sequence, Recent = remember ? state.Recent.With(envelope.Id, sequence) : state.Recent };
    }

    /// <summary>What is judged before a command is looked into.</summary>
    private static Event.Refused? Gate(EngineState state, CommandEnvelope envelope)
    {
        if (envelope.Id is not { Length: > 0 and <= LongestId }) return No(Refusal.MalformedId, $"A command has an id of 1 to {LongestId} characters; found {envelope.Id?.Length ?? 0}.");
        if (state.Recent.SequenceOf(envelope.Id) is { } before) return No(Refusal.IdUsedBefore, Text($"The id '{envelope.Id}' was taken as command {before}; its answer stands."));
        if (envelope.At < state.Now) return No(Refusal.OutOfTime, $"The command is of {envelope.At}, the last one of {state.Now}; time does not go back.");
        foreach (string scope in ScopesOf(state, envelope.Command))
            if (state.Halted.TryGetValue(scope, out string? why))
                return No(Refusal.ScopeHalted, $"'{scope}' is halted: {why}");
        if (state.IsStopped && envelope.Command is (Command.PlaceOrder or Command.AmendOrder or Command.Withdraw or Command.MoveFunds))
            return No(Refusal.Stopped, "The kill switch is on: no new orders, no withdrawals. Orders may be cancelled.");
        return null;
    }

    /// <summary>What a command touches, by the names that broken invariants halt: accounts, instruments, currencies.</summary>
    private static string[] ScopesOf(EngineState state, Command command)
    {
        return command switch
        {
            Command.ReportDeposit deposit => [deposit.Account, deposit.Currency.Code],
            Command.Withdraw withdraw => [withdraw.Account, withdraw.Currency.Code],
            Command.MoveFunds move => [move.From, move.To, move.Currency.Code],
            Command.ChargeInterest charge => [charge.Currency.Code],
            Command.PlaceOrder place => [place.Account, .. Market(place.Symbol)],
            Command.AmendOrder amend => [amend.Account, .. state.Accounts.GetValueOrDefault(amend.Account)?.Orders.GetValueOrDefault(amend.OrderId) is { } order ? Market(order.Symbol) : []],
            Command.Trade trade => [trade.Buyer.Account, trade.Seller.Account, .. Market(trade.Symbol)],
            Command.PayFunding pay => Market(pay.Symbol),
            Command.Settle settle => Market(settle.Symbol),
            _ => [],
        };

        static string[] Market(InstrumentSymbol symbol) => [symbol.ToString(), symbol.Settle.Code];
    }

    private void Decide(Decision decision, Command command)
    {
        switch (command)
        {
            case Command.OpenAccount open: OpenAccount(decision, open); break;
            case Command.ListInstrument list: ListInstrument(decision, list); break;
            case Command.SetMarketMode set: SetMarketMode(decision, set); break;
            case Command.SetPositionLimit set: SetPositionLimit(decision, set); break;
            case Command.SetKillSwitch set: decision.Add(new Event.KillSwitchSet(set.Stop, set.Reason)); break;
            case Command.ReportDeposit deposit: ReportDeposit(decision, deposit); break;
            case Command.Withdraw withdraw: Withdraw(decision, withdraw); break;
            case Command.MoveFunds move: MoveFunds(decision, move); break;
            case Command.ChargeInterest charge: ChargeInterest(decision, charge); break;
            case Command.PlaceOrder place: PlaceOrder(decision, place); break;
            case Command.AmendOrder amend: AmendOrder(decision, amend); break;
            case Command.CancelOrder cancel: CancelOrder(decision, cancel); break;
            case Command.Trade trade: BookTrade(decision, trade); break;
            case Command.PayFunding pay: PayFunding(decision, pay); break;
            case Command.Settle settle: Settle(decision, settle); break;
            case Command.UpdateMarket update: UpdateMarket(decision, update); break;
            case Command.AdoptParameters adopt: AdoptParameters(decision, adopt); break;
            case Command.Wait: break;
            default: throw new UnreachableException($"Unhandled command {command.GetType().Name}.");
        }
    }

    private static Event.Refused No(Refusal code, string message) => new(code, message);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A command being decided: the state as far as events have changed it, and the events.</summary>
    private sealed class Decision(EngineState state)
    {
        private readonly ImmutableArray<Event>.Builder events = ImmutableArray.CreateBuilder<Event>();

        /// <summary>The state with every event so far.</summary>
        public EngineState State { get; private set; } = state;

        /// <summary>The refusal; null while there is none.</summary>
        public Event.Refused? Refusal { get; private set; }

        /// <summary>What happened so far.</summary>
        public ImmutableArray<Event> Events => events.ToImmutable();

        /// <summary>Names of the accounts whose requirement the command may have changed; null for all.</summary>
        public SortedSet<string>? Touched { get; private set; } = new(StringComparer.Ordinal);

        /// <summary>Adds an event and what it does.</summary>
        public void Add(Event happened)
        {
            events.Add(happened);
            State = State.After(happened);
        }

        /// <summary>Refuses; the first refusal stands.</summary>
        public void Refuse(Refusal code, string message, decimal? largest = null) => Refusal ??= No(code, message) with { LargestQuantity = largest };

        /// <summary>Says that an account's requirement may have changed.</summary>
        public void Touch(string account) => Touched?.Add(account);

        /// <summary>Says that any account's requirement may have changed.</summary>
        public void TouchAll() => Touched = null;

        /// <summary>The account, if it is there and belongs to a client.</summary>
        public EngineAccount? Client(string name)
        {
            if (name == EngineState.House) Refuse(Engine.Refusal.NotForTheHouse, "The house's own account does not do this; name a client's account.");
            else if (State.Accounts.GetValueOrDefault(name) is { } account) return account;
            else Refuse(Engine.Refusal.UnknownAccount, $"There is no account '{name}'; open it first.");
            return null;
        }

        /// <summary>The listing, if it is there.</summary>
        public Listing? Listed(InstrumentSymbol symbol)
        {
            if (State.Listings.GetValueOrDefault(symbol) is { } listing) return listing;
            Refuse(Engine.Refusal.UnknownInstrument, $"{symbol} is not listed.");
            return null;
        }

        /// <summary>Whether a number is above 0 and can stand in the ledger.</summary>
        public bool Positive(string name, decimal number)
        {
            if (number > 0m && LedgerBooking.Fits(number)) return true;
            Refuse(Engine.Refusal.NumberOutOfRange, Text($"{name} {number}: it must be above 0, at most {LedgerBooking.Greatest}, and have at most {LedgerBooking.Digits} decimals."));
            return false;
        }
    }
}
