using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>What may change by itself, how far and how often. What no bound names may not.</summary>
public sealed class ApprovedBounds
{
    // A step of exactly the bound, computed from two rounded texts, is inside it.
    private const double Rounding = 1e-9;

    private readonly ImmutableArray<ParameterBound> bounds;

    private ApprovedBounds(ImmutableArray<ParameterBound> bounds) => this.bounds = bounds;

    /// <summary>From bounds; of several for one parameter the first holds.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; it carries every problem.</exception>
    public static ApprovedBounds Create(ImmutableArray<ParameterBound> bounds)
    {
        Checks.Refuse(Problems(bounds));
        return new(bounds);
    }

    /// <summary>Everything wrong with bounds.</summary>
    public static ImmutableArray<Problem> Problems(ImmutableArray<ParameterBound> bounds)
    {
        var checks = new Checks();
        for (int i = 0; i < bounds.Length; i++)
        {
            (ParameterBound bound, string place) = (bounds[i], $"[{i}]");
            checks.That(!string.IsNullOrWhiteSpace(bound.Path), $"{place}.path", "No path is given; write that of a parameter, as marketRisk.stressedWeight.");
            checks.Within($"{place}.least", bound.Least, double.MinValue, double.MaxValue, "write a number.");
            checks.Within($"{place}.greatest", bound.Greatest, double.MinValue, double.MaxValue, "write a number.");
            checks.That(!(bound.Least > bound.Greatest), $"{place}.greatest", Text($"{bound.Greatest:R} is below the least value {bound.Least:R}; exchange them."));
            checks.That(bound.GreatestStep > 0 && double.IsFinite(bound.GreatestStep), $"{place}.greatestStep", Text($"{bound.GreatestStep:R} lets nothing change; for a quarter write 0.25."));
            checks.NotNegative($"{place}.spacing", bound.Spacing, "write 0d for none.");
        }

        return checks.Problems;
    }

    /// <summary>Where changes go beyond the bounds; empty where they may stand at once.</summary>
    /// <param name="ledger">What changed when.</param>
    /// <param name="differences">The changes against the last set.</param>
    /// <param name="effective">From when they would stand.</param>
    public ImmutableArray<BoundBreach> Breaches(ParameterLedger ledger, ImmutableArray<ParameterDifference> differences, Timestamp effective) =>
        [.. differences.SelectMany(difference => Breaches(ledger, difference, effective))];

    private IEnumerable<BoundBreach> Breaches(ParameterLedger ledger, ParameterDifference difference, Timestamp effective)
    {
        string path = difference.Path;
        if (difference.Before is null || difference.After is null || bounds.FirstOrDefault(one => one.IsFor(path)) is not { } bound)
        {
            yield return new(path, BoundReason.NotBounded, $"{path} goes from {difference.Before ?? "nothing"} to {difference.After ?? "nothing"} and no bound allows that.");
            yield break;
        }

        if (ParameterSet.NumberOf(difference.Before) is not { } before || ParameterSet.NumberOf(difference.After) is not { } after)
        {
            yield return new(path, BoundReason.NotANumber, $"{path} goes from {difference.Before} to {difference.After}; only numbers have bounds.");
            yield break;
        }

        if (after < bound.Least) yield return new(path, BoundReason.BelowLeast, Text($"{path} would be {after:R}; {bound.Least:R} is the least."));
        if (after > bound.Greatest) yield return new(path, BoundReason.AboveGreatest, Text($"{path} would be {after:R}; {bound.Greatest:R} is the greatest."));
        if (Math.Abs(after - before) > bound.GreatestStep * Math.Abs(before) * (1 + Rounding))
            yield return new(path, BoundReason.StepTooGreat, Text($"{path} would go from {before:R} to {after:R}; a step of {100 * bound.GreatestStep:0.##} % is the greatest."));
        if (ledger.LastChange(path) is { } last && effective - last < bound.Spacing)
            yield return new(path, BoundReason.TooSoon, Text($"{path} changed at {last}; {bound.Spacing.TotalDays:0.##} days lie between two changes."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
