using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>A liquidity class: underlyings with the same parameters. Which underlyings are tested together its group says.</summary>
public sealed record LiquidityClass
{
    /// <summary>Name, as "majors".</summary>
    [Parameter("Name of the class")]
    public required string Name { get; init; }

    /// <summary>The underlyings in it.</summary>
    [Parameter("Underlyings in it")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Name of its offset group: the underlyings of all classes of one group are tested together and may offset each other. Null for a group of its own, named like the class.</summary>
    [Parameter("Offset group: underlyings of all classes of one group are tested together and may offset each other; a group named like the class where none is given")]
    public string? Group { get; init; }

    /// <summary>Whether these are pegged to the dollar: their history is never rescaled and the grid does not move them.</summary>
    [Parameter("Whether these are pegged to the dollar: never rescaled by volatility, valued at par at most")]
    public bool? Peg { get; init; }

    /// <summary>The asset of the class whose history stands in for a member without its own; empty when none.</summary>
    [Parameter("Asset of the class whose history stands in for a member without its own")]
    public Currency? Reference { get; init; }

    /// <summary>Whether futures and perpetuals of the class are liquidated automatically.</summary>
    [Parameter("Whether futures and perpetuals of the class are liquidated automatically")]
    public bool? AutomaticLiquidation { get; init; }

    /// <summary>Whether model monitoring of the class is amber.</summary>
    [Parameter("Whether model monitoring of the class is amber")]
    public bool? Amber { get; init; }

    /// <summary>Relative rise of 30-day volatility in the grid, for 24 hours.</summary>
    [Parameter("Relative rise of 30-day implied volatility in the grid", Unit = "fraction", Minimum = 0, Maximum = 5)]
    public required double VolatilityUp { get; init; }

    /// <summary>Relative fall of 30-day volatility in the grid, for 24 hours.</summary>
    [Parameter("Relative fall of 30-day implied volatility in the grid", Unit = "fraction", Minimum = 0, Maximum = 0.9)]
    public required double VolatilityDown { get; init; }

    /// <summary>Least requirement on gross notional.</summary>
    [Parameter("Least requirement on gross notional", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double MinimumRate { get; init; }

    /// <summary>Least capacity per margin period.</summary>
    [Parameter("Least capacity of one margin period", Unit = "USD", Minimum = 1, Maximum = 1e12)]
    public required double CapacityFloor { get; init; }

    /// <summary>Daily volume assumed where none is known.</summary>
    [Parameter("Daily volume assumed where none is known", Unit = "USD", Minimum = 1, Maximum = 1e13)]
    public required double VolumeFloor { get; init; }

    /// <summary>Least relative bid-ask spread.</summary>
    [Parameter("Least relative bid-ask spread", Unit = "fraction", Minimum = 0, Maximum = 0.5)]
    public required double Spread { get; init; }

    /// <summary>Half the bid-ask spread of implied volatility under stress.</summary>
    [Parameter("Half the bid-ask spread of implied volatility under stress", Unit = "annualised volatility", Minimum = 0, Maximum = 1)]
    public required double VegaSpread { get; init; }

    /// <summary>Vega per expiry that doubles the spread's cost.</summary>
    [Parameter("Vega per expiry at which the cost of the volatility spread doubles", Unit = "USD per 1.00 volatility", Minimum = 1, Maximum = 1e13)]
    public required double VegaDepth { get; init; }

    /// <summary>Open-interest cap as a multiple of daily volume.</summary>
    [Parameter("Cap on open interest as a multiple of daily volume", Unit = "days of volume", Minimum = 0.01, Maximum = 1000)]
    public required double OpenInterestCap { get; init; }

    /// <summary>Least haircut.</summary>
    [Parameter("Least haircut", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double HaircutFloor { get; init; }

    /// <summary>Least value per asset that may be counted as collateral.</summary>
    [Parameter("Least cap on the value counted of one collateral asset", Unit = "USD", Minimum = 1, Maximum = 1e13)]
    public required double CollateralFloor { get; init; }

    /// <summary>The offset group it belongs to.</summary>
    internal string GroupName => Group ?? Name;
}
