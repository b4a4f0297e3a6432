using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>Least requirements.</summary>
public sealed record MinimumParameters
{
    /// <summary>Rate on the notional of net short options.</summary>
    [Parameter("Rate on the notional of net short options", Unit = "fraction", Minimum = 0, Maximum = 0.2)]
    public required double ShortOption { get; init; }

    /// <summary>Rate on the delta of perpetuals and debts.</summary>
    [Parameter("Basis rate on the delta of perpetuals and spot", Unit = "fraction", Minimum = 0, Maximum = 0.2)]
    public required double PerpetualBasis { get; init; }

    /// <summary>Rate on the delta of one expiry at one quarter, growing with √tenor.</summary>
    [Parameter("Roll rate on the delta of an expiry at a quarter of a year, growing with the square root of tenor", Unit = "fraction", Minimum = 0, Maximum = 0.2)]
    public required double Roll { get; init; }

    /// <summary>Part of the core charged while monitoring is amber.</summary>
    [Parameter("Part of core risk added while monitoring is amber", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double ModelUncertainty { get; init; }
}
