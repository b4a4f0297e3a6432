using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Validation;

/// <summary>Champion and challengers: a challenger replaces the champion only where it lost significantly less on days that both forecast. Pure: state in, state out.</summary>
/// <remarks>Whether margin is no worse covered and no jumpier with the challenger is tested apart, before it is promoted (backtest); this rule judges forecasts.</remarks>
public static class ChampionRule
{
    /// <summary>The state after one more scored day.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="time">End of the day scored.</param>
    /// <param name="losses">Name and QLIKE of every forecaster that had a forecast; those without one are left out.</param>
    /// <param name="rules">The rules; the usual ones where null.</param>
    /// <returns>The state after it, and the promotion if there was one.</returns>
    /// <exception cref="ArgumentException">A loss is not finite, or a name stands twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rule lies outside its range.</exception>
    public static (ChampionState State, Promotion? Promotion) After(ChampionState state, Timestamp time, ImmutableArray<(string Name, double Loss)> losses, ChampionRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        rules ??= ChampionRules.Default;
        rules.Check();
        Series.Finite([.. losses.Select(one => one.Loss)], nameof(losses));
        if (losses.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count() != losses.Length) throw new ArgumentException("A name stands twice; give each forecaster one loss.", nameof(losses));
        int at = losses.Select(one => one.Name).ToList().IndexOf(state.Champion);
        // Without the champion's forecast there is nothing to compare with.
        if (at < 0) return (state, null);
        double champion = losses[at].Loss;
        var shadows = state.Shadows.ToList();
        foreach ((string name, double loss) in losses)
        {
            if (name == state.Champion) continue;
            int shadow = shadows.FindIndex(run => run.Challenger == name);
            if (shadow < 0) shadows.Add(new(name, time, 1, [champion - loss]));
            else shadows[shadow] = After(shadows[shadow], champion - loss, rules.Window);
        }

        Promotion? promotion = shadows
            .Where(run => losses.Any(one => one.Name == run.Challenger) && run.Differences.Length >= rules.FewestDays && (run.Days - rules.FewestDays) % rules.ReviewEvery == 0)
            .Select(run => new Promotion(state.Champion, run.Challenger, time, run.Differences.Length, Test(run, rules.Horizon)))
            .Where(found => found.Test.MeanDifference > 0.0 && found.Test.PValue < rules.Significance)
            .OrderByDescending(found => found.Test.MeanDifference).FirstOrDefault();
        // The new champion is compared with the others from scratch: what they lost against the old one says nothing of the new.
        return promotion is null ? (state with { Shadows = [.. shadows] }, null) : (ChampionState.Begin(promotion.To, time), promotion);
    }

    private static ShadowRun After(ShadowRun run, double difference, int window)
    {
        ImmutableArray<double> all = run.Differences.Add(difference);
        return run with { Days = run.Days + 1, Differences = all.Length > window ? all[^window..] : all };
    }

    private static DieboldMarianoTest Test(ShadowRun run, int horizon) =>
        DieboldMarianoTest.Corrected(run.Differences.AsSpan(), horizon - 1 + (int)Math.Floor(Math.Cbrt(run.Differences.Length)), horizon);
}
