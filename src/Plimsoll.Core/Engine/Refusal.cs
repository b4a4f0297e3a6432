namespace Plimsoll.Engine;

/// <summary>Why a command is refused, in order of precedence: of several the first is given. Numbers are never reused.</summary>
public enum Refusal
{
    /// <summary>The command has no id, or one longer than 64 characters.</summary>
    MalformedId = 1,

    /// <summary>A command with this id was taken before; the answer of then stands.</summary>
    IdUsedBefore = 2,

    /// <summary>Its time lies before that of the last command.</summary>
    OutOfTime = 3,

    /// <summary>An invariant broke in what it touches; that scope is halted until a person looks.</summary>
    ScopeHalted = 4,

    /// <summary>The kill switch is on.</summary>
    Stopped = 5,

    /// <summary>A number is out of range: an amount or price not above 0, a quantity of 0, too many digits.</summary>
    NumberOutOfRange = 10,

    /// <summary>There is no such account.</summary>
    UnknownAccount = 11,

    /// <summary>The house's own account cannot do this.</summary>
    NotForTheHouse = 12,

    /// <summary>Both sides of a trade are the same account.</summary>
    TradeWithItself = 13,

    /// <summary>The instrument is not listed.</summary>
    UnknownInstrument = 14,

    /// <summary>The instrument is listed already.</summary>
    InstrumentExists = 15,

    /// <summary>There is no such open order.</summary>
    UnknownOrder = 16,

    /// <summary>The account has an open order of this name.</summary>
    OrderExists = 17,

    /// <summary>A fill is larger than what is open of the order, on the wrong side of it, or of another instrument.</summary>
    FillBeyondOrder = 18,

    /// <summary>An amended order stays on its side.</summary>
    SideChanged = 19,

    /// <summary>The deposit was reported with another account, currency or amount.</summary>
    DepositContradicts = 20,

    /// <summary>Funding is for perpetuals.</summary>
    NotPerpetual = 21,

    /// <summary>At this price and contract size the trade is worth too little or too much for the ledger.</summary>
    ValueOutOfRange = 22,

    /// <summary>There is an account of this name already.</summary>
    AccountExists = 23,

    /// <summary>The market lets no new order in.</summary>
    MarketHalted = 30,

    /// <summary>The market takes orders that reduce only.</summary>
    MarketReduceOnly = 31,

    /// <summary>The market takes resting orders only.</summary>
    MarketPostOnly = 32,

    /// <summary>A reduce-only order would open or turn the position.</summary>
    WouldNotReduce = 33,

    /// <summary>The owner's position with all orders would pass its limit.</summary>
    PositionLimit = 34,

    /// <summary>The balance does not hold that much of the currency.</summary>
    BalanceTooSmall = 35,

    /// <summary>No parameter set is in force yet.</summary>
    NoParameters = 40,

    /// <summary>The requirement cannot be computed, as data is missing.</summary>
    DataMissing = 41,

    /// <summary>Equity would not cover the initial margin.</summary>
    InitialMarginNotCovered = 42,

    /// <summary>More than may leave the account.</summary>
    NotWithdrawable = 43,

    /// <summary>The rulebook's parameters contradict each other, or no model reads them.</summary>
    BadParameters = 50,

    /// <summary>A set of parameters of this name and version, with other content, was in force before.</summary>
    ParametersRewritten = 51,

    /// <summary>The market update names an instrument that is not listed, or brings a price that is not above 0.</summary>
    BadMarketData = 52,
}
