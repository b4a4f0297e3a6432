using System.Collections.Immutable;
using System.Numerics;

namespace Plimsoll.Models.Dydx;

/// <summary>A change of one subaccount: USDC and any number of positions.</summary>
/// <param name="Account">Which subaccount.</param>
/// <param name="Usdc">Signed quote quantums.</param>
/// <param name="Positions">Signed base quantums by perpetual; the same perpetual may come twice.</param>
internal sealed record DydxUpdate(string Account, BigInteger Usdc, ImmutableArray<(int PerpetualId, BigInteger Quantums)> Positions);
