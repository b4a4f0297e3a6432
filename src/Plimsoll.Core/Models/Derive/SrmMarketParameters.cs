using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Derive;

/// <summary>The rules of the standard manager for some underlyings.</summary>
public sealed record SrmMarketParameters
{
    /// <summary>The underlyings.</summary>
    [Parameter("Underlyings with these rules")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Perpetuals; absent where none is listed.</summary>
    [Parameter("Perpetuals; absent where none is listed")]
    public SrmPerpetualParameters? Perpetual { get; init; }

    /// <summary>Options; absent where none is listed.</summary>
    [Parameter("Options; absent where none is listed")]
    public SrmOptionParameters? Option { get; init; }

    /// <summary>The coin as collateral; absent where it is not taken.</summary>
    [Parameter("The coin as collateral; absent where it is not taken")]
    public SrmBaseParameters? Base { get; init; }

    /// <summary>What initial margin adds when feeds are unsure.</summary>
    [Parameter("What initial margin adds when feeds are unsure of their prices")]
    public required OracleContingencyParameters OracleContingency { get; init; }
}

/// <summary>Rates of a perpetual.</summary>
public sealed record SrmPerpetualParameters
{
    /// <summary>Maintenance margin, part of notional.</summary>
    [Parameter("Maintenance margin of the perpetual, part of notional", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Mm { get; init; }

    /// <summary>Initial margin, part of notional.</summary>
    [Parameter("Initial margin of the perpetual, part of notional", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Im { get; init; }
}

/// <summary>Rates of options.</summary>
public sealed record SrmOptionParameters
{
    /// <summary>Initial margin of an option sold at the money, part of spot.</summary>
    [Parameter("Initial margin of an option sold at the money, part of spot; what it is out of the money is taken off", Unit = "fraction", Minimum = 0, Maximum = 1.2)]
    public required double MaxSpotReq { get; init; }

    /// <summary>Least initial margin of an option sold, part of spot.</summary>
    [Parameter("Least initial margin of an option sold, part of spot", Unit = "fraction", Minimum = 0, Maximum = 1.2)]
    public required double MinSpotReq { get; init; }

    /// <summary>Maintenance margin of a call sold, part of spot.</summary>
    [Parameter("Maintenance margin of a call sold, part of spot", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double MmCallSpotReq { get; init; }

    /// <summary>Maintenance margin of a put sold, part of spot.</summary>
    [Parameter("Maintenance margin of a put sold, part of spot", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double MmPutSpotReq { get; init; }

    /// <summary>Maintenance margin of a put sold, part of its value, where that is more.</summary>
    [Parameter("Maintenance margin of a put sold, part of its value, where that is more", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double MmPutMtmReq { get; init; }

    /// <summary>Multiple of the forward charged for each net call sold, initial margin.</summary>
    [Parameter("Multiple of the forward charged for each call sold net, initial margin", Unit = "multiple", Minimum = 1, Maximum = 3)]
    public required double UnpairedImScale { get; init; }

    /// <summary>The same for maintenance margin.</summary>
    [Parameter("Multiple of the forward charged for each call sold net, maintenance margin", Unit = "multiple", Minimum = 1, Maximum = 3)]
    public required double UnpairedMmScale { get; init; }

    /// <summary>Least initial margin of a put sold, multiple of its maintenance margin.</summary>
    [Parameter("Least initial margin of a put sold, multiple of its maintenance margin", Unit = "multiple", Minimum = 1, Maximum = 3)]
    public required double MmOffsetScale { get; init; }
}

/// <summary>A coin as collateral.</summary>
public sealed record SrmBaseParameters
{
    /// <summary>Part of its value that counts.</summary>
    [Parameter("Part of its value that counts", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double MarginFactor { get; init; }

    /// <summary>Part of that which counts for initial margin.</summary>
    [Parameter("Part of what counts that counts for initial margin", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double ImScale { get; init; }
}

/// <summary>What initial margin adds when feeds are unsure.</summary>
public sealed record OracleContingencyParameters
{
    /// <summary>Confidence below which perpetuals are charged; 0 never.</summary>
    [Parameter("Confidence below which perpetuals are charged; 0 never", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Perp { get; init; }

    /// <summary>Confidence below which options sold are charged; 0 never.</summary>
    [Parameter("Confidence below which options sold are charged; 0 never", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Option { get; init; }

    /// <summary>Confidence below which collateral is charged; 0 never.</summary>
    [Parameter("Confidence below which collateral is charged; 0 never", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Base { get; init; }

    /// <summary>Part of the notional charged for each unit of missing confidence.</summary>
    [Parameter("Part of the notional charged for each unit of missing confidence", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Factor { get; init; }

    /// <summary>The charge on a notional.</summary>
    internal decimal Of(double confidence, double threshold, decimal notional) => confidence < threshold ? (1m - (decimal)confidence) * (decimal)Factor * notional : 0m;
}

/// <summary>What initial margin adds when USDC loses its peg.</summary>
public sealed record DepegParameters
{
    /// <summary>Price of USDC in USD below which it is charged.</summary>
    [Parameter("Price of USDC in USD below which a lost peg is charged", Unit = "USD", Minimum = 0, Maximum = 1)]
    public required double Threshold { get; init; }

    /// <summary>Part of the notional charged for each USD below it.</summary>
    [Parameter("Part of the notional charged for each USD below it", Unit = "factor per USD", Minimum = 0, Maximum = 3)]
    public required double Factor { get; init; }

    /// <summary>The charge on one unit of notional.</summary>
    internal decimal Of(decimal stablePrice) => Math.Max(0m, (decimal)Threshold - stablePrice) * (decimal)Factor;
}
