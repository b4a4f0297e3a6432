using System.Collections.Immutable;

namespace Plimsoll.Models.Hyperliquid;

/// <summary>A cross account: USD, less what was paid for its positions, and the positions.</summary>
/// <param name="RawUsd">USD left after paying for longs and being paid for shorts.</param>
/// <param name="Positions">The positions.</param>
internal sealed record HyperliquidAccount(decimal RawUsd, ImmutableArray<HyperliquidPosition> Positions)
{
    /// <summary>What the account is worth: USD and signed values.</summary>
    public decimal Value => RawUsd + Positions.Sum(position => position.SignedValue);

    /// <summary>Values without their signs.</summary>
    public decimal Notional => Positions.Sum(position => position.Value);

    /// <summary>Initial margin of all positions.</summary>
    public decimal MarginUsed => Positions.Sum(position => position.MarginUsed);

    /// <summary>What may be taken out: value less margin used, not below 0.</summary>
    public decimal Withdrawable => Math.Max(0m, Value - MarginUsed);
}
