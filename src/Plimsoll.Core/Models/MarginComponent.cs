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

    /// <summary>Collateral that falls when the positions lose.</summary>
    WrongWay,

    /// <summary>Bought options cannot lose more than their value.</summary>
    BoughtOptionsCap,

    /// <summary>Maintenance margin is at most initial margin divided by the stated ratio.</summary>
    MaintenanceCap,

    /// <summary>Rate on notional of a rulebook with fixed rates.</summary>
    FixedRate,
}
