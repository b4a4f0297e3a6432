namespace Plimsoll.Models.Blocks;

/// <summary>Which way implied volatility goes in a scenario, in the order in which venues list the three.</summary>
internal enum VolatilityMove
{
    /// <summary>Shocked up.</summary>
    Up,

    /// <summary>As it is.</summary>
    Same,

    /// <summary>Shocked down.</summary>
    Down,
}
