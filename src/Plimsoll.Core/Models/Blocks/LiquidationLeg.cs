namespace Plimsoll.Models.Blocks;

/// <summary>A position in one contract, as the solver of its liquidation price sees it. A venue in hedge mode has two of one symbol.</summary>
/// <param name="IsLong">Whether it is bought.</param>
/// <param name="Size">Coins of a linear contract, units of quote of an inverse one; above 0.</param>
/// <param name="Entry">Average entry price, above 0.</param>
/// <param name="Tiers">Maintenance rates by the position's value in its settlement currency.</param>
internal readonly record struct LiquidationLeg(bool IsLong, decimal Size, decimal Entry, TierTable Tiers)
{
    /// <summary>What closing costs as a fraction of value, where the venue adds it to the maintenance margin; 0 where it does not.</summary>
    public decimal ClosingFee { get; init; }

    /// <summary>A leg whose rate and deduction are known already: those of the tier that the venue has put it in.</summary>
    public static LiquidationLeg InTier(bool isLong, decimal size, decimal entry, decimal rate) => new(isLong, size, entry, TierTable.Flat(rate, 1m));
}
