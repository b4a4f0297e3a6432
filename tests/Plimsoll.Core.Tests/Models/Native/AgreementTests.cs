using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Reference;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Native;

/// <summary>The native model against the slow reference that was written apart from it.</summary>
public class AgreementTests
{
    private const double Tolerance = 1e-9;
    private const int AccountsPerMarket = 25;

    [Theory]
    [MemberData(nameof(Markets))]
    public void Evaluate_RandomPortfolios_AgreesWithTheReference(int seed)
    {
        MarketSnapshot market = RandomMarket.Create(seed);
        ImmutableArray<(string Name, NativeParameters Parameters)> variations = TestParameters.Variations();
        NativeParameters parameters = seed % 2 == 0 ? variations[seed / 2 % variations.Length].Parameters : TestParameters.Native();
        var fits = new Dictionary<Currency, VolatilitySurface?>();
        VolatilitySurface? Fit(Currency underlying) => fits.TryGetValue(underlying, out VolatilitySurface? known) ? known : fits[underlying] = MarketSurfaces.Fit(market, underlying).Surface;
        var evaluator = new NativeEvaluator(new ModelVersion("test", "1", ""), new NativeMarket(parameters, market, new SmileBook(market, Fit)));
        var differences = new List<string>();
        for (int i = 0; i < AccountsPerMarket; i++)
        {
            int account = (seed * 1000) + i;
            ImmutableArray<AccountSnapshot> accounts = i % 5 == 4 ? RandomAccount.CreateFamily(account, market) : [RandomAccount.Create(account, market)];
            ImmutableArray<ReferenceResult> expected = ReferenceNativeModel.Evaluate(parameters, market, accounts, Fit);
            var found = evaluator.Estimates(accounts);
            Assert.Equal(expected.Length, found.Length);
            for (int set = 0; set < expected.Length; set++) Compare($"seed {seed}, account {account}, {expected[set].Path}", expected[set], found[set], differences);
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(30)));
    }

    public static TheoryData<int> Markets() => [.. Enumerable.Range(1, 2 * TestParameters.Variations().Length)];

    private static void Compare(string place, ReferenceResult expected, (Requirement? Requirement, double OwnerSurplus, OptionsCap? Cap) found, List<string> differences)
    {
        if (found.Requirement is not { } requirement)
        {
            if (expected.Gaps.IsEmpty) differences.Add($"{place}: unavailable, the reference is not");
            return;
        }

        if (!expected.Gaps.IsEmpty)
        {
            differences.Add($"{place}: the reference lacks {string.Join(", ", expected.Gaps)}");
            return;
        }

        double scale = Math.Max(1, Math.Abs(expected.Initial));
        void Same(string what, double wanted, double got)
        {
            if (!(Math.Abs(wanted - got) <= Tolerance * Math.Max(scale, Math.Abs(wanted)))) differences.Add($"{place}: {what} {got:R} instead of {wanted:R}");
        }

        Same("nav", expected.Nav, (double)requirement.Set.Nav);
        Same("haircut", expected.Haircut, requirement.Haircut);
        Same("cost to realise", expected.CostToRealiseGains, requirement.CostToRealise);
        Same("market, initial", expected.InitialMarketWithOrders.Total, requirement.Initial.Total);
        Same("market, initial without orders", expected.InitialMarket.Total, requirement.InitialWithoutOrders.Total);
        Same("market, maintenance", expected.MaintenanceMarket.Total, requirement.Maintenance.Total);
        // Where both dynamics ask for the same to the last bits either may be taken, and the legs below differ.
        bool sameDynamics = expected.InitialMarketWithOrders.StickyStrike == (requirement.Initial.Dynamics == SmileDynamics.StickyStrike);
        foreach (GroupMarketRisk group in requirement.Initial.Groups)
            if (sameDynamics && expected.InitialMarketWithOrders.Groups.TryGetValue(group.Group.Axis.Group.Name, out ReferenceGroup? same))
            {
                Same($"{group.Group.Axis.Group.Name} core", same.Legs.CoreShortfall, group.Joint.CoreShortfall);
                Same($"{group.Group.Axis.Group.Name} grid", same.Legs.Grid, group.Joint.Grid);
                Same($"{group.Group.Axis.Group.Name} stressed", same.Legs.StressedShortfall, group.Joint.Stressed);
                Same($"{group.Group.Axis.Group.Name} library", same.Legs.Library, group.Joint.Stress);
                Same($"{group.Group.Axis.Group.Name} offset", same.Offset, group.Offset);
            }

        foreach (Exposure exposure in requirement.Exposures)
        {
            ReferenceUnderlying same = expected.Underlyings[exposure.Underlying];
            string u = exposure.Underlying.Code;
            Same($"{u} exposure", same.Exposure, exposure.Notional);
            Same($"{u} bids", same.BidCapacity, exposure.Bids.Notional);
            Same($"{u} asks", same.AskCapacity, exposure.Asks.Notional);
            Same($"{u} base", same.InitialBase, exposure.Base);
            Same($"{u} size", same.Size, exposure.Size);
            Same($"{u} cost", same.Cost, exposure.Cost);
            Same($"{u} minimum", same.MinimumTerm, exposure.Minimum);
        }

        Same("crowding", expected.Crowding, requirement.Crowding.Sum());
        Same("sector", expected.Sector, requirement.Sectors.Sum(sector => sector.Amount));
        Same("minimum, initial", expected.InitialMinimums.Values.Sum(), requirement.Minimums.Sum(minimum => minimum.Initial));
        Same("uncertainty", expected.InitialUncertainty, requirement.Uncertainty.Initial);
        Same("wrong way, initial", expected.InitialWrongWay, requirement.WrongWay.Initial);
        Same("wrong way, maintenance", expected.MaintenanceWrongWay, requirement.WrongWay.Maintenance);
        Same("regime, initial", expected.InitialRegime, requirement.Regimes.Sum(regime => regime.Initial));
        Same("regime, maintenance", expected.MaintenanceRegime, requirement.Regimes.Sum(regime => regime.Maintenance));
        Same("account risk", expected.AccountRisk, requirement.AccountRisk);
        Same("owner", expected.Owner, found.OwnerSurplus);
        Same("uncapped initial", expected.UncappedInitial, requirement.InitialMargin);
        Same("uncapped maintenance", expected.UncappedMaintenance, requirement.MaintenanceMargin);
    }
}
