using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Calibration;

/// <summary>What an asset must show to belong to a class.</summary>
/// <param name="Class">Name of the class.</param>
/// <param name="LeastVolume">Least median of daily value traded, USD.</param>
/// <param name="LeastDays">Least days of own history.</param>
/// <param name="GreatestVolatility">Greatest standard deviation of a day's return.</param>
/// <param name="LeastDepth">Least median depth of one side within 1 %, USD; asked only where depth is recorded.</param>
/// <param name="WithoutVolume">Days of own history that stand in for a volume nobody recorded; null where volume must be known.</param>
public sealed record ClassRule(string Class, double LeastVolume, int LeastDays, double GreatestVolatility, double LeastDepth, int? WithoutVolume)
{
    /// <summary>The rules, most liquid class first. Thresholds are judgement: a step of ten in volume from class to class, and history long enough to hold a fall.</summary>
    public static ImmutableArray<ClassRule> Default { get; } =
    [
        new("majors", 5e9, 1500, 0.06, 2e7, null),
        new("large", 5e8, 1000, 0.10, 2e6, null),
        new("mid", 2e7, 500, 0.15, 2e5, 1000),
    ];

    /// <summary>
    /// Assets that no recorded data classes here and that judgement does, by class: coins with perpetuals at several venues for more than two years. What was recorded goes by the rules; what stands in neither takes the default class.
    /// </summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<Currency>> Judged { get; } = ImmutableSortedDictionary<string, ImmutableArray<Currency>>.Empty.Add(
        "mid",
        [
            .. ((string[])["AAVE", "ALGO", "APT", "ARB", "ATOM", "AXS", "CHZ", "COMP", "CRV", "EGLD", "ENJ", "ETC", "FET", "FIL", "GRT", "HBAR", "ICP", "MANA", "MKR", "NEO", "OP", "PAXG", "RUNE", "SAND", "SUSHI", "TON", "XTZ", "YFI", "ZEC"]).Select(Currency.Of),
        ]);

    /// <summary>Whether the facts meet the rule.</summary>
    public bool Admits(AssetFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Volatility > GreatestVolatility || facts.Days < LeastDays) return false;
        if (facts.MedianVolume is not { } volume) return WithoutVolume is { } days && facts.Days >= days;
        return volume >= LeastVolume && (facts.Depth is not { } depth || depth >= LeastDepth);
    }

    /// <summary>The class of the first rule that admits an asset; null for none, which is the rulebook's default class.</summary>
    public static string? ClassOf(AssetFacts facts, ImmutableArray<ClassRule> rules) => rules.FirstOrDefault(rule => rule.Admits(facts))?.Class;

    /// <summary>The assets by class of a set of rules; an asset that none admits is missing.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<Currency>> Members(IEnumerable<AssetFacts> facts, ImmutableArray<ClassRule> rules) =>
        facts.Select(one => (one.Asset, Class: ClassOf(one, rules))).Where(one => one.Class is not null).GroupBy(one => one.Class!, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Select(one => one.Asset).Order().ToImmutableArray(), StringComparer.Ordinal);
}
