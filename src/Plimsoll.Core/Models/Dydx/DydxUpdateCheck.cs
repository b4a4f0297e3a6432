using System.Collections.Immutable;
using System.Numerics;

namespace Plimsoll.Models.Dydx;

/// <summary>Whether updates of subaccounts may happen: each is judged by itself, all at the same prices and, for a match, at the open interest after it.</summary>
/// <param name="accounts">Subaccounts by name; one that is not there is empty.</param>
/// <param name="perpetuals">Perpetuals by number.</param>
/// <param name="withdrawalsBlocked">Whether withdrawals and transfers are stopped at present.</param>
internal sealed class DydxUpdateCheck(IReadOnlyDictionary<string, DydxSubaccount> accounts, IReadOnlyDictionary<int, DydxPerpetual> perpetuals, bool withdrawalsBlocked)
{
    /// <summary>One result an update, in their order.</summary>
    /// <exception cref="ArgumentException">A match is not two opposite and equal changes of one perpetual.</exception>
    public ImmutableArray<DydxUpdateResult> Results(ImmutableArray<DydxUpdate> updates, DydxUpdateType type)
    {
        ImmutableArray<DydxUpdateResult> isolation = [.. updates.Select(Isolation)];
        if (isolation.Any(result => result != DydxUpdateResult.Success)) return isolation;
        if (withdrawalsBlocked && type is DydxUpdateType.Withdrawal or DydxUpdateType.Transfer)
            return [.. updates.Select(_ => DydxUpdateResult.WithdrawalsAndTransfersBlocked)];

        IReadOnlyDictionary<int, DydxPerpetual> traded = type == DydxUpdateType.Match ? AfterMatch(updates) : perpetuals;
        return [.. updates.Select(update => Result(update, traded))];
    }

    private DydxUpdateResult Result(DydxUpdate update, IReadOnlyDictionary<int, DydxPerpetual> traded)
    {
        DydxSubaccount before = Settled(update.Account);
        DydxRisk after = before.Updated(update, traded).Risk(traded);
        return after.IsInitialCollateralized ? DydxUpdateResult.Success : DydxRisk.Transition(before.Risk(perpetuals), after);
    }

    // An isolated perpetual shares a subaccount with no other, neither by what is held nor by what one update brings.
    private DydxUpdateResult Isolation(DydxUpdate update)
    {
        if (update.Positions.IsEmpty) return DydxUpdateResult.Success;
        DydxSubaccount account = accounts.GetValueOrDefault(update.Account, DydxSubaccount.Empty);
        int[] updated = [.. update.Positions.Select(position => position.PerpetualId)], held = [.. account.Positions.Select(position => position.PerpetualId)];
        if (updated.Concat(held).Any(id => !perpetuals.ContainsKey(id))) return DydxUpdateResult.UpdateCausedError;

        int? isolatedUpdate = First(updated), isolatedHeld = First(held);
        bool violated = (isolatedHeld is not null && isolatedUpdate is null)
            || (isolatedHeld is null && held.Length > 0 && isolatedUpdate is not null)
            || (isolatedUpdate is not null && updated.Length > 1)
            || (isolatedHeld is not null && isolatedUpdate is not null && isolatedHeld != isolatedUpdate);
        return violated ? DydxUpdateResult.ViolatesIsolatedSubaccountConstraints : DydxUpdateResult.Success;

        int? First(int[] ids)
        {
            foreach (int id in ids)
                if (perpetuals[id].IsIsolated)
                    return id;
            return null;
        }
    }

    // Open interest is what is held long; a match changes it once, by what both sides together hold more of it.
    private Dictionary<int, DydxPerpetual> AfterMatch(ImmutableArray<DydxUpdate> updates)
    {
        if (updates.Length != 2 || updates.Any(update => update.Positions.Length != 1)
            || updates[0].Positions[0].PerpetualId != updates[1].Positions[0].PerpetualId
            || updates[0].Positions[0].Quantums != -updates[1].Positions[0].Quantums)
            throw new ArgumentException("A match is two updates of one perpetual with opposite and equal sizes.", nameof(updates));

        int id = updates[0].Positions[0].PerpetualId;
        BigInteger change = BigInteger.Zero;
        foreach (DydxUpdate update in updates)
        {
            BigInteger before = Settled(update.Account).SizeOf(id);
            change += BigInteger.Max(before + update.Positions[0].Quantums, 0) - BigInteger.Max(before, 0);
        }

        var traded = perpetuals.ToDictionary();
        traded[id] = traded[id] with { OpenInterest = traded[id].OpenInterest + change };
        return traded;
    }

    private DydxSubaccount Settled(string account) => accounts.GetValueOrDefault(account, DydxSubaccount.Empty).Settled(perpetuals);
}
