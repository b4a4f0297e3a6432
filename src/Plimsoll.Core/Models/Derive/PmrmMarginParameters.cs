using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Derive;

/// <summary>The rules of PMRM v1.</summary>
public sealed record PmrmMarginParameters
{
    /// <summary>The underlyings, each margined in accounts of its own.</summary>
    [Parameter("Underlyings, each margined in accounts of its own")]
    public required ImmutableArray<Currency> Underlyings { get; init; }

    /// <summary>The scenarios of spot and volatility.</summary>
    [Parameter("Scenarios of spot and volatility; the worst sets the requirement")]
    public required ImmutableArray<MarginScenario> Scenarios { get; init; }

    /// <summary>Factor on the worst loss and the static contingency for initial margin.</summary>
    [Parameter("Factor on the worst loss and the static contingency for initial margin", Unit = "factor", Minimum = 1, Maximum = 4)]
    public required double ImFactor { get; init; }

    /// <summary>Static discount: part of an expiry's value that counts in a scenario, where it is above 0.</summary>
    [Parameter("Static discount: part of an expiry's value above 0 that counts in a scenario", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double BaseStaticDiscount { get; init; }

    /// <summary>Factor on the interest rate within the static discount.</summary>
    [Parameter("Factor on the interest rate within the static discount", Unit = "factor", Minimum = 0, Maximum = 5)]
    public required double RateMultScale { get; init; }

    /// <summary>What is added to the interest rate within the static discount.</summary>
    [Parameter("What is added to the interest rate within the static discount", Unit = "per year", Minimum = 0, Maximum = 5)]
    public required double RateAddScale { get; init; }

    /// <summary>Static contingency of the base coin, part of its value.</summary>
    [Parameter("Static contingency of the base coin, part of its value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double BasePercent { get; init; }

    /// <summary>Static contingency of the perpetual, part of its notional.</summary>
    [Parameter("Static contingency of the perpetual, part of its notional", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double PerpPercent { get; init; }

    /// <summary>Static contingency of net naked shorts, part of their notional.</summary>
    [Parameter("Static contingency of net naked shorts, part of their notional", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double OptionPercent { get; init; }

    /// <summary>Moves of volatility.</summary>
    [Parameter("Moves of volatility")]
    public required VolatilityShockParameters VolShock { get; init; }

    /// <summary>Basis contingency.</summary>
    [Parameter("Basis contingency")]
    public required BasisContingencyParameters BasisContingency { get; init; }

    /// <summary>Contingencies of the peg and of the feeds' confidence.</summary>
    [Parameter("Contingencies of the peg and of the feeds' confidence")]
    public required FeedContingencyParameters FeedContingency { get; init; }

    /// <summary>The static discount of an expiry.</summary>
    internal double StaticDiscount(ExpiryHoldings expiry) => BaseStaticDiscount * Math.Exp(-expiry.Years * ((expiry.FlooredRate * RateMultScale) + RateAddScale));
}
