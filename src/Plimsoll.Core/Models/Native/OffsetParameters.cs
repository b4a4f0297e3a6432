using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>Offsets between underlyings of one group.</summary>
public sealed record OffsetParameters
{
    /// <summary>κ: part of the joint requirement that counts, the rest being that of the underlyings apart.</summary>
    [Parameter("Part of the offset between underlyings of a group that counts", Unit = "fraction", Minimum = 0.5, Maximum = 1)]
    public required double Stable { get; init; }

    /// <summary>κ while the group's correlations are unstable.</summary>
    [Parameter("The same while the group's correlations are unstable", Unit = "fraction", Minimum = 0.5, Maximum = 1)]
    public required double Unstable { get; init; }

    /// <summary>Days of one rolling correlation.</summary>
    [Parameter("Days of one rolling correlation", Unit = "days", Minimum = 10, Maximum = 500)]
    public required int CorrelationDays { get; init; }

    /// <summary>Days over which its range is taken.</summary>
    [Parameter("Days over which the range of rolling correlations is taken", Unit = "days", Minimum = 20, Maximum = 2000)]
    public required int LookbackDays { get; init; }

    /// <summary>Median range of a pair's rolling correlation from which the group is unstable.</summary>
    [Parameter("Median range of a pair's rolling correlation from which a group is unstable", Unit = "correlation", Minimum = 0, Maximum = 2)]
    public required double UnstableRange { get; init; }

    /// <summary>How far above <see cref="UnstableRange"/> the median range is where κ has come down to its unstable value, in a straight line; 0 or null for a step.</summary>
    [Parameter("How far above unstableRange the offsets have come down, in a straight line, to their unstable part; at once where 0 or not given", Unit = "correlation", Minimum = 0, Maximum = 2)]
    public double? UnstableWidth { get; init; }

    /// <summary>Part of the increase under broken correlations that is charged.</summary>
    [Parameter("Part of the increase under broken correlations that is charged; at most the least offset", Unit = "fraction", Minimum = 0, Maximum = 0.5)]
    public required double BreakShare { get; init; }

    /// <summary>κ of a group.</summary>
    /// <param name="medianRange">Median range of its pairs' rolling correlations; NaN where it has no pair.</param>
    internal double Part(double medianRange)
    {
        if (!(medianRange > UnstableRange)) return Stable;
        double way = UnstableWidth is > 0 and { } width ? Math.Min(1, (medianRange - UnstableRange) / width) : 1;
        return Stable - (way * (Stable - Unstable));
    }
}
