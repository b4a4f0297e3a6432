using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Models.Native;
using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>Law 4: one scenario more never asks for less.</summary>
public class ScenarioLaws
{
    private const double Rounding = 1e-9;

    [Fact]
    public void Requirement_WithOneMoreStressScenario_NeverFalls() => Law.Holds(seed =>
    {
        int which = seed / 7 % 4;
        LawMarket before = LawMarket.Of(seed), after = LawMarket.Of(seed, $"more stress {which}", p => p with { Stress = p.Stress.Add(Extra(which)) }, m => m);
        AccountSnapshot account = RandomAccount.Create(seed, before.Snapshot);
        Compare(before.Bare(account), after.Bare(account), (less, more, tolerance) =>
        {
            Law.AtMost(less.Stress, more.Stress, tolerance, "stress leg");
            Assert.Equal(less.CoreShortfall, more.CoreShortfall, tolerance);
        });
    });

    [Fact]
    public void Requirement_WithMoreGridPoints_NeverFalls() => Law.Holds(seed =>
    {
        int which = seed / 7 % 3;
        LawMarket before = LawMarket.Of(seed), after = LawMarket.Of(seed, $"finer grid {which}", p => p with { Grid = Finer(p.Grid, which) }, m => m);
        AccountSnapshot account = RandomAccount.Create(seed, before.Snapshot);
        Compare(before.Bare(account), after.Bare(account), (less, more, tolerance) =>
        {
            Law.AtMost(less.Grid, more.Grid, tolerance, "grid leg");
            Assert.Equal(less.Stress, more.Stress, tolerance);
        });
    });

    [Fact]
    public void ExpectedShortfall_WithAScenarioAtLeastAsBad_NeverFalls() => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "shortfall");
        double[] pnl = [.. Enumerable.Range(0, random.Whole(1, 400)).Select(_ => random.Heavy() * 1000)];
        double tail = random.Pick([0.001, 0.01, 0.025, 0.05, 0.3, 1]);
        double before = ExpectedShortfall.Of(pnl, tail);
        double[] with = [.. pnl, -before - (random.Chance(0.3) ? 0 : random.Scale(1e-6, 1e4))];
        Law.AtMost(before, ExpectedShortfall.Of(with, tail), Rounding * 1000, $"shortfall of {pnl.Length} at {tail}");
    });

    private static void Compare(Requirement less, Requirement more, Action<Legs, Legs, double> legs)
    {
        double tolerance = Rounding * (1 + less.Exposures.Sum(exposure => exposure.Gross) + less.InitialMargin);
        foreach ((MarketRisk a, MarketRisk b) in new[] { (less.Initial, more.Initial), (less.Maintenance, more.Maintenance) })
        {
            Law.AtMost(a.Total, b.Total, tolerance, $"{a.Level} market risk");
            foreach ((GroupMarketRisk small, GroupMarketRisk large) in a.Moneyness.Groups.Zip(b.Moneyness.Groups))
                foreach ((Legs x, Legs y) in small.Alone.Append(small.Joint).Zip(large.Alone.Append(large.Joint)))
                    legs(x, y, tolerance);
        }

        // Of the whole requirement the law speaks for outright books alone: in a book of hedges each underlying's own base rises by more than the risk of
        // all together, and size charge and crowding, which end at the notional, give way to it.
        if (less.Exposures.Length > 1 || less.Books.Any(book => book.HasOptions || book.Items.Length > 1 || book.Orders.Length > 0)) return;
        Law.AtMost(less.InitialMargin, more.InitialMargin, tolerance, $"initial margin\n less {RequirementText.Of(less)}\n more {RequirementText.Of(more)}\n");
    }

    private static StressScenario Extra(int which)
    {
        ImmutableSortedDictionary<string, double> All(double value) => TestParameters.Native().Classes.ToImmutableSortedDictionary(group => group.Name, _ => value, StringComparer.Ordinal);
        return which switch
        {
            0 => new() { Name = "extra-fall", Scope = StressScope.All, Spot = All(-0.5), Volatility = 1, Weight = All(0.6), Reversed = true, Amplified = true },
            1 => new() { Name = "extra-alone", Scope = StressScope.Each, Spot = All(1.5), Volatility = -0.4, Weight = All(0.4) },
            2 => new() { Name = "extra-basis", Scope = StressScope.All, Basis = 0.1, ForwardBasis = -0.1, Funding = 0.05, Weight = All(1), Reversed = true },
            _ => new() { Name = "extra-smile", Scope = StressScope.Each, Volatility = 3, Weight = All(0.7), Reversed = true },
        };
    }

    private static GridParameters Finer(GridParameters grid, int which) => which switch
    {
        0 => grid with { Points = [.. grid.Points.Concat([-0.5, 0.5]).Order()] },
        1 => grid with { Points = [.. grid.Points.Concat([-5.0 / 6, -0.1, 0.1, 5.0 / 6]).Order()] },
        _ => grid with { Extended = grid.Extended.Add(new ExtendedMove { Multiple = 2, Weight = 0.45 }) },
    };
}
