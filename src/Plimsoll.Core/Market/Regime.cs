namespace Plimsoll.Market;

/// <summary>How a market is doing, in order.</summary>
public enum Regime
{
    /// <summary>As usual.</summary>
    Calm = 0,

    /// <summary>More restless than usual.</summary>
    Elevated = 1,

    /// <summary>Losses and costs of a close-out well above the usual.</summary>
    Stressed = 2,

    /// <summary>Moves or a lack of liquidity as seen a few times in a decade.</summary>
    Crisis = 3,
}
