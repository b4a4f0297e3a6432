using Plimsoll.Parameters;

namespace Plimsoll.Models.Dydx;

/// <summary>One liquidity tier, as a rulebook carries it.</summary>
public sealed record DydxTierParameters
{
    /// <summary>Name, as "large-cap".</summary>
    [Parameter("Name of the tier, as large-cap")]
    public required string Name { get; init; }

    /// <summary>Initial margin fraction while open interest is below the lower cap.</summary>
    [Parameter("Initial margin while open interest is below the lower cap, part of the notional", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal InitialMargin { get; init; }

    /// <summary>Maintenance margin as a part of the base initial margin.</summary>
    [Parameter("Maintenance margin, part of the base initial margin", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal MaintenanceFraction { get; init; }

    /// <summary>Open interest from which the initial margin rises; null with the upper cap where it never does.</summary>
    [Parameter("Open interest from which the initial margin rises; absent where it never does", Unit = "USDC", Minimum = 0)]
    public decimal? OpenInterestLowerCap { get; init; }

    /// <summary>Open interest from which the initial margin is the whole notional.</summary>
    [Parameter("Open interest from which the initial margin is the whole notional; absent where it never rises", Unit = "USDC", Minimum = 0)]
    public decimal? OpenInterestUpperCap { get; init; }

    /// <summary>The tier in the chain's whole numbers.</summary>
    internal DydxTier Tier => new(
        DydxQuantums.Floor(InitialMargin, -6), DydxQuantums.Floor(MaintenanceFraction, -6), DydxQuantums.Floor(OpenInterestLowerCap ?? 0m, -6), DydxQuantums.Floor(OpenInterestUpperCap ?? 0m, -6));
}
