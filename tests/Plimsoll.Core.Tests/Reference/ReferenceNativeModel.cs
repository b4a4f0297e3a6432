using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>The native margin model as its page in docs/models states it, one plain loop after the other; slow, and written without looking at the fast one.</summary>
internal static class ReferenceNativeModel
{
    /// <summary>One result a netting set, in the order of the accounts: each cross netting set followed by its isolated ones.</summary>
    public static ImmutableArray<ReferenceResult> Evaluate(NativeParameters parameters, MarketSnapshot market, ImmutableArray<AccountSnapshot> accounts, Func<Currency, VolatilitySurface?> surfaces)
    {
        var contexts = new Dictionary<double, ReferenceContext>();
        ReferenceContext ContextOf(double hours)
        {
            if (!contexts.TryGetValue(hours, out ReferenceContext? context)) contexts[hours] = context = new ReferenceContext(parameters, market, surfaces, hours);
            return context;
        }

        List<ReferenceNettingSet> sets = [];
        foreach (AccountSnapshot account in accounts)
        {
            AccountSnapshot canonical = account.Canonical(symbol => market.Instruments.TryGetValue(symbol, out InstrumentMarket? of) ? of.Instrument.ContractSize : 1m);
            foreach (AccountSnapshot one in Apart(canonical)) sets.Add(new ReferenceNettingSet(ContextOf(HoursOf(parameters, one)), one));
        }

        return [.. sets.Select(set => set.Gaps.Length > 0 ? new ReferenceResult { Path = set.Path, Gaps = set.Gaps } : WithOwner(set, sets, ContextOf))];
    }

    // The cross netting set, then each isolated position with the collateral assigned to it.
    private static IEnumerable<AccountSnapshot> Apart(AccountSnapshot account)
    {
        yield return account with { Isolated = [] };
        foreach (IsolatedPosition isolated in account.Isolated)
            yield return new AccountSnapshot
            {
                Path = account.Path with { NettingSet = isolated.Position.Symbol.ToString() },
                RiskClass = account.RiskClass,
                Collateral = isolated.Collateral == 0m ? [] : [new Balance(isolated.Position.Symbol.Settle, isolated.Collateral)],
                Positions = isolated.Position.Quantity == 0m ? [] : [isolated.Position],
            };
    }

    private static double HoursOf(NativeParameters parameters, AccountSnapshot account)
    {
        bool listed = parameters.MarketRisk.ShortNettingSets.Contains(account.Path.NettingSet);
        bool allowed = account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol))
            .All(symbol => symbol.Kind != InstrumentKind.Option && parameters.ClassOf(symbol.Base).AutomaticLiquidation == true);
        return listed && allowed ? parameters.MarketRisk.ShortHours : parameters.MarketRisk.Hours;
    }

    private static ReferenceResult WithOwner(ReferenceNettingSet set, List<ReferenceNettingSet> sets, Func<double, ReferenceContext> contextOf)
    {
        List<ReferenceNettingSet> family = [.. sets.Where(other => other.Gaps.Length == 0 && other.Path.Firm == set.Path.Firm && other.Path.Owner == set.Path.Owner)];
        if (family.Count == 1) return set.Evaluate(set.Chosen);
        double owner = OwnerShare(set, family, contextOf, withoutBought: false);
        double ownerWithoutBought = OwnerShare(set, family, contextOf, withoutBought: true);
        return set.WithOwner(owner, ownerWithoutBought);
    }

    // This set's share of what all of the owner's sets need as one book beyond what each needs alone; optionally without this set's bought options.
    private static double OwnerShare(ReferenceNettingSet set, List<ReferenceNettingSet> family, Func<double, ReferenceContext> contextOf, bool withoutBought)
    {
        double own = 0, exposure = 0, itsExposure = 0;
        var joint = new Dictionary<(string, bool), ReferenceItem>();
        double hours = 0;
        foreach (ReferenceNettingSet member in family)
        {
            ReferenceBook book = member.Book(member.Chosen).WithoutOrders;
            if (withoutBought && member == set) book = book.WithoutBoughtOptions;
            if (book.Items.Count == 0) continue;
            hours = Math.Max(hours, member.Context.Hours);
            foreach (ReferenceUnderlying u in new ReferenceCharges(member.Context).Underlyings(book).Values)
            {
                own += u.Size + u.Cost;
                exposure += u.Exposure;
                if (member == set) itsExposure += u.Exposure;
            }

            foreach (ReferenceItem item in book.Items)
            {
                (string, bool) key = (item.Instrument?.Symbol.ToString() ?? item.Underlying.Code, item.FromCollateral);
                joint[key] = joint.TryGetValue(key, out ReferenceItem? before) ? before with { Quantity = before.Quantity + item.Quantity } : item;
            }
        }

        if (exposure <= 0) return 0;
        var combined = new ReferenceBook([.. joint.Values], []);
        double together = new ReferenceCharges(contextOf(hours)).Underlyings(combined).Values.Sum(u => u.Size + u.Cost);
        return Math.Max(0, together - own) * itsExposure / exposure;
    }
}
