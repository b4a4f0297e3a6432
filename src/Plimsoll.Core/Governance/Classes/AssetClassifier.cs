using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Governance.Classes;

/// <summary>
/// Tells the class of an underlying: better by one class at a time after its thresholds have been held for long, worse soon and as far as the facts say. Pure: state in, state out.
/// </summary>
public sealed class AssetClassifier
{
    private readonly AssetClassRules rules;

    private AssetClassifier(AssetClassRules rules) => this.rules = rules;

    /// <summary>From rules.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; it carries every problem.</exception>
    public static AssetClassifier Create(AssetClassRules rules)
    {
        Checks.Refuse(rules.Problems());
        return new(rules);
    }

    /// <summary>The class of a market seen for the first time: the best whose thresholds are all met, history and age among them.</summary>
    public AssetClassStep Begin(AssetFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ImmutableArray<AssetClassPoint> points = Judge(facts);
        return new(new(Name(Best(points, point => point.IsMet)), facts.Time, facts.Time, null, null), null, points);
    }

    /// <summary>The class after one more look.</summary>
    /// <exception cref="ArgumentException">The state's class is none of the rules'.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Time runs backwards.</exception>
    public AssetClassStep Step(AssetClassState state, AssetFacts facts)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Time < state.Time) throw new ArgumentOutOfRangeException(nameof(facts), facts.Time, $"The last look was at {state.Time}; look in order of time.");
        int held = Rank(state.AssetClass);
        ImmutableArray<AssetClassPoint> points = Judge(facts);
        int met = Best(points, point => point.IsMet), kept = Best(points, point => point.IsKept);
        bool isWatched = facts.Time - state.Time <= rules.MaximumGap;
        // Nobody looked for longer than the gap: what was good then need not have been since. What was bad counts on.
        Timestamp? better = met < held ? (isWatched ? state.BetterSince : null) ?? facts.Time : null;
        Timestamp? worse = kept > held ? state.WorseSince ?? facts.Time : null;
        int to = worse is { } bad && facts.Time - bad >= rules.Demotion ? kept : better is { } good && facts.Time - good >= rules.Promotion ? held - 1 : held;
        return to == held
            ? new(state with { Time = facts.Time, BetterSince = better, WorseSince = worse }, null, points)
            : new(new(Name(to), facts.Time, facts.Time, null, null), state.AssetClass, points);
    }

    private int Rank(string name)
    {
        for (int i = 0; i <= rules.Classes.Length; i++)
            if (Name(i) == name) return i;
        throw new ArgumentException($"'{name}' is no class; there are {string.Join(", ", Enumerable.Range(0, rules.Classes.Length + 1).Select(Name))}.", nameof(name));
    }

    private string Name(int rank) => rank < rules.Classes.Length ? rules.Classes[rank].Name : rules.Last;

    private int Best(ImmutableArray<AssetClassPoint> points, Func<AssetClassPoint, bool> holds)
    {
        for (int i = 0; i < rules.Classes.Length; i++)
            if (points.Where(point => point.AssetClass == rules.Classes[i].Name).All(holds)) return i;
        return rules.Classes.Length;
    }

    private ImmutableArray<AssetClassPoint> Judge(AssetFacts facts) =>
    [
        .. rules.Classes.SelectMany(one => (AssetClassPoint[])
        [
            AtLeast(one, "volume", facts.Volume, one.Volume), AtLeast(one, "history", facts.HistoryDays, one.HistoryDays), AtLeast(one, "depth", facts.Depth, one.Depth),
            AtMost(one, "spread", facts.Spread, one.Spread), AtLeast(one, "age", facts.AgeDays, one.AgeDays), AtMost(one, "volatility", facts.Volatility, one.Volatility),
        ]),
    ];

    // NaN compares false and so meets nothing.
    private AssetClassPoint AtLeast(AssetClassRule one, string fact, double? value, double threshold) => new(one.Name, fact, value, threshold, value >= threshold, value >= threshold * (1 - rules.Slack));

    private AssetClassPoint AtMost(AssetClassRule one, string fact, double? value, double threshold) => new(one.Name, fact, value, threshold, value <= threshold, value <= threshold * (1 + rules.Slack));
}
