using Plimsoll.Parameters;

namespace Plimsoll.Models.Dydx;

/// <summary>One market, as a rulebook carries it.</summary>
public sealed record DydxMarketParameters
{
    /// <summary>Its liquidity tier.</summary>
    [Parameter("Name of its liquidity tier")]
    public required string Tier { get; init; }

    /// <summary>Power of ten of the base quantum.</summary>
    [Parameter("Power of ten of the smallest size the chain counts: -10 is 1e-10 units", Minimum = -18, Maximum = 6)]
    public required int AtomicResolution { get; init; }

    /// <summary>Power of ten of the oracle price.</summary>
    [Parameter("Power of ten of the oracle price: -5 is 1e-5 USD", Minimum = -20, Maximum = 6)]
    public required int PriceExponent { get; init; }

    /// <summary>Whether it may share a subaccount with no other market.</summary>
    [Parameter("Whether it has collateral of its own and may share a subaccount with no other market; false where absent")]
    public bool? Isolated { get; init; }
}
