using System.Collections.Immutable;
using Plimsoll.Governance.Monitoring;
using Plimsoll.Market;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>When a market's parameters are calibrated anew.</summary>
public sealed record RecalibrationRules
{
    /// <summary>At the latest so long after the last.</summary>
    [Parameter("At the latest so long after the last")]
    public required TimeSpan Interval { get; init; }

    /// <summary>At the earliest so long after the last.</summary>
    [Parameter("At the earliest so long after the last")]
    public required TimeSpan Spacing { get; init; }

    /// <summary>Volatility now over its long-run level that calls for one when reached.</summary>
    [Parameter("Volatility over its long-run level that calls for one when reached", Unit = "ratio", Minimum = 1, Maximum = 100)]
    public required double VolatilityRatio { get; init; }

    /// <summary>It calls again only after having been below this.</summary>
    [Parameter("It calls again only after having been below this", Unit = "ratio", Minimum = 0, Maximum = 100)]
    public required double VolatilityRatioUntil { get; init; }

    /// <summary>A change into or out of this regime or a worse one calls.</summary>
    [Parameter("A change into or out of this regime or a worse one calls")]
    public required Regime RegimeFrom { get; init; }

    /// <summary>Monitoring turning so bad or worse calls.</summary>
    [Parameter("Monitoring turning so bad or worse calls")]
    public required AlertLevel AlertFrom { get; init; }

    /// <summary>Relative change of smoothed depth since the last recalibration that calls.</summary>
    [Parameter("Relative change of depth since the last that calls", Unit = "fraction", Minimum = 0.01, Maximum = 10)]
    public required double DepthChange { get; init; }

    /// <summary>Relative change of smoothed open interest that calls.</summary>
    [Parameter("Relative change of open interest since the last that calls", Unit = "fraction", Minimum = 0.01, Maximum = 10)]
    public required double OpenInterestChange { get; init; }

    /// <summary>Half-life by which depth and open interest are smoothed.</summary>
    [Parameter("Half-life by which depth and open interest are smoothed")]
    public required TimeSpan Smoothing { get; init; }

    /// <summary>Days of own history at which a listing stops leaning on others.</summary>
    [Parameter("Days of own history at which a listing stops leaning on others", Unit = "days", Minimum = 1, Maximum = 5000)]
    public required int ListingDays { get; init; }

    /// <summary>While the regime is so bad or worse, recalibration waits.</summary>
    [Parameter("While the regime is so bad or worse, recalibration waits")]
    public required Regime WaitFrom { get; init; }

    /// <summary>Starting values, set by judgement.</summary>
    public static RecalibrationRules Default { get; } = new()
    {
        Interval = TimeSpan.FromDays(30), Spacing = TimeSpan.FromDays(7), VolatilityRatio = 2, VolatilityRatioUntil = 1.5, RegimeFrom = Regime.Stressed, AlertFrom = AlertLevel.Amber, DepthChange = 0.4, OpenInterestChange = 0.5,
        Smoothing = TimeSpan.FromDays(5), ListingDays = 250, WaitFrom = Regime.Crisis,
    };

    /// <summary>Everything wrong with the rules.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var checks = new Checks();
        checks.Positive("interval", Interval, "30d is usual.");
        checks.NotNegative("spacing", Spacing, "7d is usual.");
        checks.That(Spacing <= Interval, "spacing", "It is longer than the interval; the schedule could never be kept.");
        checks.Within("volatilityRatio", VolatilityRatio, 1, 100, "twice the long-run level is 2.");
        checks.That(VolatilityRatioUntil < VolatilityRatio && VolatilityRatioUntil >= 0, "volatilityRatioUntil", "It is not below the ratio that calls; a ratio at the threshold would call again and again.");
        checks.Within("depthChange", DepthChange, 0.01, 10, "40 % is 0.4.");
        checks.Within("openInterestChange", OpenInterestChange, 0.01, 10, "50 % is 0.5.");
        checks.Positive("smoothing", Smoothing, "5d is usual.");
        checks.That(ListingDays > 0, "listingDays", "It is not above 0; 250 is usual.");
        checks.That(Enum.IsDefined(RegimeFrom) && RegimeFrom > Regime.Calm, "regimeFrom", "Every market is at least calm; write elevated, stressed or crisis.");
        checks.That(Enum.IsDefined(WaitFrom) && WaitFrom > Regime.Calm, "waitFrom", "Recalibration would never run; write elevated, stressed or crisis.");
        checks.That(AlertFrom is AlertLevel.Amber or AlertLevel.Red, "alertFrom", "Write amber or red.");
        return checks.Problems;
    }
}
