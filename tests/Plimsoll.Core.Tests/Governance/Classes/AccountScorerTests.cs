using System.Collections.Immutable;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Laws;
using Plimsoll.Governance.Classes;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Governance.Classes;

public class AccountScorerTests
{
    private static readonly Timestamp Start = Timestamp.Utc(2026, 1, 1);
    private static readonly AccountScoreRules Rules = AccountScoreRules.Default;
    private static readonly AccountScorer Scorer = AccountScorer.Create(Rules);

    private static AccountFacts Facts(double days, double leverage = 0, double concentration = 0, double capacity = 0, double calls = 0, double liquidations = 0, double loss = 0) => new(
        Start + TimeSpan.FromDays(days),
        ImmutableSortedDictionary.CreateRange(new Dictionary<ScoreFact, double>
        {
            [ScoreFact.Leverage] = leverage, [ScoreFact.Concentration] = concentration, [ScoreFact.CapacityShare] = capacity, [ScoreFact.MarginCalls] = calls, [ScoreFact.Liquidations] = liquidations, [ScoreFact.Loss] = loss,
        }));

    [Fact]
    public void Begin_OfFacts_SumsThePointsOfEachAndExplainsThem()
    {
        // Leverage 11 is half of 2..20: 15 of 30. Concentration 0.75: 5 of 10. Capacity 0.55: 10 of 20. One of 4 calls: 2.5. Half of 2 liquidations: 5. Loss 0.3: 5.
        AccountScoreStep step = Scorer.Begin(Facts(0, 11, 0.75, 0.55, 1, 0.5, 0.3));

        Assert.Equal([15, 5, 10, 2.5, 5, 5], step.Points.Select(point => Math.Round(point.Points, 12)));
        Assert.Equal(42.5, step.Score, 12);
        Assert.Equal(("B", 1.05), (step.State.AccountClass, step.Factor));
    }

    [Fact]
    public void Step_AWorseScoreAtOnceABetterOneAfterAMonth()
    {
        AccountScoreState state = Scorer.Begin(Facts(0)).State;
        AccountScoreStep worse = Scorer.Step(state, Facts(1, 20, 1, 1));

        Assert.Equal(("C", "A", 1.15), (worse.State.AccountClass, worse.From, worse.Factor));
        AccountScoreStep step = worse;
        for (int day = 2; day <= 31; day++) step = Scorer.Step(step.State, Facts(day));
        Assert.Equal("C", step.State.AccountClass);
        Assert.Equal("B", Scorer.Step(step.State, Facts(32)).State.AccountClass);
    }

    [Fact]
    public void Step_WithinTheHysteresis_KeepsTheClassForEver()
    {
        AccountScoreState state = Scorer.Begin(Facts(0, 20)).State;
        Assert.Equal("B", state.AccountClass);
        // 20.5 points: below 25, not below 20.
        for (int day = 1; day < 200; day++) state = Scorer.Step(state, Facts(day, 14.3)).State;

        Assert.Equal("B", state.AccountClass);
    }

    [Fact]
    public void Begin_AnUnknownFact_BearsAllItsPoints()
    {
        AccountFacts facts = Facts(0) with { Values = Facts(0).Values.Remove(ScoreFact.Leverage) };

        Assert.Equal(new ScorePoint(ScoreFact.Leverage, null, 30, 30), Scorer.Begin(facts).Points[0]);
    }

    [Fact]
    public void After_ALiquidation_CountsHalfAfterNinetyDays()
    {
        AccountHistory history = new AccountHistory(0, 0, Start).After(Start, Rules.HistoryHalfLife, calls: 2, liquidations: 1).After(Start + TimeSpan.FromDays(90), Rules.HistoryHalfLife, calls: 1);

        Assert.Equal((2.0, 0.5), (history.Calls, history.Liquidations));
    }

    [Fact]
    public void Begin_AnyFactWorse_NeverLowersScoreOrFactor() => Law.Holds(seed =>
    {
        var random = SplitMix.For(seed, "score");
        AccountFacts facts = Facts(0, random.Uniform(0, 30), random.Uniform(), random.Uniform(0, 2), random.Uniform(0, 5), random.Uniform(0, 3), random.Uniform(0, 1));
        ScoreFact worse = random.Pick(Enum.GetValues<ScoreFact>());
        (AccountScoreStep one, AccountScoreStep other) = (Scorer.Begin(facts), Scorer.Begin(facts with { Values = facts.Values.SetItem(worse, facts.Values[worse] * 1.5) }));

        Assert.InRange(one.Score, 0, 100);
        Assert.Equal(one.Score, one.Points.Sum(point => point.Points), 9);
        Assert.True(one.Factor >= 1 && other.Score >= one.Score && other.Factor >= one.Factor);
    });

    [Fact]
    public void Problems_OfBadRules_AreAllNamed()
    {
        AccountScoreRules bad = Rules with { Factors = Rules.Factors.SetItem(0, Rules.Factors[0] with { Weight = 40, To = 1 }), Classes = Rules.Classes.SetItem(2, Rules.Classes[2] with { Factor = 1.01 }) };

        Assert.Equal(["factors[0].to", "factors", "classes[2].factor"], bad.Problems().Select(problem => problem.Place));
        Assert.Empty(Rules.Problems());
        Assert.Empty(AssetClassRules.Default.Problems());
    }
}
