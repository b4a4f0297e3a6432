using System.Numerics;

namespace Plimsoll.Models.Dydx;

/// <summary>A position in one perpetual.</summary>
/// <param name="PerpetualId">The perpetual.</param>
/// <param name="Quantums">Signed base quantums.</param>
/// <param name="FundingIndex">The perpetual's funding index up to which funding is paid.</param>
internal readonly record struct DydxPosition(int PerpetualId, BigInteger Quantums, BigInteger FundingIndex)
{
    /// <summary>Initial fraction of the leverage that the account has chosen here, parts per million; 0 for none.</summary>
    public BigInteger CustomPpm { get; init; }
}
