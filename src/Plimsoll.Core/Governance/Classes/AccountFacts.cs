using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Governance.Classes;

/// <summary>Margin calls and liquidations of an account, older ones counting less.</summary>
/// <param name="Calls">Calls, decayed to <paramref name="Time"/>.</param>
/// <param name="Liquidations">Liquidations, decayed likewise.</param>
/// <param name="Time">When.</param>
public sealed record AccountHistory(double Calls, double Liquidations, Timestamp Time)
{
    /// <summary>The history at a later time.</summary>
    /// <param name="time">Not before the last.</param>
    /// <param name="halfLife">Time after which an event counts half.</param>
    /// <param name="calls">Calls at that time.</param>
    /// <param name="liquidations">Liquidations at that time.</param>
    public AccountHistory After(Timestamp time, TimeSpan halfLife, int calls = 0, int liquidations = 0)
    {
        if (time < Time) throw new ArgumentOutOfRangeException(nameof(time), time, $"The history stands at {Time}; go on in order of time.");
        double left = Math.Pow(0.5, (time - Time) / halfLife);
        return new((Calls * left) + calls, (Liquidations * left) + liquidations, time);
    }
}

/// <summary>What is known of an account at one time. What is not known is null, and then bears all points of its factor.</summary>
/// <param name="Time">When.</param>
/// <param name="Values">By fact.</param>
public sealed record AccountFacts(Timestamp Time, ImmutableSortedDictionary<ScoreFact, double> Values);

/// <summary>The points of one fact.</summary>
/// <param name="Fact">Which.</param>
/// <param name="Value">What was found; null where it is not known.</param>
/// <param name="Points">Points, 0 to the factor's weight.</param>
/// <param name="Weight">Points at most.</param>
public sealed record ScorePoint(ScoreFact Fact, double? Value, double Points, double Weight);

/// <summary>What is carried from one look at an account to the next.</summary>
/// <param name="AccountClass">The class held.</param>
/// <param name="Since">Since when.</param>
/// <param name="Time">Of the last look.</param>
/// <param name="BetterSince">Since when a better class has been called for without a break; null where none is.</param>
public sealed record AccountScoreState(string AccountClass, Timestamp Since, Timestamp Time, Timestamp? BetterSince);

/// <summary>What one look did.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Score">0 to 100; the points sum to it.</param>
/// <param name="Factor">On the requirement, of the class held.</param>
/// <param name="From">The class before where it changed; null where it did not.</param>
/// <param name="Points">Of every factor, in their order.</param>
public sealed record AccountScoreStep(AccountScoreState State, double Score, double Factor, string? From, ImmutableArray<ScorePoint> Points);
