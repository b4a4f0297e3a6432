using System.Collections.Frozen;
using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Models.Native.SmallMarket;

namespace Plimsoll.Core.Tests.Models.Native;

public class StatementTests
{
    private static readonly SmallMarket Market = SmallMarket.Create();

    // Options marked far below what their volatility makes of them: what they are worth is less than what they could lose in the model.
    private static readonly SmallMarket Cheap = Market.Change(Call, option => option with { MarkPrice = 0.004m }).Change(Put, option => option with { MarkPrice = 0.004m });

    [Fact]
    public void Evaluate_BoughtOption_NeedsAtMostItsValue()
    {
        MarginStatement statement = Cheap.Statement(SmallMarket.Account(10_000m, Held(Call, 3m)));
        Assert.Equal(Money.Usd(3m * 0.004m * 93_859.1m).RoundDown(), statement.OptionValue);
        Assert.InRange((statement.InitialMargin - statement.OptionValue).Amount, 0m, 0.01m);
        MarginLine cap = Assert.Single(statement.Lines, line => line.Component == MarginComponent.BoughtOptionsCap);
        Assert.True(cap.Initial.Amount < 0m);
    }

    [Fact]
    public void Evaluate_BoughtOptionBesideAPerpetual_NeedsAtMostItsValueAndThePerpetuals()
    {
        MarginStatement future = Cheap.Statement(SmallMarket.Account(100_000m, Held(Linear, 1m, 94_000m)));
        MarginStatement both = Cheap.Statement(SmallMarket.Account(100_000m, Held(Linear, 1m, 94_000m), Held(Call, 3m)));
        Assert.True(both.InitialMargin <= future.InitialMargin + both.OptionValue + Money.Usd(0.05m));
        Assert.True(both.MaintenanceMargin <= future.MaintenanceMargin + both.OptionValue + Money.Usd(0.05m));
    }

    [Fact]
    public void LeaveOneOut_OfBoughtOptions_IsWhatTheCappedRequirementFallsBy()
    {
        AccountSnapshot account = SmallMarket.Account(50_000m, Held(Call, 3m), Held(Put, 2m));
        MarginStatement whole = Cheap.Statement(account, MarginDetail.Full);
        Assert.Contains(whole.Lines, line => line.Component == MarginComponent.BoughtOptionsCap);
        foreach (PositionContribution position in whole.Positions)
        {
            MarginStatement rest = Cheap.Statement(account with { Positions = [.. account.Positions.Where(other => other.Symbol != position.Symbol)] });
            Assert.InRange(Math.Abs((whole.InitialMargin - rest.InitialMargin - position.InitialMarginal!.Value).Amount), 0m, 0.05m);
        }
    }

    [Fact]
    public void LeaveOneOut_OfAHedge_IsNegative()
    {
        AccountSnapshot account = SmallMarket.Account(100_000m, Held(Linear, 2m, 94_000m), Held(Inverse, -939m, 93_900m));
        MarginStatement statement = Market.Statement(account, MarginDetail.Full);
        PositionContribution hedge = statement.Positions.Single(position => position.Symbol.ToString() == Inverse);
        Assert.True(hedge.InitialContribution.Amount < 0m);
        Assert.True(hedge.InitialMarginal!.Value.Amount < 0m);
        Assert.True(hedge.Notional.Amount < 0m);
    }

    [Fact]
    public void Contributions_OfPositionsWithoutOrders_SumToBothRequirements()
    {
        MarginStatement statement = Market.Statement(SmallMarket.Account(500_000m, Held(Linear, 2m, 94_000m), Held(Inverse, -939m, 93_900m), Held(Ether, -20m, 3_800m), Held(Link, 9_000m, 15m), Held(Put, -2m)));
        Assert.Equal(statement.InitialMargin, statement.Positions.Aggregate(Money.Usd(0m), (sum, position) => sum + position.InitialContribution));
        Assert.Equal(statement.MaintenanceMargin, statement.Positions.Aggregate(Money.Usd(0m), (sum, position) => sum + position.MaintenanceContribution));
    }

    [Fact]
    public void Evaluate_AStressedRegime_HasALineOfItsOwnThatPositionsShare()
    {
        RegimeCharge Charge(double multiplier, double scale) => new() { MarginMultiplier = multiplier, LiquidationThresholdScale = scale };
        var rules = new RegimeParameters { Elevated = Charge(1.2, 1), Stressed = Charge(1.5, 1.25), Crisis = Charge(3, 2) };
        SmallMarket stressed = Market with
        {
            Parameters = Market.Parameters with { Regimes = rules },
            Snapshot = Market.Snapshot with { Volatilities = new Dictionary<Currency, VolatilityState> { [Currency.Of("BTC")] = new(null, null, null, Market.Snapshot.AsOf) { Regime = Regime.Stressed } }.ToFrozenDictionary() },
        };
        AccountSnapshot account = SmallMarket.Account(500_000m, Held(Linear, 2m, 94_000m), Held(Ether, -20m, 3_800m));
        MarginStatement plain = Market.Statement(account), found = stressed.Statement(account);
        MarginLine line = Assert.Single(found.Lines, entry => entry.Component == MarginComponent.Regime), bitcoin = Assert.Single(line.Lines);
        Assert.Equal(("BTC", plain.InitialMargin + line.Initial), (bitcoin.Subject, found.InitialMargin));
        Assert.Contains(((Evidence.Numbers)bitcoin.Evidence).Values, value => value.Name.Contains("stressed", StringComparison.Ordinal) && value.Value == 1.5);
        Assert.Equal(found.InitialMargin, found.Positions.Aggregate(Money.Usd(0m), (sum, position) => sum + position.InitialContribution));
        Assert.True(found.MaintenanceMargin * 1.25m <= found.InitialMargin);
        Assert.True(found.MaintenanceMargin > plain.MaintenanceMargin);
    }

    [Fact]
    public void Evaluate_ARiskClass_AddsItsPartOfMarketRiskToInitialMarginAlone()
    {
        SmallMarket classed = Market with { Parameters = Market.Parameters with { AccountClasses = [new AccountClass { Name = "C", Factor = 1.5 }] } };
        AccountSnapshot account = SmallMarket.Account(500_000m, Held(Linear, 2m, 94_000m), Held(Ether, -20m, 3_800m));
        MarginStatement plain = classed.Statement(account), found = classed.Statement(account with { RiskClass = "C" });
        MarginLine line = Assert.Single(found.Lines, entry => entry.Component == MarginComponent.AccountRisk), market = found.Lines.First(entry => entry.Component == MarginComponent.MarketRisk);
        Assert.Equal("C", line.Subject);
        Assert.InRange(line.Initial.Amount - (0.5m * market.Initial.Amount), -0.01m, 0.01m);
        Assert.Equal((plain.InitialMargin + line.Initial, plain.MaintenanceMargin), (found.InitialMargin, found.MaintenanceMargin));
        Assert.Equal(found.InitialMargin, found.Positions.Aggregate(Money.Usd(0m), (sum, position) => sum + position.InitialContribution));
    }

    [Fact]
    public void Evaluate_MaintenanceMargin_IsHeldAtInitialMarginDividedByTheRatio()
    {
        MarginStatement statement = Market.Statement(SmallMarket.Account(100_000m, Held(Linear, 1m, 94_000m)));
        NativeParameters narrow = Market.Parameters with { Status = Market.Parameters.Status with { InitialToMaintenance = 1 } };
        MarginStatement uncapped = (Market with { Parameters = narrow }).Statement(SmallMarket.Account(100_000m, Held(Linear, 1m, 94_000m)));
        Assert.Equal((statement.InitialMargin * 0.8m).RoundDown(), statement.MaintenanceMargin);
        Assert.DoesNotContain(uncapped.Lines, line => line.Component == MarginComponent.MaintenanceCap);
        Assert.Equal(statement.MaintenanceMargin - uncapped.MaintenanceMargin, Assert.Single(statement.Lines, line => line.Component == MarginComponent.MaintenanceCap).Maintenance);
    }

    [Fact]
    public void Evaluate_CollateralThatFallsWithoutPositions_IsNoWrongWay()
    {
        MarginStatement statement = Market.Statement(SmallMarket.Account(0m) with { Collateral = [new(Btc, 10m), new(Usdt, 1_000_000m)] });
        Assert.Empty(statement.Lines);
        Assert.Equal((MarginStatus.Healthy, 0m), (statement.Status, statement.InitialMargin.Amount));
    }

    [Fact]
    public void Withdrawable_LeavesTheRequirementCoveredAndCountsNoGain()
    {
        AccountSnapshot account = SmallMarket.Account(50_000m, Held(Linear, 1m, 90_000m));
        MarginStatement statement = Market.Statement(account);
        Assert.Equal(Math.Min(statement.Excess.Amount - statement.UnrealisedPnl.Amount, 50_000m - statement.Haircut.Amount), statement.Withdrawable.Amount, 1);
        MarginStatement after = Market.Statement(AccountAdjustment.Transfer(account, Currency.Usd, -statement.Withdrawable.Amount));
        Assert.InRange(after.Withdrawable.Amount, 0m, 0.02m);
        Assert.True(after.Excess >= after.UnrealisedPnl - Money.Usd(0.02m));
        Assert.Equal(0m, Market.Statement(SmallMarket.Account(3_000m, Held(Linear, 1m, 94_000m))).Withdrawable.Amount);
    }

    [Theory]
    [InlineData(-0.01, -0.01, MarginStatus.Bankrupt)]
    [InlineData(0, -5, MarginStatus.Liquidation)]
    [InlineData(1000, 99.99, MarginStatus.Liquidation)]
    [InlineData(1000, 100, MarginStatus.MarginCall)]
    [InlineData(1000, 109.99, MarginStatus.MarginCall)]
    [InlineData(1000, 110, MarginStatus.Restricted)]
    [InlineData(1000, 124.99, MarginStatus.Restricted)]
    [InlineData(1000, 125, MarginStatus.Healthy)]
    public void StatusOf_AtEachBoundary_IsTheBetterOnIt(double nav, double equity, MarginStatus expected) =>
        Assert.Equal(expected, StatementBuilder.StatusOf(Money.Usd((decimal)nav), Money.Usd((decimal)equity), Money.Usd(125m), Money.Usd(100m), Market.Parameters.Status));

    [Fact]
    public void Map_OfALong_LosesBelowAndGainsAboveAndNothingWhereNothingMoves()
    {
        ScenarioMap map = Market.Evaluator().Map(SmallMarket.Account(1m, Held(Linear, 2m, 94_000m)), Btc);
        Assert.Equal(3, map.VolatilityMoves.Length);
        Assert.Equal(11, map.SpotMoves.Length);
        Assert.Equal(map.SpotMoves.Order(), map.SpotMoves);
        Assert.True(map.VolatilityMoves[0] > 0 && map.VolatilityMoves[1] == 0 && map.VolatilityMoves[2] < 0);
        for (int column = 0; column < map.SpotMoves.Length; column++)
            Assert.Equal(2 * 94_000 * 0.9993 * map.SpotMoves[column], map[1, column], 6);
    }

    [Fact]
    public void Map_OfWhatIsNotHeldOrHasNoGrid_IsRefused()
    {
        AccountSnapshot account = SmallMarket.Account(1m, Held(Linear, 2m, 94_000m)) with { Collateral = [new(Usdt, -1_000m)] };
        Assert.Throws<InvalidInputException>(() => Market.Evaluator().Map(account, Currency.Of("ETH")));
        Assert.Contains("pegged", Assert.Throws<InvalidInputException>(() => Market.Evaluator().Map(account, Usdt)).Message, StringComparison.Ordinal);
    }
}
