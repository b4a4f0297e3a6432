using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>How fast a published volatility follows its estimate. The defaults are the model's.</summary>
public sealed record PublicationRules
{
    /// <summary>For how long estimates must have been lower before the level falls at all; 0 or more.</summary>
    [Parameter("Time for which estimates must have been lower before the level falls")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Time in which half of the way down is passed on; above 0.</summary>
    [Parameter("Time in which half of the way down is passed on")]
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(10);

    /// <summary>Largest fall in a day as a fraction in [0, 1); over other times it compounds: 1 − (1 − fall)^days.</summary>
    [Parameter("Greatest fall in a day, compounding", Unit = "fraction", Minimum = 0, Maximum = 0.999)]
    public double MaximumFall { get; init; } = 0.05;

    /// <summary>Largest rise in a day as a fraction above 0, compounding; null for none. A cap withholds margin when it is needed most: 25 % a day caused three breaches on real data, LUNA's among them.</summary>
    [Parameter("Greatest rise in a day, compounding; left out for none", Unit = "fraction", Minimum = 0.01, Maximum = 1000)]
    public double? MaximumRise { get; init; }

    /// <summary>Longest time between two estimates for which the later one speaks. After a longer one patience begins anew: nobody looked, so nobody knows that it was lower.</summary>
    [Parameter("Longest time between two estimates for which the later one speaks")]
    public TimeSpan MaximumGap { get; init; } = TimeSpan.FromHours(36);

    /// <summary>Age of the last estimate beyond which the level is published with <see cref="StaleFactor"/>.</summary>
    [Parameter("Age of the last estimate beyond which the level is raised by staleFactor")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(36);

    /// <summary>What a level without a fresh estimate is multiplied by, within the corridor: 1 or more.</summary>
    [Parameter("What a level without a fresh estimate is multiplied by", Unit = "factor", Minimum = 1, Maximum = 10)]
    public double StaleFactor { get; init; } = 1.15;

    /// <summary>Everything wrong with the rules.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var checks = new Checks();
        checks.NotNegative("patience", Patience, "3 days is usual.");
        checks.Positive("halfLife", HalfLife, "10 days is usual.");
        checks.Within("maximumFall", MaximumFall, 0, 0.999, "for 5 % a day write 0.05.");
        if (MaximumRise is { } rise) checks.Within("maximumRise", rise, 0.01, 1000, "for 25 % a day write 0.25, for no cap leave it out.");
        checks.Positive("maximumGap", MaximumGap, "36 hours covers a daily estimate that comes late.");
        checks.Positive("staleAfter", StaleAfter, "36 hours is usual.");
        checks.Within("staleFactor", StaleFactor, 1, 10, "for 15 % more write 1.15.");
        return checks.Problems;
    }
}
