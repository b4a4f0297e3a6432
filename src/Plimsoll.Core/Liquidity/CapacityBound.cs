namespace Plimsoll.Liquidity;

/// <summary>What a capacity rests on.</summary>
public enum CapacityBound
{
    /// <summary>The floor of the liquidity class: both estimates are missing, or lie below it.</summary>
    ClassFloor = 0,

    /// <summary>The share of the stressed daily volume over the margin period.</summary>
    Volume = 1,

    /// <summary>The visible depth, refilled over the margin period.</summary>
    Depth = 2,
}
