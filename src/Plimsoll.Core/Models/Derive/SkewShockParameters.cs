using Plimsoll.Parameters;

namespace Plimsoll.Models.Derive;

/// <summary>The two skew scenarios of PMRM_2: volatilities change in proportion to ln(strike / forward), to a cap at the width k*.</summary>
public sealed record SkewShockParameters
{
    /// <summary>Cap of the linear skew at expiry.</summary>
    [Parameter("Cap of the linear skew at expiry, part of the volatility", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double LinearBaseCap { get; init; }

    /// <summary>What is added to that cap for each square root of a year.</summary>
    [Parameter("What is added to the cap of the linear skew for each root of a year", Unit = "fraction per root year", Minimum = -10, Maximum = 10)]
    public required double LinearCBase { get; init; }

    /// <summary>Cap of the absolute skew at expiry.</summary>
    [Parameter("Cap of the absolute skew at expiry, part of the volatility", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double AbsBaseCap { get; init; }

    /// <summary>What is added to that cap for each square root of a year.</summary>
    [Parameter("What is added to the cap of the absolute skew for each root of a year", Unit = "fraction per root year", Minimum = -10, Maximum = 10)]
    public required double AbsCBase { get; init; }

    /// <summary>Least width k*.</summary>
    [Parameter("Least width k*", Unit = "log moneyness", Minimum = 0, Maximum = 10)]
    public required double MinKStar { get; init; }

    /// <summary>Width in standard deviations.</summary>
    [Parameter("Width k* in standard deviations to expiry", Unit = "standard deviations", Minimum = 0, Maximum = 10)]
    public required double WidthScale { get; init; }

    /// <summary>Volatility of those standard deviations at expiry.</summary>
    [Parameter("Volatility of those standard deviations at expiry", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double VolParamStatic { get; init; }

    /// <summary>What is added to that volatility for each square root of a year.</summary>
    [Parameter("What is added to that volatility for each root of a year", Unit = "fraction per root year", Minimum = -20, Maximum = 20)]
    public required double VolParamScale { get; init; }

    /// <summary>The skew shock of an expiry; its forward stays where it is.</summary>
    /// <param name="expiry">The expiry.</param>
    /// <param name="bothWings">The absolute skew, else the linear one.</param>
    internal ExpiryShock Of(ExpiryHoldings expiry, bool bothWings)
    {
        double rootTime = Math.Sqrt(expiry.Years);
        double cap = bothWings ? AbsBaseCap + (AbsCBase * rootTime) : LinearBaseCap + (LinearCBase * rootTime);
        double width = Math.Max(MinKStar, rootTime * WidthScale * (VolParamStatic + (rootTime * VolParamScale)));
        return new(expiry.Forward, 1, 0, cap, width, bothWings);
    }
}
