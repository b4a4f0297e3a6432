using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Makes account snapshots of the entries of a file: merges sub-accounts, and refuses what contradicts itself or the market.</summary>
internal static class AccountAssembly
{
    /// <summary>One snapshot for each account and netting set, in the order of their first entries.</summary>
    public static ImmutableArray<AccountSnapshot> Build(IReadOnlyList<AccountDraft> drafts, MarketSnapshot? market, ProblemList problems)
    {
        var owners = Agreed(drafts, "owner", draft => draft.Owner, problems);
        var firms = Agreed(drafts, "firm", draft => draft.Firm, problems);
        var classes = Agreed(drafts, "riskClass", draft => draft.RiskClass, problems);
        var snapshots = ImmutableArray.CreateBuilder<AccountSnapshot>();
        foreach (IGrouping<(string Account, string NettingSet), AccountDraft> group in drafts.GroupBy(draft => (draft.Account, draft.NettingSet)))
        {
            RefuseRepeated(group, problems);
            PositionDraft[] positions = [.. group.SelectMany(draft => draft.Positions)];
            RefuseTwoMarginModes(positions, problems);
            if (market is not null)
            {
                foreach (PositionDraft position in positions) Check(position.Symbol, position.At, position.ContractSize, market, problems);
                foreach ((Place at, Order order) in group.SelectMany(draft => draft.Orders)) Check(order.Symbol, at, null, market, problems);
            }

            snapshots.Add(new AccountSnapshot
            {
                Path = new AccountPath(firms.GetValueOrDefault(group.Key.Account, ""),
                owners.GetValueOrDefault(group.Key.Account, group.Key.Account), group.Key.Account, group.Key.NettingSet),
                RiskClass = classes.GetValueOrDefault(group.Key.Account),
                Collateral = [.. group.SelectMany(draft => draft.Collateral).GroupBy(balance => balance.Currency).Select(Sum)],
                Positions = [.. positions.Where(position => position.Collateral is null).Select(position => position.Position)],
                Isolated = [.. positions.Where(position => position.Collateral is not null)
                .Select(position => new IsolatedPosition(position.Position, position.Collateral!.Value))],
                Orders = [.. group.SelectMany(draft => draft.Orders).Select(order => order.Order)],
            });
        }

        return snapshots.DrainToImmutable();
    }

    private static Balance Sum(IGrouping<Currency, Balance> balances) => new(balances.Key, balances.Sum(balance => balance.Amount));

    private static Dictionary<string, string> Agreed(IReadOnlyList<AccountDraft> drafts, string field, Func<AccountDraft, string?> value,
        ProblemList problems)
    {
        var agreed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (AccountDraft draft in drafts)
        {
            if (value(draft) is not { } given || agreed.TryAdd(draft.Account, given) || agreed[draft.Account] == given) continue;
            problems.Add(draft.At,
                $"account '{draft.Account}' has the {field} '{given}' here and '{agreed[draft.Account]}' before; an account has one {field}.");
        }

        return agreed;
    }

    private static void RefuseRepeated(IGrouping<(string Account, string NettingSet), AccountDraft> group, ProblemList problems)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (AccountDraft draft in group)
        {
            if (first.TryAdd(draft.SubAccount ?? "", draft.At.Line)) continue;
            problems.Add(draft.At, draft.SubAccount is { } name
                ? $"sub-account '{name}' of account '{draft.Account}' stands here a second time (first on line {first[name]}); merge the two entries."
                : $"account '{draft.Account}' with netting set '{draft.NettingSet}' stands here a second time (first on line {first[""]}); merge the two entries, or give each a \"subAccount\" or a \"nettingSet\" of its own.");
        }
    }

    // Where a symbol is margined both ways, no venue rule says which of the two an order or a liquidation means.
    private static void RefuseTwoMarginModes(PositionDraft[] positions, ProblemList problems)
    {
        foreach (IGrouping<InstrumentSymbol, PositionDraft> same in positions.GroupBy(position => position.Symbol))
        {
            PositionDraft? cross = same.FirstOrDefault(position => position.Collateral is null);
            var sides = new Dictionary<int, int>();
            foreach (PositionDraft isolated in same.Where(position => position.Collateral is not null))
            {
                if (cross is not null)
                    problems.Add(isolated.At,
                        $"{same.Key} is isolated here and cross on line {cross.At.Line}; a symbol is margined one way in a netting set: make both the same, or give one another \"nettingSet\".");
                else if (!sides.TryAdd(Math.Sign(isolated.Position.Quantity), isolated.At.Line))
                    problems.Add(isolated.At,
                        $"{same.Key} is isolated a second time on the same side (first on line {sides[Math.Sign(isolated.Position.Quantity)]}); merge the two positions and their collateral.");
            }
        }
    }

    private static void Check(InstrumentSymbol symbol, Place at, decimal? contractSize, MarketSnapshot market, ProblemList problems)
    {
        InstrumentMarket? listed = market.Instruments.GetValueOrDefault(symbol);
        Timestamp? expiry = listed?.Instrument.Expiry ?? symbol.Expiry;
        if (expiry <= market.ValuationTime)
            problems.Add(at, $"{symbol} expired at {expiry}, and the market is valued at {market.ValuationTime}; remove it and put what it paid into \"collateral\", or value an earlier time.");
        if (listed is not null && contractSize is { } size && size != listed.Instrument.ContractSize)
            problems.Add(at, $"{symbol} has contractSize {CanonicalWriter.Text(size)} here and {CanonicalWriter.Text(listed.Instrument.ContractSize)} in the market; correct the \"contractSize\" of the one that is wrong.");
    }
}
