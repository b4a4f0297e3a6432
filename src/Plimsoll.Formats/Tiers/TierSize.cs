namespace Plimsoll.Formats;

/// <summary>What the sizes of a table count.</summary>
public enum TierSize
{
    /// <summary>Value of the position in its settlement currency: notional of linear contracts, coins of inverse ones.</summary>
    Value,

    /// <summary>Contracts of the venue, whose size the market states.</summary>
    Contracts,
}
