namespace Plimsoll.Models;

/// <summary>What a line of a requirement is for.</summary>
public enum MarginComponent
{
    /// <summary>Loss from prices, volatilities and bases moving before a close-out.</summary>
    MarketRisk,

    /// <summary>Market risk of one group of underlyings that offset each other.</summary>
    Group,

    /// <summary>Market risk added because correlations may break.</summary>
    CorrelationBreak,

    /// <summary>A position's or order's share of its line.</summary>
    Position,

    /// <summary>One underlying's share of its line.</summary>
    Underlying,

    /// <summary>Charge for a position that is large against the liquidity that would absorb it.</summary>
    Size,

    /// <summary>Spread and impact of closing out.</summary>
    LiquidationCost,

    /// <summary>Size judged over a whole sector.</summary>
    SectorConcentration,

    /// <summary>Size judged over all accounts of one owner.</summary>
    OwnerConcentration,

    /// <summary>Charge that grows as open interest nears its cap.</summary>
    OpenInterest,

    /// <summary>Least requirement by notional, short options and expiries.</summary>
    Minimum,

    /// <summary>Add-on while the model's monitoring is amber.</summary>
    ModelUncertainty,

    /// <summary>What the published regime of an underlying adds to its requirement.</summary>
    Regime,

    /// <summary>What the risk class of the account adds to initial margin.</summary>
    AccountRisk,

    /// <summary>Collateral that falls when the positions lose.</summary>
    WrongWay,

    /// <summary>Bought options cannot lose more than their value.</summary>
    BoughtOptionsCap,

    /// <summary>Maintenance margin is at most initial margin divided by the stated ratio.</summary>
    MaintenanceCap,

    /// <summary>Rate on notional of a rulebook with fixed rates.</summary>
    FixedRate,

    /// <summary>All that is margined in one settlement currency.</summary>
    Currency,

    /// <summary>Margin of a future or perpetual by the size of the position.</summary>
    PositionMargin,

    /// <summary>Margin of options by a rule on strike, underlying and mark.</summary>
    OptionMargin,

    /// <summary>Worst loss over a set of scenarios of price and volatility.</summary>
    ScenarioRisk,

    /// <summary>Loss where time passes and nothing else moves.</summary>
    TimeDecay,

    /// <summary>Moves of volatility that the scenarios do not hold.</summary>
    VolatilityRisk,

    /// <summary>Moves between expiries of one underlying.</summary>
    BasisRisk,

    /// <summary>Moves of interest rates.</summary>
    RateRisk,

    /// <summary>Half or all of a loss in an extreme move.</summary>
    ExtremeMove,

    /// <summary>Charge on deltas of each expiry for rolling them.</summary>
    RollShock,

    /// <summary>Charge on a large net delta.</summary>
    DeltaShock,

    /// <summary>Charge on exposure that the scenarios do not see: naked options, perpetuals, collateral, confidence of the oracle.</summary>
    Contingency,

    /// <summary>Open orders beyond what positions need.</summary>
    OpenOrders,

    /// <summary>Limits of a market maker's protection, as if filled.</summary>
    MarketMakerProtection,

    /// <summary>Charge between delivery months of one commodity.</summary>
    InterMonthSpread,

    /// <summary>Credit between commodities that offset each other; below 0.</summary>
    InterCommodityCredit,

    /// <summary>Value of the options, as SPAN takes it off the requirement.</summary>
    NetOptionValue,

    /// <summary>Debts in coin or cash.</summary>
    Borrowing,

    /// <summary>Hedges between stable-coins that may lose their pegs.</summary>
    StablecoinDepeg,

    /// <summary>Part of the collateral that counts at maintenance and not for new positions.</summary>
    InitialHaircut,

    /// <summary>Fees to close, or provisions for fees.</summary>
    Fees,

    /// <summary>Provision for funding.</summary>
    Funding,

    /// <summary>Price impact of closing against a pool.</summary>
    PriceImpact,

    /// <summary>What rounding the total adds or takes off, where a venue rounds it.</summary>
    Rounding,
}
