using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>A token position after the worse side of its orders.</summary>
/// <param name="Amount">Signed amount.</param>
/// <param name="Orders">What the filled orders bring (above 0) or cost, quote.</param>
/// <param name="Value">Signed value of the amount, quote.</param>
/// <param name="Weighted">The value with its weight.</param>
internal readonly record struct DriftSpotFill(BigInteger Amount, BigInteger Orders, BigInteger Value, BigInteger Weighted)
{
    /// <summary>What it adds to free collateral, quote.</summary>
    public BigInteger FreeCollateral => Weighted + Orders;
}
