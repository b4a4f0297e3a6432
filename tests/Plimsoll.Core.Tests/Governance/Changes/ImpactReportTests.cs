using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Models.Native;
using Plimsoll.Governance.Changes;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Governance.Changes;

public class ImpactReportTests
{
    private static AccountSnapshot Named(string name, decimal dollars, string symbol, decimal quantity) => SmallMarket.Account(dollars, SmallMarket.Held(symbol, quantity)) with { Path = AccountPath.Of(name) };

    [Fact]
    public void Of_AHigherTailLevel_NamesWhoWouldBeCalledAndByHowMuch()
    {
        SmallMarket market = SmallMarket.Create();
        NativeParameters stricter = market.Parameters with { MarketRisk = market.Parameters.MarketRisk with { InitialTail = 0.005, MaintenanceTail = 0.01 } };
        NativeModel before = NativeModel.Create(Sets.Model(1), market.Parameters), after = NativeModel.Create(Sets.Model(2), stricter);
        ImmutableArray<AccountSnapshot> rich = [Named("rich", 10_000_000, SmallMarket.Linear, 1), Named("ether", 10_000_000, SmallMarket.Ether, -10)];
        ImpactReport calm = ImpactReport.Of(before, after, market.Snapshot, rich);
        decimal edge = (calm.Accounts[0].Before!.MaintenanceMargin.Amount + calm.Accounts[0].After!.MaintenanceMargin.Amount) / 2m;
        ImpactReport report = ImpactReport.Of(before, after, market.Snapshot, [.. rich, Named("thin", edge, SmallMarket.Linear, 1), Named("idle", 100, SmallMarket.Linear, 0)], coin => coin.Code == "BTC" ? "major" : "other");

        Assert.Empty(calm.Liquidated);
        Assert.Equal("thin", Assert.Single(report.Liquidated).Account.Account);
        Assert.Equal(4, report.Accounts.Length);
        Assert.Equal(report.Accounts.Sum(one => one.After!.InitialMargin.Amount), report.Totals!.InitialAfter.Amount);
        Assert.Equal(["major", "other"], report.AssetClasses.Select(one => one.AssetClass));
        Assert.All(report.AssetClasses, one => Assert.True(one.After > one.Before));
        Assert.True(report.LargestIncreases[0].InitialChange >= report.LargestIncreases[^1].InitialChange);
        Assert.DoesNotContain(report.LargestIncreases, one => one.Account.Account == "idle");
        Assert.Equal(report.Percentiles[^1].Change, report.Accounts.Max(one => one.RelativeInitialChange));
        Assert.Equal((Sets.Model(1), Sets.Model(2)), (report.Before, report.After));
    }

    [Fact]
    public void Between_AnAccountThatTheNewRulesDoNotAnswer_IsNamedAndNotCompared()
    {
        SmallMarket market = SmallMarket.Create();
        NativeModel model = NativeModel.Create(Sets.Model(1), market.Parameters);
        ImmutableArray<MarginOutcome> outcomes = model.Prepare(market.Snapshot).Evaluate([Named("ann", 1_000_000, SmallMarket.Linear, 1)], MarginDetail.Totals);
        ImpactReport report = ImpactReport.Between(Sets.Model(1), Sets.Model(2), SmallMarket.Now, outcomes, [new MarginOutcome.Unavailable(outcomes[0].Account, [])]);

        Assert.Single(report.NoLongerAnswered);
        Assert.Null(report.Totals);
        Assert.Empty(report.Percentiles);
        Assert.False(report.Accounts[0].IsWorse);
    }
}
