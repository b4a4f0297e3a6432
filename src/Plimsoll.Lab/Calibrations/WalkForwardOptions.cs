using Plimsoll.Governance;

namespace Plimsoll.Lab.Calibrations;

/// <summary>How recorded days are walked.</summary>
public sealed record WalkForwardOptions
{
    /// <summary>The rules of governance.</summary>
    public GovernanceRules Rules { get; init; } = GovernanceRules.Default;

    /// <summary>The assets; null for every one but pegs.</summary>
    public IReadOnlyCollection<Currency>? Assets { get; init; }

    /// <summary>Depth and open interest, where recorded.</summary>
    public ImmutableArray<WalkForwardSeries> Recorded { get; init; } = [];

    /// <summary>Half-life of the estimate that is published; 22.8 days is λ = 0.97 a day.</summary>
    public TimeSpan EstimateHalfLife { get; init; } = TimeSpan.FromDays(22.756);

    /// <summary>Half-life of volatility now. Daily closes tell it later than hourly ones would.</summary>
    public TimeSpan FastHalfLife { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Half-life of long-run volatility.</summary>
    public TimeSpan LongHalfLife { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Degrees of freedom of the Student-t by which the monitor's VaR and ES follow from published volatility.</summary>
    public double DegreesOfFreedom { get; init; } = 4;

    /// <summary>Days after which proposals are taken to be approved by a second person; null leaves them to lapse.</summary>
    public double? ApprovedAfterDays { get; init; } = 2;
}
