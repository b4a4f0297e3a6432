using System.Numerics;

namespace Plimsoll.Models.Dydx;

/// <summary>What a position or a whole subaccount is worth and what it must have, in quote quantums (1e-6 USDC); the risks of positions add up to that of the subaccount.</summary>
/// <param name="NetCollateral">Cash and signed notional.</param>
/// <param name="Initial">Initial margin requirement.</param>
/// <param name="Maintenance">Maintenance margin requirement.</param>
internal readonly record struct DydxRisk(BigInteger NetCollateral, BigInteger Initial, BigInteger Maintenance)
{
    /// <summary>Whether the initial margin requirement is met.</summary>
    public bool IsInitialCollateralized => NetCollateral >= Initial;

    /// <summary>Whether the subaccount may be liquidated: there is a maintenance requirement, and net collateral is below it.</summary>
    public bool IsLiquidatable => Maintenance.Sign > 0 && Maintenance > NetCollateral;

    public static DydxRisk operator +(DydxRisk a, DydxRisk b) => new(a.NetCollateral + b.NetCollateral, a.Initial + b.Initial, a.Maintenance + b.Maintenance);

    /// <summary>Orders by net collateral per maintenance requirement, without dividing: 1 when <paramref name="a"/> is the riskier, -1 when it is the safer.</summary>
    /// <remarks>A tie goes to the greater requirement, and between two without any to the smaller net collateral.</remarks>
    public static int Compare(DydxRisk a, DydxRisk b)
    {
        int byRatio = (b.NetCollateral * a.Maintenance).CompareTo(a.NetCollateral * b.Maintenance);
        if (byRatio != 0) return byRatio;
        return a.Maintenance.IsZero && b.Maintenance.IsZero ? b.NetCollateral.CompareTo(a.NetCollateral) : a.Maintenance.CompareTo(b.Maintenance);
    }

    /// <summary>Whether a subaccount that is below its initial requirement after an update may take it nevertheless, as the update leaves it no riskier.</summary>
    /// <param name="before">The subaccount before the update.</param>
    /// <param name="after">The subaccount after the update, below its initial requirement.</param>
    public static DydxUpdateResult Transition(DydxRisk before, DydxRisk after)
    {
        DydxUpdateResult refused = before.IsInitialCollateralized ? DydxUpdateResult.NewlyUndercollateralized : DydxUpdateResult.StillUndercollateralized;
        if (after.Maintenance > before.Maintenance) return refused;
        if (after.Maintenance.IsZero || before.Maintenance.IsZero)
            return after.Maintenance.IsZero && before.Maintenance.IsZero && after.NetCollateral > before.NetCollateral ? DydxUpdateResult.Success : refused;
        return after.NetCollateral * before.Maintenance < before.NetCollateral * after.Maintenance ? refused : DydxUpdateResult.Success;
    }
}
