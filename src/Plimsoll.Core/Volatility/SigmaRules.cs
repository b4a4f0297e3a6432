namespace Plimsoll.Volatility;

/// <summary>Numbers of the fallback ladder and its guard rails.</summary>
public sealed record SigmaRules
{
    /// <summary>A last day that ended longer ago than this says nothing of now; 36 hours covers a daily forecast that comes late.</summary>
    public TimeSpan MaximumAge { get; init; } = TimeSpan.FromHours(36);

    /// <summary>What stands in for a forecast is raised by this factor; 1 or above.</summary>
    public double LastGoodFactor { get; init; } = 1.15;

    /// <summary>Greatest factor by which volatility rises in an hour, above 1: beyond it a forecast is taken for an error until the next one confirms it.</summary>
    public double GreatestRisePerHour { get; init; } = 1.5;

    /// <summary>Least factor to which volatility falls in a day, in (0, 1]; null leaves falls to the publication of volatility, which slows them down by its own rules.</summary>
    public double? LeastFallPerDay { get; init; }

    /// <summary>The rules with their usual numbers.</summary>
    public static SigmaRules Default { get; } = new();

    internal void Check()
    {
        if (MaximumAge <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(MaximumAge), MaximumAge, "The greatest age is above 0; 36 hours is usual.");
        if (!(LastGoodFactor >= 1.0)) throw new ArgumentOutOfRangeException(nameof(LastGoodFactor), LastGoodFactor, "The factor is 1 or above; 1.15 is usual.");
        if (!(GreatestRisePerHour > 1.0)) throw new ArgumentOutOfRangeException(nameof(GreatestRisePerHour), GreatestRisePerHour, "The factor is above 1; 1.5 is usual.");
        if (LeastFallPerDay is { } fall && !(fall is > 0.0 and <= 1.0)) throw new ArgumentOutOfRangeException(nameof(LeastFallPerDay), fall, "The factor lies in (0, 1]; for 2 % a day write 0.98.");
    }
}
