using System.Collections.Immutable;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Laws;
using Plimsoll.Governance.Monitoring;
using Plimsoll.Validation;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Governance.Monitoring;

public class MarginMonitorTests
{
    private static readonly Timestamp Start = Timestamp.Utc(2026, 1, 1);
    private static readonly MonitorRules Rules = MonitorRules.Default with { Window = 250 };

    private static MarginObservation Seen(int day, double loss, double var = 1, double es = 1.3, double? realised = null) => new(Start + TimeSpan.FromDays(day), loss, var, es, 2, realised, realised is null ? null : 1);

    private static MonitorStep Last(MarginMonitor monitor, IEnumerable<MarginObservation> observations)
    {
        MonitorStep? step = null;
        foreach (MarginObservation one in observations) step = monitor.Step(step?.State ?? monitor.Begin(Start), one);
        return step!;
    }

    [Fact]
    public void Step_OneByOne_GivesWhatTheBatchTestsGive() => Law.Holds(
        seed =>
        {
            var random = SplitMix.For(seed, "monitor");
            MonitorRules rules = Rules with { Window = random.Whole(40, 200), Fewest = 20, TailProbability = 0.05, Inputs = [new() { Name = "x", Edges = [-0.5, 0.5], Expected = [0.3, 0.4, 0.3] }] };
            MarginObservation[] all = [.. Enumerable.Range(0, random.Whole(20, 400)).Select(day =>
                new MarginObservation(Start + TimeSpan.FromDays(day), random.Heavy(), random.Uniform(1, 2), random.Uniform(2, 3), random.Uniform(1, 4), random.Uniform(0, 3), random.Uniform(0.5, 1.5), [random.Normal()]))];
            MonitorStep step = Last(MarginMonitor.Create(rules), all);
            MarginObservation[] window = [.. all.TakeLast(rules.Window)];
            BreachCount count = BreachCount.Of([.. window.Select(one => one.Loss)], [.. window.Select(one => one.ValueAtRisk)]);
            double[] scores = [.. all.Select(one => (Math.Log(one.RealisedVariance!.Value / one.ForecastVariance!.Value) - rules.LogRatioMean) / rules.LogRatioDeviation)];
            double[] binned = [.. Enumerable.Range(0, 3).Select(bin => 0.5 + window.Count(one => rules.Inputs[0].BinOf(one.Inputs[0]) == bin))];

            Assert.Equal(count, step.Figures.Count);
            Assert.Equal(KupiecTest.ProportionOfFailures(count.Breaches, window.Length, 0.05), step.Figures.Kupiec);
            Assert.Equal(ChristoffersenTest.Independence(count), step.Figures.Independence);
            Assert.Equal(TrafficLight.Of(count.Breaches, window.Length, 0.05), step.Figures.Light);
            Assert.Equal(CoverageDisclosure.Of([.. all.Select(one => one.Margin!.Value)], [.. all.Select(one => one.Loss)]), step.State.Disclosure);
            Assert.Equal(all.Sum(one => Math.Log(0.95 + (0.05 * EBacktest.Value(one.Loss, one.ValueAtRisk, one.ExpectedShortfall, 0.05)))), Math.Log(step.Figures.Wealth), 9);
            // Page's sum without its recursion: the greatest sum of the latest scores less slack, or 0.
            double greatest = 0, sum = 0;
            for (int i = scores.Length - 1; i >= 0; i--) greatest = Math.Max(greatest, sum += scores[i] - 0.5);
            Assert.Equal(greatest, step.Figures.VolatilityAbove, 9);
            Assert.Equal(PopulationStability.Index([0.3, 0.4, 0.3], binned), step.Figures.Stability[0]!.Value, 12);
            Assert.True(step.State.Window.Length <= rules.Window && step.State.Bins[0].Length <= rules.Window, "The state is bounded.");
        },
        cases: 200);

    [Fact]
    public void Step_FiveBreachesOf250_TurnsAmberAndAsksTenPercent()
    {
        MarginMonitor monitor = MarginMonitor.Create(Rules with { Alerts = [.. Rules.Alerts.Where(rule => rule.Measure == AlertMeasure.Coverage)] });
        MonitorStep four = Last(monitor, Enumerable.Range(0, 250).Select(day => Seen(day, day is 150 or 180 or 210 or 245 ? 1.01 : 0)));
        MonitorStep five = Last(monitor, Enumerable.Range(0, 250).Select(day => Seen(day, day is 130 or 160 or 190 or 220 or 249 ? 1.01 : 0)));

        Assert.Equal(4, four.Figures.Count.Breaches);
        Assert.Equal((AlertLevel.Green, 0.0), (four.Consequence.Level, four.Consequence.Uncertainty));
        Assert.Equal((5, AlertLevel.Amber, 0.1, false), (five.Figures.Count.Breaches, five.Consequence.Level, five.Consequence.Uncertainty, five.Consequence.FallsBack));
        AlertChange change = Assert.Single(five.Changes);
        Assert.Equal((AlertLevel.Green, AlertLevel.Amber, 0.95, Start + TimeSpan.FromDays(249)), (change.From, change.To.Level, change.To.Threshold, change.To.Since));
        Assert.Equal(0.9588, change.To.Figure!.Value, 4);
    }

    [Fact]
    public void Step_LossesFarBeyondShortfall_TurnsRedAndFallsBack()
    {
        MonitorStep step = Last(MarginMonitor.Create(Rules), Enumerable.Range(0, 3).Select(day => Seen(day, 3)));

        Assert.Equal((AlertLevel.Red, true, 0.1), (step.Consequence.Level, step.Consequence.FallsBack, step.Consequence.Uncertainty));
        Assert.Equal(AlertMeasure.Shortfall, Assert.Single(step.Consequence.Causes));
    }

    [Fact]
    public void Step_AfterAnAlarm_StepsDownByOneAfterTwentyBetterObservations()
    {
        MarginMonitor monitor = MarginMonitor.Create(Rules with { Alerts = [Rules.Of(AlertMeasure.VolatilityDrift)!] });
        List<(int Day, AlertLevel To)> changes = [];
        MonitorState state = monitor.Begin(Start);
        for (int day = 0; day < 120; day++)
        {
            // Nine days of a hundred times the variance forecast, then as much as on average under a good forecast.
            MonitorStep step = monitor.Step(state, Seen(day, 0, realised: day < 9 ? 100 : Math.Exp(-1.27)));
            state = step.State;
            changes.AddRange(step.Changes.Select(change => (day, change.To.Level)));
        }

        Assert.Equal([AlertLevel.Amber, AlertLevel.Red, AlertLevel.Amber, AlertLevel.Green], changes.Select(change => change.To));
        // A score of 2.65 less 0.5 each day: above 5 on the third, above 10 on the fifth, 19.3 on the ninth, then 0.5 less a day: below 5 on the 29th day after, and red for 20 in all.
        Assert.Equal([2, 4, 56, 76], changes.Select(change => change.Day));
    }

    [Fact]
    public void Step_ObservationsWithoutVolatility_LeaveItsFigureAndCalmNothing()
    {
        MarginMonitor monitor = MarginMonitor.Create(Rules);
        MonitorStep alarmed = Last(monitor, Enumerable.Range(0, 4).Select(day => Seen(day, 0, realised: 100)));
        MonitorStep blind = monitor.Step(alarmed.State, Seen(4, 0));

        Assert.Equal(alarmed.Figures.VolatilityAbove, blind.Figures.VolatilityAbove);
        Assert.Equal(AlertLevel.Amber, blind.Consequence.Level);
    }

    [Fact]
    public void After_TwoSubjects_AreWatchedApart()
    {
        MarginMonitor monitor = MarginMonitor.Create(Rules);
        MonitorBook book = MonitorBook.Empty;
        for (int day = 0; day < 3; day++)
        {
            book = book.After(monitor, "market:BTC", Seen(day, 0)).Book;
            book = book.After(monitor, "class:D", Seen(day, 3)).Book;
        }

        (string subject, Alert alert) = Assert.Single(book.Raised);
        Assert.Equal(("class:D", AlertMeasure.Shortfall, AlertLevel.Red), (subject, alert.Measure, alert.Level));
    }

    [Fact]
    public void Problems_OfBadRules_AreAllNamed()
    {
        MonitorRules bad = Rules with { Fewest = 300, Alerts = [Rules.Alerts[0] with { AmberUntil = 0.96 }, Rules.Alerts[1] with { Red = 0.02 }, Rules.Alerts[0]], Inputs = [new() { Name = "x", Edges = [1, 1], Expected = [0.5, 0.5] }] };

        Assert.Equal(["fewest", "alerts[0].amberUntil", "alerts[1].red", "alerts[1].redUntil", "alerts[2].measure", "inputs[0].edges", "inputs[0].expected"], bad.Problems().Select(problem => problem.Place));
        Assert.Empty(MonitorRules.Default.Problems());
    }
}
