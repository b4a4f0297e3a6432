using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Governance.Classes;

/// <summary>The classes of underlyings, best first, and how long a change must be called for. The last takes whatever meets no other.</summary>
public sealed record AssetClassRules
{
    /// <summary>The classes, best first; each asks less than the one before. What meets none is of <see cref="Last"/>.</summary>
    [Parameter("Classes, best first; each asks no more than the one before")]
    public required ImmutableArray<AssetClassRule> Classes { get; init; }

    /// <summary>The class of what meets none of the rules.</summary>
    [Parameter("Class of what meets none of the rules")]
    public required string Last { get; init; }

    /// <summary>For how long the thresholds of a better class must have been held.</summary>
    [Parameter("Time for which the thresholds of the next better class must have been held")]
    public required TimeSpan Promotion { get; init; }

    /// <summary>For how long those of the own class must have been missed; no longer than <see cref="Promotion"/>.</summary>
    [Parameter("Time for which the thresholds of the own class must have been missed")]
    public required TimeSpan Demotion { get; init; }

    /// <summary>By how much a threshold may be missed before it counts against the class held; a fraction of it in [0, 1).</summary>
    [Parameter("Share of a threshold by which the class held may miss it", Unit = "fraction", Minimum = 0, Maximum = 0.9)]
    public required double Slack { get; init; }

    /// <summary>Longest time between two looks that counts as watched; after a longer one promotion waits anew.</summary>
    [Parameter("Longest time between two looks that counts as watched")]
    public required TimeSpan MaximumGap { get; init; }

    /// <summary>Starting values, set by judgement.</summary>
    public static AssetClassRules Default { get; } = new()
    {
        Classes =
        [
            new() { Name = "majors", Volume = 3e9, HistoryDays = 1000, Depth = 2e7, Spread = 0.0005, AgeDays = 1000, Volatility = 1.5 },
            new() { Name = "large", Volume = 3e8, HistoryDays = 500, Depth = 2e6, Spread = 0.001, AgeDays = 500, Volatility = 2.5 },
            new() { Name = "mid", Volume = 3e7, HistoryDays = 250, Depth = 2e5, Spread = 0.003, AgeDays = 250, Volatility = 4 },
        ],
        Last = "small", Promotion = TimeSpan.FromDays(30), Demotion = TimeSpan.FromDays(3), Slack = 0.25, MaximumGap = TimeSpan.FromHours(36),
    };

    /// <summary>Everything wrong with the rules.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var checks = new Checks();
        checks.That(Classes.Length > 0, "classes", "There is none; give at least one.");
        checks.Positive("promotion", Promotion, "30d is usual.");
        checks.NotNegative("demotion", Demotion, "3d is usual.");
        checks.That(Demotion <= Promotion, "demotion", "Demotion takes longer than promotion; a class is lost faster than it is won.");
        checks.Within("slack", Slack, 0, 0.9, "a quarter is 0.25.");
        checks.Positive("maximumGap", MaximumGap, "36h covers a daily look that comes late.");
        checks.That(!string.IsNullOrWhiteSpace(Last) && Classes.All(one => one.Name != Last), "last", "The last class has no name, or that of another; give it one of its own.");
        for (int i = 0; i < Classes.Length; i++)
        {
            (AssetClassRule here, string place) = (Classes[i], string.Create(CultureInfo.InvariantCulture, $"classes[{i}]"));
            checks.That(!string.IsNullOrWhiteSpace(here.Name) && Classes.Take(i).All(other => other.Name != here.Name), $"{place}.name", "The name is missing or there twice.");
            if (i == 0) continue;
            AssetClassRule better = Classes[i - 1];
            bool isMilder = here.Volume <= better.Volume && here.HistoryDays <= better.HistoryDays && here.Depth <= better.Depth && here.Spread >= better.Spread && here.AgeDays <= better.AgeDays && here.Volatility >= better.Volatility;
            checks.That(isMilder, place, $"{here.Name} asks more than {better.Name} somewhere; a worse class never does.");
        }

        return checks.Problems;
    }
}
