using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Derive;

/// <summary>The rules of PMRM_2.</summary>
public sealed record Pmrm2MarginParameters
{
    /// <summary>The underlyings, each margined in accounts of its own.</summary>
    [Parameter("Underlyings, each margined in accounts of its own")]
    public required ImmutableArray<Currency> Underlyings { get; init; }

    /// <summary>The scenarios of spot and volatility.</summary>
    [Parameter("Scenarios of spot and volatility; the worst sets the requirement")]
    public required ImmutableArray<MarginScenario> Scenarios { get; init; }

    /// <summary>Factor on the worst loss for initial margin.</summary>
    [Parameter("Factor on the worst loss for initial margin", Unit = "factor", Minimum = 0.5, Maximum = 10)]
    public required double ImFactor { get; init; }

    /// <summary>Factor on the worst loss for maintenance margin.</summary>
    [Parameter("Factor on the worst loss for maintenance margin", Unit = "factor", Minimum = 0.5, Maximum = 10)]
    public required double MmFactor { get; init; }

    /// <summary>Static discount: part of an expiry's value that counts in a scenario, where it is at or above 0.</summary>
    [Parameter("Static discount of an expiry worth 0 or more in a scenario: the part that counts", Unit = "fraction", Minimum = 0, Maximum = 4)]
    public required double StaticDiscountLong { get; init; }

    /// <summary>Static discount of an expiry that is worth less than 0: the multiple that counts.</summary>
    [Parameter("Static discount of an expiry worth less than 0 in a scenario: the multiple that counts", Unit = "multiple", Minimum = 0, Maximum = 4)]
    public required double StaticDiscountShort { get; init; }

    /// <summary>Factor on the interest rate within the static discount of an expiry worth 0 or more.</summary>
    [Parameter("Factor on the interest rate within the static discount of an expiry worth 0 or more", Unit = "factor", Minimum = 0, Maximum = 10)]
    public required double LongRateMult { get; init; }

    /// <summary>What is added to the interest rate there.</summary>
    [Parameter("What is added to the interest rate there", Unit = "per year", Minimum = 0, Maximum = 10)]
    public required double LongRateAdd { get; init; }

    /// <summary>Factor on the interest rate within the static discount of an expiry worth less than 0.</summary>
    [Parameter("Factor on the interest rate within the static discount of an expiry worth less than 0", Unit = "factor", Minimum = 0, Maximum = 10)]
    public required double ShortRateMult { get; init; }

    /// <summary>What is added to the interest rate there.</summary>
    [Parameter("What is added to the interest rate there", Unit = "per year", Minimum = 0, Maximum = 10)]
    public required double ShortRateAdd { get; init; }

    /// <summary>Contingency of the perpetual, part of its notional.</summary>
    [Parameter("Contingency of the perpetual, part of its notional", Unit = "fraction", Minimum = 0, Maximum = 3)]
    public required double MmPerpPct { get; init; }

    /// <summary>What initial margin adds to it.</summary>
    [Parameter("Contingency of the perpetual that initial margin adds, part of its notional", Unit = "fraction", Minimum = 0, Maximum = 3)]
    public required double ImPerpPct { get; init; }

    /// <summary>Contingency of net naked shorts, part of their notional.</summary>
    [Parameter("Contingency of net naked shorts, part of their notional", Unit = "fraction", Minimum = 0, Maximum = 2)]
    public required double MmOptionPct { get; init; }

    /// <summary>What initial margin adds to it.</summary>
    [Parameter("Contingency of net naked shorts that initial margin adds, part of their notional", Unit = "fraction", Minimum = 0, Maximum = 2)]
    public required double ImOptionPct { get; init; }

    /// <summary>Collateral besides USDC.</summary>
    [Parameter("Collateral besides USDC; what stands nowhere does not count")]
    public required ImmutableArray<Pmrm2CollateralParameters> Collaterals { get; init; }

    /// <summary>Moves of volatility.</summary>
    [Parameter("Moves of volatility")]
    public required VolatilityShockParameters VolShock { get; init; }

    /// <summary>Skew scenarios.</summary>
    [Parameter("Skew scenarios")]
    public required SkewShockParameters SkewShock { get; init; }

    /// <summary>Basis contingency.</summary>
    [Parameter("Basis contingency")]
    public required BasisContingencyParameters BasisContingency { get; init; }

    /// <summary>Contingencies of the peg and of the feeds' confidence.</summary>
    [Parameter("Contingencies of the peg and of the feeds' confidence")]
    public required FeedContingencyParameters FeedContingency { get; init; }

    /// <summary>The rules of a collateral in the accounts of an underlying; null where it does not count.</summary>
    internal Pmrm2CollateralParameters? Of(Currency asset, Currency underlying) =>
        Collaterals.FirstOrDefault(one => one.Assets.Contains(asset) && one.Underlyings.Contains(underlying));

    /// <summary>What counts of an expiry's value in a scenario.</summary>
    internal (double Long, double Short) StaticDiscounts(ExpiryHoldings expiry)
    {
        double years = expiry.Years, rate = expiry.FlooredRate;
        double below = StaticDiscountShort * Math.Exp(years * ((rate * ShortRateMult) + ShortRateAdd));
        return (StaticDiscountLong * Math.Exp(-years * ((rate * LongRateMult) + LongRateAdd)), Math.Min(Math.Exp(rate * years), below));
    }
}

/// <summary>The rules of some collateral.</summary>
public sealed record Pmrm2CollateralParameters
{
    /// <summary>The assets.</summary>
    [Parameter("Assets with these rules")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>The underlyings in whose accounts the rules hold.</summary>
    [Parameter("Underlyings in whose accounts these rules hold")]
    public required ImmutableArray<Currency> Underlyings { get; init; }

    /// <summary>Whether the assets move with the underlying and so offset positions in scenarios.</summary>
    [Parameter("Whether the assets move with the underlying and so offset positions in scenarios")]
    public required bool RiskCancelling { get; init; }

    /// <summary>Part of their value that does not count.</summary>
    [Parameter("Part of their value that does not count", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double MmHaircut { get; init; }

    /// <summary>Part that does not count for initial margin, on top.</summary>
    [Parameter("Part of their value that does not count for initial margin, on top", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double ImHaircut { get; init; }
}
