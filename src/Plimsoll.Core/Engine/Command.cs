using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <summary>A command as it was received: with a name, a time and whoever sent it.</summary>
/// <param name="Id">Chosen by whoever asks, 1 to 64 characters; the same command sent twice counts once.</param>
/// <param name="At">When it was received, stamped once at the edge.</param>
/// <param name="Actor">Who asks: a user, a key or a feed. It is recorded here and judged at the edge.</param>
/// <param name="Command">What is asked.</param>
public sealed record CommandEnvelope(string Id, Timestamp At, string Actor, Command Command);

/// <summary>Something asked of the engine. Commands are the truth: the same commands in the same order give the same state and the same events.</summary>
public abstract record Command
{
    private Command() { }

    /// <summary>Opens a netting set of an account.</summary>
    /// <param name="Path">Firm, owner, account, netting set.</param>
    public sealed record OpenAccount(AccountPath Path) : Command
    {
        /// <summary>Class of the account by its risk score; null where the rules have none.</summary>
        public string? RiskClass { get; init; }
    }

    /// <summary>Lists an instrument.</summary>
    /// <param name="Instrument">The instrument with its contract size.</param>
    public sealed record ListInstrument(Instrument Instrument) : Command;

    /// <summary>Changes what may be done in a market.</summary>
    /// <param name="Symbol">The instrument.</param>
    /// <param name="Mode">The new mode.</param>
    /// <param name="Reason">Why, for whoever is stopped by it.</param>
    public sealed record SetMarketMode(InstrumentSymbol Symbol, MarketMode Mode, string Reason) : Command;

    /// <summary>Caps what one owner may hold of an instrument.</summary>
    /// <param name="Symbol">The instrument.</param>
    /// <param name="Contracts">The most contracts on one side, over all accounts of one owner, orders included; null for none.</param>
    public sealed record SetPositionLimit(InstrumentSymbol Symbol, decimal? Contracts) : Command;

    /// <summary>Stops all trading and withdrawals, or lets them go on.</summary>
    /// <param name="Stop">Whether to stop.</param>
    /// <param name="Reason">Why.</param>
    public sealed record SetKillSwitch(bool Stop, string Reason) : Command;

    /// <summary>Says how far a deposit has come. It counts once it has the confirmations it needs.</summary>
    /// <param name="Account">Netting set that it is for.</param>
    /// <param name="Deposit">Name of the deposit, as its transaction hash.</param>
    /// <param name="Currency">What is deposited.</param>
    /// <param name="Amount">Units, above 0.</param>
    /// <param name="Confirmations">Confirmations so far, 0 or more.</param>
    /// <param name="Needed">Confirmations after which it counts, 0 or more.</param>
    public sealed record ReportDeposit(string Account, string Deposit, Currency Currency, decimal Amount, int Confirmations, int Needed) : Command;

    /// <summary>Takes money out. It may leave as far as the account stays above its requirement without profit that is not realised.</summary>
    /// <param name="Account">Netting set that it comes from.</param>
    /// <param name="Currency">What is withdrawn.</param>
    /// <param name="Amount">Units, above 0.</param>
    public sealed record Withdraw(string Account, Currency Currency, decimal Amount) : Command
    {
        /// <summary>Whether the balance may fall below 0: what it lacks is borrowed, and the debt is margined.</summary>
        public bool MayBorrow { get; init; }
    }

    /// <summary>Moves money between two netting sets; it is a withdrawal from the first.</summary>
    /// <param name="From">Where it leaves.</param>
    /// <param name="To">Where it goes.</param>
    /// <param name="Currency">What is moved.</param>
    /// <param name="Amount">Units, above 0.</param>
    public sealed record MoveFunds(string From, string To, Currency Currency, decimal Amount) : Command
    {
        /// <summary>Whether the first balance may fall below 0: what it lacks is borrowed, and the debt is margined.</summary>
        public bool MayBorrow { get; init; }
    }

    /// <summary>Charges interest on what accounts owe of a currency; the house receives it.</summary>
    /// <param name="Currency">The currency owed.</param>
    /// <param name="Rate">Fraction of the debt, 0 or more.</param>
    public sealed record ChargeInterest(Currency Currency, decimal Rate) : Command;

    /// <summary>Puts an order on the book, if the account can bear it.</summary>
    /// <param name="Account">Whose it is.</param>
    /// <param name="OrderId">Its name, unique among the account's open orders.</param>
    /// <param name="Symbol">The instrument.</param>
    /// <param name="Quantity">Signed contracts: above 0 buys.</param>
    /// <param name="Price">Limit price in the unit of the mark price, above 0.</param>
    public sealed record PlaceOrder(string Account, string OrderId, InstrumentSymbol Symbol, decimal Quantity, decimal Price) : Command
    {
        /// <summary>Whether it may only bring the position nearer to nothing.</summary>
        public bool ReduceOnly { get; init; }

        /// <summary>Whether it may only rest: in a market in post-only mode all others are refused.</summary>
        public bool PostOnly { get; init; }
    }

    /// <summary>Changes an open order; judged as a new order in the place of the old.</summary>
    /// <param name="Account">Whose it is.</param>
    /// <param name="OrderId">Which.</param>
    /// <param name="Quantity">Signed contracts still open afterwards, on the same side.</param>
    /// <param name="Price">The new price.</param>
    public sealed record AmendOrder(string Account, string OrderId, decimal Quantity, decimal Price) : Command;

    /// <summary>Takes an order off the book. It always may.</summary>
    /// <param name="Account">Whose it is.</param>
    /// <param name="OrderId">Which.</param>
    public sealed record CancelOrder(string Account, string OrderId) : Command;

    /// <summary>Records a trade that the matching engine made. It happened: it is booked whatever the accounts have.</summary>
    /// <param name="Symbol">The instrument.</param>
    /// <param name="Quantity">Contracts, above 0.</param>
    /// <param name="Price">Price in the unit of the mark price, above 0.</param>
    /// <param name="Buyer">Who bought.</param>
    /// <param name="Seller">Who sold.</param>
    public sealed record Trade(InstrumentSymbol Symbol, decimal Quantity, decimal Price, TradeSide Buyer, TradeSide Seller) : Command;

    /// <summary>Pays the funding of a perpetual: longs pay shorts where the rate is above 0.</summary>
    /// <param name="Symbol">The perpetual.</param>
    /// <param name="Rate">Fraction of notional.</param>
    /// <param name="Price">Price at which notional is taken, above 0.</param>
    public sealed record PayFunding(InstrumentSymbol Symbol, decimal Rate, decimal Price) : Command;

    /// <summary>Closes every position of an instrument at one price and takes it off the list: expiry or delisting.</summary>
    /// <param name="Symbol">The instrument.</param>
    /// <param name="Price">Settlement price of the underlying for options and inverse contracts, else of the contract; above 0.</param>
    public sealed record Settle(InstrumentSymbol Symbol, decimal Price) : Command;

    /// <summary>Brings new prices, books, volatilities and other market data, as accepted at the edge.</summary>
    /// <param name="Update">What is new.</param>
    public sealed record UpdateMarket(MarketUpdate Update) : Command;

    /// <summary>Makes a parameter set the one that margins are computed under.</summary>
    /// <param name="Rulebook">The rules.</param>
    /// <param name="Reason">Why.</param>
    public sealed record AdoptParameters(Rulebook Rulebook, string Reason) : Command;

    /// <summary>Says that time has passed, for deadlines and for prices that grow old.</summary>
    public sealed record Wait : Command;
}

/// <summary>One side of a trade.</summary>
/// <param name="Account">Whose it is; <see cref="EngineState.House"/> for a counterparty outside.</param>
/// <param name="OrderId">The open order that was filled; null where there was none.</param>
/// <param name="Fee">Fee in the settlement currency; below 0 is a rebate.</param>
public sealed record TradeSide(string Account, string? OrderId, decimal Fee);

/// <summary>What is new in the market; whatever is absent stays as it was.</summary>
public sealed record MarketUpdate
{
    /// <summary>Index prices by (base, quote).</summary>
    public ImmutableArray<((Currency Base, Currency Quote) Pair, IndexPrice Price)> Indices { get; init; } = [];

    /// <summary>Marks and what else is known of listed instruments; each replaces what was known of its instrument.</summary>
    public ImmutableArray<InstrumentMarket> Instruments { get; init; } = [];

    /// <summary>Order books.</summary>
    public ImmutableArray<(InstrumentSymbol Symbol, OrderBook Book)> Books { get; init; } = [];

    /// <summary>Depth summaries.</summary>
    public ImmutableArray<(InstrumentSymbol Symbol, DepthSummary Depth)> Depths { get; init; } = [];

    /// <summary>Published volatilities.</summary>
    public ImmutableArray<(Currency Underlying, VolatilityState State)> Volatilities { get; init; } = [];

    /// <summary>Recorded prices, where they are replaced; null keeps those there are.</summary>
    public PriceHistory? History { get; init; }
}

/// <summary>What may be done in a market.</summary>
public enum MarketMode
{
    /// <summary>Everything.</summary>
    Open,

    /// <summary>Only orders that bring a position nearer to nothing.</summary>
    ReduceOnly,

    /// <summary>Only orders that rest.</summary>
    PostOnly,

    /// <summary>No new orders; what is there may be cancelled.</summary>
    Halted,

    /// <summary>Only orders that reduce; it will be settled and taken off the list.</summary>
    Delisting,
}
