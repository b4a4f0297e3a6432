namespace Plimsoll.Models.Derive;

/// <summary>What a scenario does to the volatilities of an expiry.</summary>
public enum VolShockDirection
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>All rise by the range scaled to the expiry, to at least the least volatility.</summary>
    Up,

    /// <summary>All fall by the range scaled to the expiry, not below 0.</summary>
    Down,

    /// <summary>High strikes rise and low strikes fall, in proportion to ln(strike / forward) up to a cap. The change counts as a loss whichever way it goes.</summary>
    Linear,

    /// <summary>Both wings rise, in proportion to |ln(strike / forward)| up to a cap. The change counts as a loss whichever way it goes.</summary>
    Abs,
}
