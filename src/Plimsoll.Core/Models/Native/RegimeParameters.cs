using Plimsoll.Market;
using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>What the regimes that are not calm do to the requirement. A worse regime never does less.</summary>
public sealed record RegimeParameters
{
    /// <summary>More restless than usual.</summary>
    [Parameter("What the elevated regime does")]
    public required RegimeCharge Elevated { get; init; }

    /// <summary>Losses and costs of a close-out well above the usual.</summary>
    [Parameter("What the stressed regime does")]
    public required RegimeCharge Stressed { get; init; }

    /// <summary>Moves or a lack of liquidity as seen a few times in a decade.</summary>
    [Parameter("What the crisis regime does")]
    public required RegimeCharge Crisis { get; init; }

    /// <summary>What a regime does; null for calm.</summary>
    internal RegimeCharge? Of(Regime regime) => regime switch
    {
        Regime.Elevated => Elevated,
        Regime.Stressed => Stressed,
        Regime.Crisis => Crisis,
        _ => null,
    };
}
