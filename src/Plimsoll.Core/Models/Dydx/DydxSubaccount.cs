using System.Collections.Immutable;
using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Dydx;

/// <summary>A subaccount: USDC, which may be owed, and positions.</summary>
/// <param name="Usdc">Signed quote quantums.</param>
/// <param name="Positions">One entry a perpetual.</param>
internal sealed record DydxSubaccount(BigInteger Usdc, ImmutableArray<DydxPosition> Positions)
{
    /// <summary>A subaccount that nobody has paid into.</summary>
    public static DydxSubaccount Empty { get; } = new(BigInteger.Zero, []);

    /// <summary>The subaccount with funding paid up to now; what is owed for all positions together is rounded against it.</summary>
    public DydxSubaccount Settled(IReadOnlyDictionary<int, DydxPerpetual> perpetuals)
    {
        BigInteger owedPpm = BigInteger.Zero;
        var positions = ImmutableArray.CreateBuilder<DydxPosition>(Positions.Length);
        foreach (DydxPosition position in Positions)
        {
            BigInteger now = perpetuals[position.PerpetualId].FundingIndex;
            owedPpm += (position.FundingIndex - now) * position.Quantums;
            positions.Add(position with { FundingIndex = now });
        }

        return new(Usdc + IntegerMath.FloorDivide(owedPpm, DydxTier.Million), positions.MoveToImmutable());
    }

    /// <summary>The subaccount after an update; positions that end at zero are gone.</summary>
    public DydxSubaccount Updated(DydxUpdate update, IReadOnlyDictionary<int, DydxPerpetual> perpetuals)
    {
        var positions = new SortedDictionary<int, DydxPosition>();
        foreach (DydxPosition position in Positions) positions[position.PerpetualId] = position;
        foreach ((int id, BigInteger quantums) in update.Positions)
        {
            DydxPosition held = positions.TryGetValue(id, out DydxPosition before) ? before : new(id, BigInteger.Zero, perpetuals[id].FundingIndex);
            positions[id] = held with { Quantums = held.Quantums + quantums };
        }

        return new(Usdc + update.Usdc, [.. positions.Values.Where(position => !position.Quantums.IsZero)]);
    }

    /// <summary>The size held of a perpetual, signed base quantums.</summary>
    public BigInteger SizeOf(int perpetualId)
    {
        foreach (DydxPosition position in Positions)
            if (position.PerpetualId == perpetualId)
                return position.Quantums;
        return BigInteger.Zero;
    }

    /// <summary>The risk of the whole subaccount, funding being settled.</summary>
    public DydxRisk Risk(IReadOnlyDictionary<int, DydxPerpetual> perpetuals)
    {
        DydxRisk total = new(Usdc, BigInteger.Zero, BigInteger.Zero);
        foreach (DydxPosition position in Positions) total += perpetuals[position.PerpetualId].Risk(position.Quantums, position.CustomPpm);
        return total;
    }
}
