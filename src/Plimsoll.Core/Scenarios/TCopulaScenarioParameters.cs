using Plimsoll.Numerics;

namespace Plimsoll.Scenarios;

/// <summary>How scenarios are drawn from a t copula.</summary>
internal sealed record TCopulaScenarioParameters
{
    /// <summary>The key of every draw. One seed for a day and all portfolios: their requirements then differ by their positions alone, and can be replayed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Scenarios; at 1 % and ν = 4 an expected shortfall of 100,000 has a standard error of about 1.5 %.</summary>
    public required int Count { get; init; }

    /// <summary>ν of the copula; null to fit it, which needs some hundred joint returns. At most 4 for coins of short history.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Share of each margin's sample, on each side, that its generalised Pareto tail is fitted to.</summary>
    public double TailShare { get; init; } = 0.1;

    /// <summary>Limits of those fits. 20 exceedances, so that 200 returns do; the caps on ξ keep so few from deciding much.</summary>
    public GpdLimits TailLimits { get; init; } = GpdLimits.Production with { LeastExceedances = 20 };
}
