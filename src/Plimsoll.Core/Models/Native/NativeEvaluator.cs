using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>The native model at one market.</summary>
internal sealed class NativeEvaluator : IMarginEvaluator, IScenarioMapper
{
    private readonly ModelVersion version;
    private readonly NativeMarket market;

    public NativeEvaluator(ModelVersion version, NativeMarket market) => (this.version, this.market) = (version, market);

    /// <summary>The name of the netting set that an isolated position is.</summary>
    public static string IsolatedName(InstrumentSymbol symbol) => $"isolated:{symbol}";

    /// <inheritdoc/>
    public ImmutableArray<MarginOutcome> Evaluate(ImmutableArray<AccountSnapshot> accounts, MarginDetail detail)
    {
        AccountSnapshot[] sets = [.. accounts.SelectMany(NettingSetsOf)];
        var asked = new Estimate[sets.Length];
        for (int i = 0; i < sets.Length; i++) asked[i] = EstimateOf(sets[i]);
        double[] surplus = OwnerSurplus(asked);
        return [.. asked.Select((estimate, i) => OutcomeOf(estimate, surplus[i], detail))];
    }

    /// <inheritdoc/>
    public ScenarioMap Map(AccountSnapshot account, Currency underlying)
    {
        NettingSet set = NettingSet.Of(account with { Isolated = [] }, market);
        if (set.Gaps.Count > 0) throw new InvalidInputException([.. set.Gaps.Select(gap => new Problem(account.Path.ToString(), gap.ToString()))]);
        UnderlyingBook book = Requirement.Of(market, set).Books.FirstOrDefault(entry => entry.Underlying == underlying)
            ?? throw new InvalidInputException([new Problem(account.Path.ToString(), $"the account holds nothing in {underlying}.")]);
        return ScenarioMaps.Of(market.Horizon(set.Hours), book);
    }

    private static IEnumerable<AccountSnapshot> NettingSetsOf(AccountSnapshot account)
    {
        yield return account with { Isolated = [] };
        foreach (IsolatedPosition isolated in account.Isolated)
            yield return new AccountSnapshot
            {
                Path = account.Path with { NettingSet = IsolatedName(isolated.Position.Symbol) },
                Collateral = [new Balance(isolated.Position.Symbol.Settle, isolated.Collateral)],
                Positions = [isolated.Position],
            };
    }

    /// <summary>The requirement of one netting set: at the market as it is, and where prices are old at the ends of what they may be.</summary>
    private Estimate EstimateOf(AccountSnapshot account)
    {
        NettingSet set = NettingSet.Of(account, market);
        if (set.Gaps.Count > 0) return new Estimate(set, [], []);
        (List<DataGap> gaps, List<(Currency Underlying, double Width)> stale) = StalePrices.Of(market, set);
        if (gaps.Count > 0)
        {
            set.Gaps.AddRange(gaps);
            return new Estimate(set, [], []);
        }

        if (stale.Count == 0) return new Estimate(set, [(market, Requirement.Of(market, set))], []);
        var ends = new List<(NativeMarket, Requirement)>();
        foreach (ImmutableArray<double> combination in StalePrices.Combinations(stale))
        {
            NativeMarket moved = market;
            for (int i = 0; i < stale.Count; i++)
                if (combination[i] != 1)
                    moved = moved.With(stale[i].Underlying, combination[i], OptionsOf(set));
            ends.Add((moved, Requirement.Of(moved, NettingSet.Of(account, moved))));
        }

        return new Estimate(set, ends, stale);
    }

    internal static IEnumerable<InstrumentSymbol> OptionsOf(NettingSet set) =>
        set.Account.Positions.Select(position => position.Symbol).Concat(set.Account.Orders.Select(order => order.Symbol)).Where(symbol => symbol.Kind == InstrumentKind.Option);

    private MarginOutcome OutcomeOf(Estimate estimate, double surplus, MarginDetail detail)
    {
        if (estimate.Set.Gaps.Count > 0) return new MarginOutcome.Unavailable(estimate.Set.Account.Path, [.. estimate.Set.Gaps]);
        bool tree = detail != MarginDetail.Totals;
        MarginStatement[] ends = [.. estimate.Ends.Select(end => new StatementBuilder(end.Market, version, end.Requirement, tree).Build(surplus, OptionsCapOf(end.Market, end.Requirement)))];
        MarginStatement statement = ends.MinBy(end => end.Excess.Amount)!;
        if (ends.Length > 1) statement = StalePrices.Bounded(statement, ends, estimate.Stale);
        if (detail == MarginDetail.Full && ends.Length == 1) statement = statement with { LiquidationLevels = LiquidationSearch.Of(this, market, estimate.Set) };
        if (detail == MarginDetail.Full) statement = LeaveOneOut(statement, estimate);
        return new MarginOutcome.Calculated(statement);
    }

    /// <summary>The statement of one netting set at another market, without its owner's surplus; totals only.</summary>
    internal MarginStatement StatementAt(NativeMarket moved, AccountSnapshot account)
    {
        Requirement requirement = Requirement.Of(moved, NettingSet.Of(account, moved));
        return new StatementBuilder(moved, version, requirement, false).Build(0, OptionsCapOf(moved, requirement));
    }

    private static MarginStatement LeaveOneOut(MarginStatement statement, Estimate estimate)
    {
        (NativeMarket at, Requirement full) = estimate.Ends[0];
        Money whole = Money.RequirementFromEstimate(full.InitialMargin, Currency.Usd);
        ImmutableArray<PositionContribution> positions =
        [
            .. statement.Positions.Select(position =>
            {
                AccountSnapshot without = full.Set.Account with { Positions = [.. full.Set.Account.Positions.Where(other => other.Symbol != position.Symbol)] };
                Requirement rest = Requirement.Of(at, NettingSet.Of(without, at));
                return position with { InitialMarginal = whole - Money.RequirementFromEstimate(rest.InitialMargin, Currency.Usd) };
            }),
        ];
        return statement with { Positions = positions };
    }

    /// <summary>Bought options cannot lose more than their value: the cap on a requirement, where it binds.</summary>
    private static OptionsCap? OptionsCapOf(NativeMarket at, Requirement requirement)
    {
        NettingSet set = requirement.Set;
        Money value = Money.Usd(set.BoughtOptionValue).RoundUp();
        if (value.Amount <= 0m || requirement.InitialMargin <= (double)value.Amount) return null;
        AccountSnapshot rest = set.Account with
        {
            Positions = [.. set.Account.Positions.Where(position => position.Symbol.Kind != InstrumentKind.Option || position.Quantity < 0m)],
        };
        Requirement others = Requirement.With(at, NettingSet.Of(rest, at), requirement.Horizon, requirement.Hedges);
        var cap = new OptionsCap(
            value,
            value + Money.RequirementFromEstimate(others.InitialMargin, Currency.Usd),
            value + Money.RequirementFromEstimate(others.InitialForMaintenance, Currency.Usd),
            value + Money.RequirementFromEstimate(others.MaintenanceMargin, Currency.Usd));
        return requirement.InitialMargin > (double)cap.Initial.Amount || requirement.MaintenanceMargin > (double)cap.Maintenance.Amount || requirement.InitialForMaintenance > (double)cap.InitialForMaintenance.Amount ? cap : null;
    }

    /// <summary>What the size of all an owner's netting sets together asks beyond their own charges, divided by notional.</summary>
    private double[] OwnerSurplus(Estimate[] sets)
    {
        var surplus = new double[sets.Length];
        foreach (IGrouping<(string, string), int> owner in Enumerable.Range(0, sets.Length).GroupBy(i => (sets[i].Set.Account.Path.Firm, sets[i].Set.Account.Path.Owner)))
        {
            int[] known = [.. owner.Where(i => sets[i].Ends.Count > 0)];
            if (known.Length < 2) continue;
            AccountSnapshot together = new()
            {
                Path = sets[known[0]].Set.Account.Path with { Account = "all", NettingSet = "all" },
                Collateral = [.. known.SelectMany(i => sets[i].Set.Account.Collateral)],
                Positions = [.. known.SelectMany(i => sets[i].Set.Account.Positions)],
            };
            NettingSet joint = NettingSet.Of(together, market);
            Requirement one = Requirement.With(market, joint, market.Horizon(joint.Hours), []);
            double Charges(Requirement requirement) => requirement.Exposures.Sum(exposure => exposure.Size + exposure.Cost);
            double own = known.Sum(i => Charges(sets[i].Ends[0].Requirement)), extra = Math.Max(0, Charges(one) - own);
            double notional = known.Sum(i => sets[i].Ends[0].Requirement.Exposures.Sum(exposure => exposure.Notional));
            if (extra <= 0 || notional <= 0) continue;
            foreach (int i in known) surplus[i] = extra * sets[i].Ends[0].Requirement.Exposures.Sum(exposure => exposure.Notional) / notional;
        }

        return surplus;
    }

    /// <summary>A netting set with its requirement at each end of what old prices may be; the market as it is comes first.</summary>
    private sealed record Estimate(NettingSet Set, IReadOnlyList<(NativeMarket Market, Requirement Requirement)> Ends, IReadOnlyList<(Currency Underlying, double Width)> Stale);
}
