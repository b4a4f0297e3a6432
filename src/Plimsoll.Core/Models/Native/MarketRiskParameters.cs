using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Confidence, period and data window of market risk.</summary>
public sealed record MarketRiskParameters
{
    /// <summary>Tail probability of the expected shortfall behind initial margin.</summary>
    [Parameter("Tail probability of initial margin", Unit = "fraction", Minimum = 0.0001, Maximum = 0.1)]
    public required double InitialTail { get; init; }

    /// <summary>Tail probability of the expected shortfall behind maintenance margin; not below the initial one.</summary>
    [Parameter("Tail probability of maintenance margin", Unit = "fraction", Minimum = 0.0001, Maximum = 0.2)]
    public required double MaintenanceTail { get; init; }

    /// <summary>Margin period of risk.</summary>
    [Parameter("Margin period of risk", Unit = "hours", Minimum = 1, Maximum = 240)]
    public required double Hours { get; init; }

    /// <summary>Margin period of risk of the netting sets listed in <see cref="ShortNettingSets"/>.</summary>
    [Parameter("Margin period of risk of the netting sets listed in shortNettingSets", Unit = "hours", Minimum = 1, Maximum = 240)]
    public required double ShortHours { get; init; }

    /// <summary>Netting sets that hold only futures and perpetuals of classes with automatic liquidation; one that holds anything else gets the long period and a warning.</summary>
    [Parameter("Netting sets that hold only futures and perpetuals of classes with automatic liquidation")]
    public required ImmutableArray<string> ShortNettingSets { get; init; }

    /// <summary>Days of joint returns in the core set.</summary>
    [Parameter("Days of joint returns in the core set", Unit = "days", Minimum = 50, Maximum = 5000)]
    public required int WindowDays { get; init; }

    /// <summary>Own days below which a factor takes the proxy.</summary>
    [Parameter("Own days below which a factor takes its proxy", Unit = "days", Minimum = 20, Maximum = 5000)]
    public required int MinimumDays { get; init; }

    /// <summary>w of partial rescaling: 0 none, 1 full.</summary>
    [Parameter("Weight of volatility rescaling: 0 none, 1 full", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Rescaling { get; init; }

    /// <summary>Least scaling factor k.</summary>
    [Parameter("Least scaling factor of a historical return", Unit = "factor", Minimum = 0.05, Maximum = 1)]
    public required double LeastScale { get; init; }

    /// <summary>Greatest scaling factor k.</summary>
    [Parameter("Greatest scaling factor of a historical return", Unit = "factor", Minimum = 1, Maximum = 20)]
    public required double GreatestScale { get; init; }

    /// <summary>λ of the exponentially weighted variance, per day.</summary>
    [Parameter("Decay of the exponentially weighted variance, per day", Unit = "fraction", Minimum = 0.5, Maximum = 0.9999)]
    public required double Decay { get; init; }

    /// <summary>λ of a second, shorter memory, per day; the volatility is then the mean of both, of absolute moves instead of squares. Null for one memory.</summary>
    [Parameter("Decay of a second, shorter memory, per day; volatility is then the mean of two averages of absolute moves", Unit = "fraction", Minimum = 0.2, Maximum = 0.9999)]
    public double? FastDecay { get; init; }

    /// <summary>Weight of the variance realised inside a step beside the squared return of the step, where shorter bars are recorded; needs <see cref="FastDecay"/>. Null for none.</summary>
    [Parameter("Weight of variance realised inside a step beside its squared return", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public double? RealisedShare { get; init; }

    /// <summary>What the absolute return of a step counts for where nothing is recorded inside it, so that volatility does not jump where recording begins. Null for 1.</summary>
    [Parameter("Factor on the absolute return of a step inside which nothing is recorded", Unit = "factor", Minimum = 0.5, Maximum = 2)]
    public double? UnseenFactor { get; init; }

    /// <summary>Weight of rescaling of the perpetual's basis, with bounds of their own; null for the weight and bounds of returns.</summary>
    [Parameter("Weight of volatility rescaling of a perpetual's basis", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public double? BasisRescaling { get; init; }

    /// <summary>Least scaling factor of a basis return; null for that of returns.</summary>
    [Parameter("Least scaling factor of a historical basis return", Unit = "factor", Minimum = 0.01, Maximum = 1)]
    public double? BasisLeastScale { get; init; }

    /// <summary>Greatest scaling factor of a basis return; null for that of returns.</summary>
    [Parameter("Greatest scaling factor of a historical basis return", Unit = "factor", Minimum = 1, Maximum = 100)]
    public double? BasisGreatestScale { get; init; }

    /// <summary>Returns whose mean square starts the variance.</summary>
    [Parameter("Returns whose mean square starts the variance", Unit = "returns", Minimum = 2, Maximum = 1000)]
    public required int SeedReturns { get; init; }

    /// <summary>The underlying whose dates are the calendar and whose returns stand in for a missing factor.</summary>
    [Parameter("Underlying whose dates are the calendar and that proxies lean on")]
    public required Currency Leader { get; init; }

    /// <summary>What a proxied factor's returns are multiplied by.</summary>
    [Parameter("What a proxied factor's returns are multiplied by", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double ProxyFactor { get; init; }

    /// <summary>How much faster the basis of a dated future moves than a perpetual's, for each year of tenor (up to one).</summary>
    [Parameter("Added multiple of a perpetual's basis move for each year of tenor, up to one year", Unit = "multiple per year", Minimum = 0, Maximum = 100)]
    public required double BasisTenorSlope { get; init; }

    /// <summary>Days in the stressed window.</summary>
    [Parameter("Days in the stressed window", Unit = "days", Minimum = 20, Maximum = 2000)]
    public required int StressedDays { get; init; }

    /// <summary>Weight of the stressed expected shortfall.</summary>
    [Parameter("Weight of the stressed expected shortfall in the blend", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double StressedWeight { get; init; }

    /// <summary>Joint draws that take the place of the historical dates of the core set; null for the dates themselves.</summary>
    [Parameter("Joint draws of a t copula in place of the historical dates of the core set")]
    public CopulaParameters? Copula { get; init; }
}
