using System.Collections.Immutable;
using Plimsoll.Validation;
using Plimsoll.Values;

namespace Plimsoll.Governance.Monitoring;

/// <summary>
/// Watches the margins of one subject (an account class, a market, a portfolio) as they prove right or wrong. Each observation costs time and memory bounded by the window, and the figures are those
/// of the batch tests over the same observations. Pure: state in, state out.
/// </summary>
public sealed class MarginMonitor
{
    // A return of exactly 0 has no logarithm; this far below its forecast a variance is as low as it needs to be.
    private const double LeastRatio = 1e-6;

    private readonly MonitorRules rules;

    private MarginMonitor(MonitorRules rules) => this.rules = rules;

    /// <summary>From rules.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; it carries every problem.</exception>
    public static MarginMonitor Create(MonitorRules rules)
    {
        Checks.Refuse(rules.Problems());
        return new(rules);
    }

    /// <summary>The state before the first observation; also after a model was replaced, as what its predecessor got wrong says nothing of it.</summary>
    public MonitorState Begin(Timestamp time) => new(
        time, [], default, default, EBacktest.Start(rules.TailProbability, rules.Bet), new(rules.CusumSlack, double.MaxValue), new(rules.CusumSlack, double.MaxValue),
        [.. rules.Inputs.Select(_ => ImmutableArray<int>.Empty)], [.. rules.Alerts.Select(rule => new Alert(rule.Measure, AlertLevel.Green, time, null, null, 0))]);

    /// <summary>The state after one more observation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Time runs backwards.</exception>
    /// <exception cref="ArgumentException">A number is not finite, ES is below VaR, or the inputs are not those of the rules.</exception>
    public MonitorStep Step(MonitorState state, MarginObservation observation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(observation);
        if (observation.Time < state.Time) throw new ArgumentOutOfRangeException(nameof(observation), observation.Time, $"The last observation is of {state.Time}; give them in order of time.");
        EBacktest bet = state.Bet.After(observation.Loss, observation.ValueAtRisk, observation.ExpectedShortfall);
        bool isBreach = observation.Loss > observation.ValueAtRisk;
        (Cusum above, Cusum below) = Drift(state, observation);
        MonitorState next = state with
        {
            Time = observation.Time,
            Window = Latest(state.Window, isBreach),
            Total = state.Total.After(isBreach),
            Disclosure = observation.Margin is { } margin ? state.Disclosure.After(margin, observation.Loss) : state.Disclosure,
            Bet = bet, Above = above, Below = below, Bins = Binned(state.Bins, observation.Inputs),
        };
        MonitorFigures figures = FiguresOf(next);
        ImmutableArray<Alert> alerts = [.. rules.Alerts.Select((rule, i) => Alerted(rule, state.Alerts[i], Figure(rule.Measure, figures), observation.Time))];
        next = next with { Alerts = alerts };
        return new(next, figures, [.. alerts.Select((alert, i) => new AlertChange(state.Alerts[i].Level, alert)).Where(change => change.From != change.To.Level)], ConsequenceOf(next));
    }

    /// <summary>What a state leads to.</summary>
    public MonitorConsequence ConsequenceOf(MonitorState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        AlertLevel worst = state.Alerts.IsEmpty ? AlertLevel.Green : state.Alerts.Max(alert => alert.Level);
        return new(worst, worst == AlertLevel.Green ? 0 : rules.Uncertainty, worst == AlertLevel.Red, worst == AlertLevel.Green ? [] : [.. state.Alerts.Where(alert => alert.Level == worst).Select(alert => alert.Measure)]);
    }

    private MonitorFigures FiguresOf(MonitorState state)
    {
        BreachCount count = default;
        foreach (bool breach in state.Window) count = count.After(breach);
        (int x, int n) = (count.Breaches, count.Observations);
        return new(
            count, KupiecTest.ProportionOfFailures(x, n, rules.TailProbability), ChristoffersenTest.Independence(count), TrafficLight.Of(x, n, rules.TailProbability),
            CoverageInterval.Wilson(x, n, rules.Confidence), CoverageInterval.ClopperPearson(x, n, rules.Confidence), state.Bet.Wealth, state.Above.Sum, state.Below.Sum,
            [.. state.Bins.Select((bins, i) => bins.Length >= rules.Fewest ? Stability(rules.Inputs[i], bins) : (double?)null)]);
    }

    // Half a value in each bin more, on the side that is counted: a bin that happens to be empty is no proof.
    private static double Stability(InputRule input, ImmutableArray<int> bins)
    {
        var counts = new double[input.Expected.Length];
        Array.Fill(counts, 0.5);
        foreach (int bin in bins) counts[bin]++;
        return PopulationStability.Index(input.Expected.AsSpan(), counts);
    }

    private double? Figure(AlertMeasure measure, MonitorFigures figures) => measure switch
    {
        // Of few observations even none in breach is improbable enough for amber; the bet watches until there are enough.
        AlertMeasure.Coverage => figures.Count.Observations >= rules.Fewest ? figures.Light.Cumulative : null,
        AlertMeasure.Clustering => figures.Count.Observations >= rules.Fewest ? figures.Independence.PValue : null,
        AlertMeasure.Shortfall => figures.Wealth,
        AlertMeasure.VolatilityDrift => Math.Max(figures.VolatilityAbove, figures.VolatilityBelow),
        _ => figures.Stability.Max(),
    };

    private Alert Alerted(AlertRule rule, Alert before, double? figure, Timestamp time)
    {
        if (figure is not { } value) return before with { Figure = null };
        AlertLevel called = rule.After(before.Level, value);
        if (called > before.Level) return new(rule.Measure, called, time, value, rule.Of(called), 0);
        if (called == before.Level) return before with { Figure = value, Calm = 0 };
        if (before.Calm + 1 < rules.Calm) return before with { Figure = value, Calm = before.Calm + 1 };
        AlertLevel down = before.Level - 1;
        return new(rule.Measure, down, time, value, rule.Of(down), 0);
    }

    private (Cusum Above, Cusum Below) Drift(MonitorState state, MarginObservation observation)
    {
        if (observation.RealisedVariance is not { } realised || observation.ForecastVariance is not { } forecast) return (state.Above, state.Below);
        if (!(double.IsFinite(realised) && realised >= 0 && double.IsFinite(forecast) && forecast > 0))
            throw new ArgumentException($"Realised variance {realised} with forecast {forecast}: both are finite, the one 0 or more and the other above 0.", nameof(observation));
        double score = (Math.Log(Math.Max(realised / forecast, LeastRatio)) - rules.LogRatioMean) / rules.LogRatioDeviation;
        return (state.Above.After(score), state.Below.After(-score));
    }

    private ImmutableArray<ImmutableArray<int>> Binned(ImmutableArray<ImmutableArray<int>> bins, ImmutableArray<double> inputs)
    {
        if (inputs.IsDefaultOrEmpty) return bins;
        if (inputs.Length != rules.Inputs.Length) throw new ArgumentException($"{inputs.Length} inputs were given, {rules.Inputs.Length} are watched.", nameof(inputs));
        // What is not known is left out of its window.
        return [.. bins.Select((window, i) => double.IsNaN(inputs[i]) ? window : Latest(window, rules.Inputs[i].BinOf(inputs[i])))];
    }

    private ImmutableArray<T> Latest<T>(ImmutableArray<T> window, T value) => (window.Length < rules.Window ? window : window.RemoveRange(0, window.Length - rules.Window + 1)).Add(value);
}
