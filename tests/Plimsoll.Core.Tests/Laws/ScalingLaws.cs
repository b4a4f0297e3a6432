using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>Law 2: scale and diversification. Books, not accounts: no coins of collateral are moved into them unless a law says so.</summary>
public class ScalingLaws
{
    private const double Rounding = 1e-9;

    [Fact]
    public void MarketRisk_OfABookSeveralTimes_IsSeveralTimesTheMarketRisk() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot) with { Isolated = [] };
        decimal times = SplitMix.Round(SplitMix.For(seed, "times").Scale(0.01, 100), 3);
        Requirement one = market.Bare(account), many = market.Bare(Times(account, times));
        double λ = (double)times;
        foreach ((MarketRisk single, MarketRisk scaled) in new[] { (one.Initial, many.Initial), (one.InitialWithoutOrders, many.InitialWithoutOrders), (one.Maintenance, many.Maintenance) })
        {
            double tolerance = Rounding * (1 + (λ * Size(single)));
            Assert.Equal(λ * single.Total, scaled.Total, tolerance);
            if (single.Dynamics != scaled.Dynamics) continue;
            foreach ((GroupMarketRisk small, GroupMarketRisk large) in single.Groups.Zip(scaled.Groups))
                foreach ((Legs a, Legs b) in LegsOf(small).Zip(LegsOf(large)))
                {
                    Assert.Equal(λ * a.CoreShortfall, b.CoreShortfall, tolerance);
                    Assert.Equal(λ * a.Grid, b.Grid, tolerance);
                    Assert.Equal(λ * a.Stressed, b.Stressed, tolerance);
                    Assert.Equal(λ * a.Stress, b.Stress, tolerance);
                }
        }
    });

    [Fact]
    public void MarketRisk_OfTwoBooksJoined_IsAtMostThatOfTheTwoApart() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot one = RandomAccount.Create(seed, market.Snapshot), other = RandomAccount.Create(unchecked(seed + 77_777), market.Snapshot);
        // Equal periods: two books with eight hours and with a day have other scenarios.
        // And debts alone, as coins held are no part of a book: one account's would take the other's debts out of it.
        AccountSnapshot Book(AccountSnapshot account) => market.AtMarks(account) with { Path = AccountPath.Of("one"), Isolated = [], Collateral = [.. account.Collateral.Where(balance => balance.Amount < 0m)] };
        (one, other) = (Book(one), Book(other));
        Requirement a = market.Bare(one), b = market.Bare(other), both = market.Bare(Joined(one, other));
        foreach ((MarketRisk left, MarketRisk right, MarketRisk together) in new[] { (a.Initial, b.Initial, both.Initial), (a.Maintenance, b.Maintenance, both.Maintenance) })
        {
            double tolerance = Rounding * (1 + Size(left) + Size(right));
            Law.AtMost(together.Total, left.Total + right.Total, tolerance, $"{together.Level} market risk");
            foreach (GroupMarketRisk group in together.Moneyness.Groups)
            {
                Legs joint = group.Joint, x = JointOf(left, group), y = JointOf(right, group);
                Law.AtMost(joint.CoreShortfall, x.CoreShortfall + y.CoreShortfall, tolerance, "core expected shortfall");
                Law.AtMost(joint.Stressed, x.Stressed + y.Stressed, tolerance, "stressed expected shortfall");
                Law.AtMost(joint.Grid, x.Grid + y.Grid, tolerance, "grid");
                Law.AtMost(joint.Stress, x.Stress + y.Stress, tolerance, "stress library");
                Law.AtMost(joint.Base, x.Base + y.Base, tolerance, "base");
            }
        }
    });

    /// <summary>
    /// The floors that the law leaves aside would be amounts of money asked of an account whatever its size; the model has none. Capacity and volume floors are
    /// facts of a market and stay: a book twice as large meets the same market, so the requirement at least doubles.
    /// </summary>
    [Fact]
    public void Requirement_OfABookSeveralTimesAsLarge_IsAtLeastThatManyTimesTheRequirement() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot) with { Isolated = [] };
        decimal times = 1m + SplitMix.Round(SplitMix.For(seed, "times").Scale(0.001, 50), 3);
        Requirement one = market.Requirement(account), many = market.Requirement(Times(account, times));
        double least = (double)times * (one.CappedInitial + one.Haircut + one.CostToRealise), found = many.CappedInitial + many.Haircut + many.CostToRealise;
        Law.AtMost(least, found, Rounding * (1 + least), $"{times} times the requirement and haircut of one against that of all\n one: {RequirementText.Of(one)}\n all: {RequirementText.Of(many)}\n");
    });

    private static IEnumerable<Legs> LegsOf(GroupMarketRisk group) => [group.Joint, group.Falling, group.Scattered, .. group.Alone];

    private static Legs JointOf(MarketRisk risk, GroupMarketRisk group) =>
        risk.Moneyness.Groups.FirstOrDefault(other => other.Group == group.Group)?.Joint ?? default;

    // Losses of hedged books are differences of large numbers: rounding is measured against what each item could lose by itself.
    private static double Size(MarketRisk risk) => risk.Groups.Sum(group => group.Books.Sum(book =>
        book.Items.Sum(item => Math.Abs(item.Quantity) * item.Risk.Moneyness.Max(Math.Abs)) + book.Orders.Sum(order => book.FillPnl(order, risk.Dynamics).Max(Math.Abs))));

    private static AccountSnapshot Joined(AccountSnapshot one, AccountSnapshot other) => one with
    {
        Collateral = [.. one.Collateral, .. other.Collateral],
        Positions = [.. one.Positions, .. other.Positions],
        Orders = [.. one.Orders, .. other.Orders],
    };

    private static AccountSnapshot Times(AccountSnapshot account, decimal times) => account with
    {
        Collateral = [.. account.Collateral.Select(balance => balance with { Amount = balance.Amount * times })],
        Positions = [.. account.Positions.Select(position => position with { Quantity = position.Quantity * times })],
        Orders = [.. account.Orders.Select(order => order with { Quantity = order.Quantity * times })],
    };
}
