using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>The native model at one market.</summary>
internal sealed class NativeEvaluator : IMarginEvaluator, IScenarioMapper, ICoreForecaster
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
        var outcomes = new MarginOutcome[sets.Length];
        // Owner by owner, so that the scenarios of one owner's books can go before those of the next come.
        foreach (int[] owned in Owners(sets))
        {
            Estimate[] asked = [.. owned.Select(i => EstimateOf(sets[i]))];
            double[] surplus = OwnerSurplus(asked);
            for (int i = 0; i < owned.Length; i++) outcomes[owned[i]] = OutcomeOf(asked, i, surplus[i], detail);
        }

        return [.. outcomes];
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

    /// <inheritdoc/>
    public CoreForecast? Forecast(AccountSnapshot account)
    {
        NettingSet set = NettingSet.Of(account with { Isolated = [], Orders = [] }, market);
        return set.Gaps.Count > 0 ? null : Requirement.ForecastOf(market, set);
    }

    /// <summary>The estimates behind the statements, before rounding: each cross netting set followed by its isolated ones. Null where something is missing.</summary>
    internal ImmutableArray<(Requirement? Requirement, double OwnerSurplus, OptionsCap? Cap)> Estimates(ImmutableArray<AccountSnapshot> accounts)
    {
        AccountSnapshot[] sets = [.. accounts.SelectMany(NettingSetsOf)];
        var estimates = new (Requirement?, double, OptionsCap?)[sets.Length];
        foreach (int[] owned in Owners(sets))
        {
            Estimate[] asked = [.. owned.Select(i => EstimateOf(sets[i]))];
            double[] surplus = OwnerSurplus(asked);
            for (int i = 0; i < owned.Length; i++)
                if (asked[i].Ends is [(_, var requirement), ..])
                    estimates[owned[i]] = (requirement, surplus[i], OptionsCapOf(requirement, surplus[i], () => OwnerSurplus(asked, i)[i]));
        }

        return [.. estimates];
    }

    private static IEnumerable<int[]> Owners(AccountSnapshot[] sets) =>
        Enumerable.Range(0, sets.Length).GroupBy(i => (sets[i].Path.Firm, sets[i].Path.Owner)).Select(owner => owner.ToArray());

    private static IEnumerable<AccountSnapshot> NettingSetsOf(AccountSnapshot account)
    {
        yield return account with { Isolated = [] };
        foreach (IsolatedPosition isolated in account.Isolated)
            yield return new AccountSnapshot
            {
                Path = account.Path with { NettingSet = IsolatedName(isolated.Position.Symbol) },
                RiskClass = account.RiskClass,
                Collateral = [new Balance(isolated.Position.Symbol.Settle, isolated.Collateral)],
                Positions = [isolated.Position],
            };
    }

    /// <summary>The requirement of one netting set: at the market as it is, and where prices are old at the ends of what they may be.</summary>
    private Estimate EstimateOf(AccountSnapshot account)
    {
        NettingSet set = NettingSet.Of(account, market);
        if (set.Gaps.Count > 0) return new Estimate(set, [], []);
        (List<DataGap> gaps, List<StaleFactor> stale) = StalePrices.Of(market, set);
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
                    moved = stale[i].IsVolatility ? moved.With(stale[i].Underlying, 1, set.Symbols, combination[i]) : moved.With(stale[i].Underlying, combination[i], set.Symbols);
            ends.Add((moved, Requirement.Of(moved, NettingSet.Of(account, moved))));
        }

        return new Estimate(set, ends, stale);
    }

    private MarginOutcome OutcomeOf(Estimate[] all, int index, double surplus, MarginDetail detail)
    {
        Estimate estimate = all[index];
        if (estimate.Set.Gaps.Count > 0) return new MarginOutcome.Unavailable(estimate.Set.Account.Path, [.. estimate.Set.Gaps]);
        bool tree = detail != MarginDetail.Totals;
        MarginStatement[] ends = [.. estimate.Ends.Select(end => new StatementBuilder(end.Market, version, end.Requirement, tree).Build(surplus, OptionsCapOf(end.Requirement, surplus, () => OwnerSurplus(all, index)[index])))];
        MarginStatement statement = ends.MinBy(end => end.Excess.Amount)!;
        if (ends.Length > 1) statement = StalePrices.Bounded(statement, ends, estimate.Stale);
        if (detail == MarginDetail.Full) statement = statement with { LiquidationLevels = LiquidationSearch.Of(this, market, estimate.Set) };
        if (detail == MarginDetail.Full) statement = LeaveOneOut(statement, estimate);
        return new MarginOutcome.Calculated(statement);
    }

    /// <summary>The statement of one netting set at another market, without its owner's surplus; totals only.</summary>
    internal MarginStatement StatementAt(NativeMarket moved, AccountSnapshot account)
    {
        Requirement requirement = Requirement.Of(moved, NettingSet.Of(account, moved));
        return new StatementBuilder(moved, version, requirement, false).Build(0, OptionsCapOf(requirement, 0, () => 0));
    }

    private static MarginStatement LeaveOneOut(MarginStatement statement, Estimate estimate)
    {
        (NativeMarket at, Requirement full) = estimate.Ends[0];
        Money whole = Money.RequirementFromEstimate(full.CappedInitial, Currency.Usd);
        ImmutableArray<PositionContribution> positions =
        [
            .. statement.Positions.Select(position =>
            {
                AccountSnapshot without = full.Set.Account with { Positions = [.. full.Set.Account.Positions.Where(other => other.Symbol != position.Symbol)] };
                Requirement rest = Requirement.Of(at, NettingSet.Of(without, at));
                return position with { InitialMarginal = whole - Money.RequirementFromEstimate(rest.CappedInitial, Currency.Usd) };
            }),
        ];
        return statement with { Positions = positions };
    }

    /// <summary>Bought options cannot lose more than their value: the cap on a requirement, where it binds.</summary>
    private static OptionsCap? OptionsCapOf(Requirement requirement, double surplus, Func<double> surplusWithout)
    {
        Money value = Money.Usd(requirement.Set.BoughtOptionValue).RoundUp();
        // Where even the value alone is not reached there is no need to know what the rest asks.
        if (requirement.InitialMargin + surplus <= (double)value.Amount || requirement.WithoutBought is not { } others) return null;
        var cap = new OptionsCap(
            value,
            value + Money.RequirementFromEstimate(others.InitialMargin + surplusWithout(), Currency.Usd),
            value + Money.RequirementFromEstimate(others.InitialForMaintenance, Currency.Usd),
            value + Money.RequirementFromEstimate(others.MaintenanceMargin, Currency.Usd));
        return requirement.InitialMargin + surplus > (double)cap.Initial.Amount || requirement.MaintenanceMargin > (double)cap.Maintenance.Amount || requirement.InitialForMaintenance > (double)cap.InitialForMaintenance.Amount ? cap : null;
    }

    /// <summary>Each netting set's part of what all of one owner's sets need as one book beyond what each needs alone, divided by notional.</summary>
    /// <param name="sets">The owner's netting sets.</param>
    /// <param name="withoutBought">The one set whose bought options are left out; -1 for none.</param>
    private double[] OwnerSurplus(Estimate[] sets, int withoutBought = -1)
    {
        var surplus = new double[sets.Length];
        int[] known = [.. Enumerable.Range(0, sets.Length).Where(i => sets[i].Ends.Count > 0)];
        if (known.Length < 2) return surplus;
        Exposure[][] alone = [.. known.Select(i => i == withoutBought ? OwnerBooks.WithoutBought(sets[i].Ends[0].Market, sets[i].Ends[0].Requirement) : sets[i].Ends[0].Requirement.Exposures)];
        double[] notional = [.. alone.Select(exposures => exposures.Sum(exposure => exposure.Notional))];
        double extra = OwnerBooks.Surplus(market, alone, known.Max(i => sets[i].Set.Hours)), whole = notional.Sum();
        if (extra <= 0 || whole <= 0) return surplus;
        for (int i = 0; i < known.Length; i++) surplus[known[i]] = extra * notional[i] / whole;
        return surplus;
    }

    /// <summary>A netting set with its requirement at each end of what old prices may be; the market as it is comes first.</summary>
    private sealed record Estimate(NettingSet Set, IReadOnlyList<(NativeMarket Market, Requirement Requirement)> Ends, IReadOnlyList<StaleFactor> Stale);
}
