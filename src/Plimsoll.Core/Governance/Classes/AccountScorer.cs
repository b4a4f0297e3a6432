using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Governance.Classes;

/// <summary>Scores accounts and tells their class: worse at once, better one class at a time after it has been called for a while. Pure: state in, state out.</summary>
public sealed class AccountScorer
{
    private readonly AccountScoreRules rules;

    private AccountScorer(AccountScoreRules rules) => this.rules = rules;

    /// <summary>From rules.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; it carries every problem.</exception>
    public static AccountScorer Create(AccountScoreRules rules)
    {
        Checks.Refuse(rules.Problems());
        return new(rules);
    }

    /// <summary>Score and class of an account seen for the first time.</summary>
    public AccountScoreStep Begin(AccountFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ImmutableArray<ScorePoint> points = Points(facts);
        AccountClass called = rules.Classes[Rank(Sum(points))];
        return new(new(called.Name, facts.Time, facts.Time, null), Sum(points), called.Factor, null, points);
    }

    /// <summary>Score and class after one more look.</summary>
    /// <exception cref="ArgumentException">The state's class is none of the rules'.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Time runs backwards, or a fact is negative or no number.</exception>
    public AccountScoreStep Step(AccountScoreState state, AccountFacts facts)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Time < state.Time) throw new ArgumentOutOfRangeException(nameof(facts), facts.Time, $"The last look was at {state.Time}; look in order of time.");
        int held = 0;
        while (held < rules.Classes.Length && rules.Classes[held].Name != state.AccountClass) held++;
        if (held == rules.Classes.Length) throw new ArgumentException($"'{state.AccountClass}' is no class; there are {string.Join(", ", rules.Classes.Select(one => one.Name))}.", nameof(state));
        ImmutableArray<ScorePoint> points = Points(facts);
        double score = Sum(points);
        Timestamp? better = score < rules.Classes[held].From - rules.Hysteresis ? state.BetterSince ?? facts.Time : null;
        int called = Rank(score);
        int to = called > held ? called : better is { } since && facts.Time - since >= rules.Promotion ? held - 1 : held;
        AccountScoreState next = to == held ? state with { Time = facts.Time, BetterSince = better } : new(rules.Classes[to].Name, facts.Time, facts.Time, null);
        return new(next, score, rules.Classes[to].Factor, to == held ? null : state.AccountClass, points);
    }

    private int Rank(double score)
    {
        int rank = 0;
        while (rank + 1 < rules.Classes.Length && score >= rules.Classes[rank + 1].From) rank++;
        return rank;
    }

    private ImmutableArray<ScorePoint> Points(AccountFacts facts) =>
    [
        .. rules.Factors.Select(factor =>
        {
            double? value = facts.Values.TryGetValue(factor.Fact, out double known) ? known : null;
            if (value is { } found && !(found >= 0)) throw new ArgumentOutOfRangeException(nameof(facts), found, $"{factor.Fact} must be a number of 0 or more; leave it out where it is not known.");
            double share = value is { } v ? Math.Clamp((v - factor.From) / (factor.To - factor.From), 0, 1) : 1;
            return new ScorePoint(factor.Fact, value, factor.Weight * share, factor.Weight);
        }),
    ];

    private static double Sum(ImmutableArray<ScorePoint> points) => Math.Min(100, points.Sum(point => point.Points));
}
