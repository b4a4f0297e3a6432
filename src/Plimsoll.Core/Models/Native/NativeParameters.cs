using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>The parameters of the native model. Formulas in docs/models/plimsoll.md; sections below carry the names used there.</summary>
public sealed record NativeParameters : IModelParameters
{
    /// <summary>Confidence, period and data window of market risk.</summary>
    [Parameter("Confidence, period and data window of market risk")]
    public required MarketRiskParameters MarketRisk { get; init; }

    /// <summary>How implied volatility moves with the scenarios.</summary>
    [Parameter("How implied volatility moves with the scenarios")]
    public required VolatilityShockParameters VolatilityShock { get; init; }

    /// <summary>The grid of spot and volatility moves for option risk.</summary>
    [Parameter("The grid of spot and volatility moves for option risk")]
    public required GridParameters Grid { get; init; }

    /// <summary>The stress library.</summary>
    [Parameter("Named stress scenarios")]
    public required ImmutableArray<StressScenario> Stress { get; init; }

    /// <summary>Offsets between underlyings of one group.</summary>
    [Parameter("Offsets between underlyings of one group")]
    public required OffsetParameters Offset { get; init; }

    /// <summary>Liquidity classes, each also a group of underlyings that offset each other; in order of liquidity.</summary>
    [Parameter("Liquidity classes, each also the group of underlyings that may offset each other, most liquid first")]
    public required ImmutableArray<LiquidityClass> Classes { get; init; }

    /// <summary>Class of an underlying that no class lists.</summary>
    [Parameter("Class of an underlying that no class lists")]
    public required string DefaultClass { get; init; }

    /// <summary>Sectors whose size is judged together.</summary>
    [Parameter("Sectors whose size is judged together; an underlying in none belongs to the sector named like its class")]
    public required ImmutableArray<Sector> Sectors { get; init; }

    /// <summary>Capacity, liquidation cost and size charge.</summary>
    [Parameter("Capacity, liquidation cost and size charge")]
    public required SizeParameters Size { get; init; }

    /// <summary>Least requirements.</summary>
    [Parameter("Least requirements")]
    public required MinimumParameters Minimum { get; init; }

    /// <summary>Haircuts.</summary>
    [Parameter("Haircuts and what counts as collateral")]
    public required CollateralParameters Collateral { get; init; }

    /// <summary>Ages and fallbacks.</summary>
    [Parameter("How old data may be and what replaces it")]
    public required DataParameters Data { get; init; }

    /// <summary>Statuses and the ratio of initial to maintenance margin.</summary>
    [Parameter("Statuses and the ratio of initial to maintenance margin")]
    public required StatusParameters Status { get; init; }

    /// <summary>The class of an underlying.</summary>
    internal LiquidityClass ClassOf(Currency underlying)
    {
        foreach (LiquidityClass candidate in Classes)
            if (candidate.Assets.Contains(underlying))
                return candidate;
        return Classes.First(candidate => candidate.Name == DefaultClass);
    }

    /// <summary>The sector of an underlying: the first that lists it, else the one named like its class.</summary>
    internal string SectorOf(Currency underlying)
    {
        foreach (Sector sector in Sectors)
            if (sector.Assets.Contains(underlying))
                return sector.Name;
        return ClassOf(underlying).Name;
    }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems() => NativeParameterChecks.Problems(this);
}

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
}

/// <summary>How implied volatility moves with the scenarios.</summary>
public sealed record VolatilityShockParameters
{
    /// <summary>Change of ln σ for a return of −1, at 30 days; below 0 means volatility rises when prices fall.</summary>
    [Parameter("Change of log implied volatility per unit of a negative return", Unit = "per unit return", Minimum = -10, Maximum = 10)]
    public required double BetaDown { get; init; }

    /// <summary>Change of ln σ for a return of +1, at 30 days.</summary>
    [Parameter("Change of log implied volatility per unit of a positive return", Unit = "per unit return", Minimum = -10, Maximum = 10)]
    public required double BetaUp { get; init; }

    /// <summary>Standard deviation of the daily change of ln σ that returns do not explain.</summary>
    [Parameter("Daily standard deviation of log implied volatility that returns do not explain", Unit = "per day", Minimum = 0, Maximum = 1)]
    public required double Residual { get; init; }

    /// <summary>Tenor at which shocks are stated.</summary>
    [Parameter("Tenor at which volatility shocks are stated", Unit = "days", Minimum = 1, Maximum = 365)]
    public required double ReferenceDays { get; init; }

    /// <summary>p below the reference tenor.</summary>
    [Parameter("Power of the term scaling below the reference tenor", Unit = "power", Minimum = 0, Maximum = 1)]
    public required double ShortPower { get; init; }

    /// <summary>p above the reference tenor.</summary>
    [Parameter("Power of the term scaling above the reference tenor", Unit = "power", Minimum = 0, Maximum = 1)]
    public required double LongPower { get; init; }

    /// <summary>Greatest term scaling.</summary>
    [Parameter("Greatest term scaling", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double GreatestScale { get; init; }
}

/// <summary>The grid of spot and volatility moves.</summary>
public sealed record GridParameters
{
    /// <summary>Spot moves as multiples of the range; 0 included, rising.</summary>
    [Parameter("Spot moves as multiples of the underlying's range, rising, 0 included", Unit = "multiple", Minimum = -1, Maximum = 1)]
    public required ImmutableArray<double> Points { get; init; }

    /// <summary>Extended moves, used in both directions.</summary>
    [Parameter("Extended moves, used in both directions, of which only a part of the loss counts")]
    public required ImmutableArray<ExtendedMove> Extended { get; init; }

    /// <summary>The most a price may fall in the grid.</summary>
    [Parameter("Greatest fall of a price in the grid", Unit = "fraction", Minimum = 0.1, Maximum = 0.9999)]
    public required double GreatestFall { get; init; }
}

/// <summary>A spot move beyond the range, of which a part of the loss counts.</summary>
public sealed record ExtendedMove
{
    /// <summary>Multiple of the range.</summary>
    [Parameter("Multiple of the range", Unit = "multiple", Minimum = 1, Maximum = 20)]
    public required double Multiple { get; init; }

    /// <summary>Part of the loss that counts.</summary>
    [Parameter("Part of the loss that counts", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Weight { get; init; }
}

/// <summary>One named scenario of the stress library.</summary>
public sealed record StressScenario
{
    /// <summary>Name, in kebab case.</summary>
    [Parameter("Name of the scenario, kebab case")]
    public required string Name { get; init; }

    /// <summary>Whether every underlying moves at once or each alone.</summary>
    [Parameter("Whether all underlyings move at once (all) or each alone (each)")]
    public required StressScope Scope { get; init; }

    /// <summary>Simple returns of spot by class; a class not named does not move.</summary>
    [Parameter("Return of spot by class", Unit = "fraction", Minimum = -0.9999, Maximum = 1000)]
    public ImmutableSortedDictionary<string, double>? Spot { get; init; }

    /// <summary>Simple returns of spot by asset, before those by class.</summary>
    [Parameter("Return of spot by asset, where it differs from its class", Unit = "fraction", Minimum = -0.9999, Maximum = 1000)]
    public ImmutableSortedDictionary<string, double>? Assets { get; init; }

    /// <summary>Relative change of 30-day implied volatility.</summary>
    [Parameter("Relative change of 30-day implied volatility", Unit = "fraction", Minimum = -0.9, Maximum = 10)]
    public double? Volatility { get; init; }

    /// <summary>Change of the log basis of perpetuals.</summary>
    [Parameter("Change of the basis of perpetuals", Unit = "fraction", Minimum = -0.5, Maximum = 0.5)]
    public double? Basis { get; init; }

    /// <summary>Change of the log basis of dated futures and option forwards.</summary>
    [Parameter("Change of the basis of dated futures and option forwards", Unit = "fraction", Minimum = -0.5, Maximum = 0.5)]
    public double? ForwardBasis { get; init; }

    /// <summary>Funding paid by longs over the period.</summary>
    [Parameter("Funding paid by long perpetuals over the period", Unit = "fraction of notional", Minimum = -0.5, Maximum = 0.5)]
    public double? Funding { get; init; }

    /// <summary>Part of the loss that counts, by class.</summary>
    [Parameter("Part of the loss that counts, by class", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required ImmutableSortedDictionary<string, double> Weight { get; init; }

    /// <summary>Also with every move reversed.</summary>
    [Parameter("Also with every move reversed")]
    public bool? Reversed { get; init; }

    /// <summary>Also with every move amplified by 1.5, at two thirds of the weight.</summary>
    [Parameter("Also amplified by 1.5, at two thirds of the weight")]
    public bool? Amplified { get; init; }
}

/// <summary>What moves in a stress scenario.</summary>
public enum StressScope
{
    /// <summary>All underlyings at once.</summary>
    All,

    /// <summary>Each underlying alone.</summary>
    Each,
}

/// <summary>Offsets between underlyings of one group.</summary>
public sealed record OffsetParameters
{
    /// <summary>κ: part of the joint requirement that counts, the rest being that of the underlyings apart.</summary>
    [Parameter("Part of the offset between underlyings of a group that counts", Unit = "fraction", Minimum = 0.5, Maximum = 1)]
    public required double Stable { get; init; }

    /// <summary>κ while the group's correlations are unstable.</summary>
    [Parameter("The same while the group's correlations are unstable", Unit = "fraction", Minimum = 0.5, Maximum = 1)]
    public required double Unstable { get; init; }

    /// <summary>Days of one rolling correlation.</summary>
    [Parameter("Days of one rolling correlation", Unit = "days", Minimum = 10, Maximum = 500)]
    public required int CorrelationDays { get; init; }

    /// <summary>Days over which its range is taken.</summary>
    [Parameter("Days over which the range of rolling correlations is taken", Unit = "days", Minimum = 20, Maximum = 2000)]
    public required int LookbackDays { get; init; }

    /// <summary>Median range of a pair's rolling correlation from which the group is unstable.</summary>
    [Parameter("Median range of a pair's rolling correlation from which a group is unstable", Unit = "correlation", Minimum = 0, Maximum = 2)]
    public required double UnstableRange { get; init; }

    /// <summary>Part of the increase under broken correlations that is charged.</summary>
    [Parameter("Part of the increase under broken correlations that is charged; at most the least offset", Unit = "fraction", Minimum = 0, Maximum = 0.5)]
    public required double BreakShare { get; init; }
}

/// <summary>A liquidity class: also a group of underlyings that may offset each other.</summary>
public sealed record LiquidityClass
{
    /// <summary>Name, as "majors".</summary>
    [Parameter("Name of the class")]
    public required string Name { get; init; }

    /// <summary>The underlyings in it.</summary>
    [Parameter("Underlyings in it")]
    public required ImmutableArray<Currency> Assets { get; init; }

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
}

/// <summary>Underlyings whose size is judged together.</summary>
public sealed record Sector
{
    /// <summary>Name, as "memes".</summary>
    [Parameter("Name of the sector")]
    public required string Name { get; init; }

    /// <summary>The underlyings in it.</summary>
    [Parameter("Underlyings in it")]
    public required ImmutableArray<Currency> Assets { get; init; }
}

/// <summary>Capacity, liquidation cost and size charge.</summary>
public sealed record SizeParameters
{
    /// <summary>Kind of the curve m(x).</summary>
    [Parameter("Kind of the size curve")]
    public required SizeCurveKind Curve { get; init; }

    /// <summary>Scale of the curve, where the kind has one.</summary>
    [Parameter("Scale of the size curve: slope, power or rate, where the kind has one", Unit = "number", Minimum = 0, Maximum = 100)]
    public double? CurveScale { get; init; }

    /// <summary>Knots of a tiered curve.</summary>
    [Parameter("Brackets of a tiered curve")]
    public ImmutableArray<CurveBracket>? CurveBrackets { get; init; }

    /// <summary>Share of stressed volume that a liquidation may take.</summary>
    [Parameter("Share of stressed volume that a liquidation may take", Unit = "fraction", Minimum = 0.001, Maximum = 1)]
    public required double VolumeShare { get; init; }

    /// <summary>Stressed volume as a part of the last day's.</summary>
    [Parameter("Stressed volume as a part of the last day's", Unit = "fraction", Minimum = 0.01, Maximum = 1)]
    public required double VolumeStress { get; init; }

    /// <summary>Distance from mid within which depth counts.</summary>
    [Parameter("Distance from mid within which depth counts", Unit = "fraction", Minimum = 0.0001, Maximum = 0.2)]
    public required double DepthBand { get; init; }

    /// <summary>Hours in which visible depth comes back once.</summary>
    [Parameter("Hours in which visible depth comes back once", Unit = "hours", Minimum = 0.01, Maximum = 240)]
    public required double RefillHours { get; init; }

    /// <summary>Age at which a depth counts half.</summary>
    [Parameter("Age at which a recorded depth counts half", Unit = "hours", Minimum = 0.1, Maximum = 10000)]
    public required double DepthHalfLifeHours { get; init; }

    /// <summary>Multiple of the spread under stress.</summary>
    [Parameter("Multiple of the bid-ask spread under stress", Unit = "factor", Minimum = 1, Maximum = 100)]
    public required double SpreadStress { get; init; }

    /// <summary>Y of the square-root law.</summary>
    [Parameter("Y of the square-root impact law", Unit = "factor", Minimum = 0, Maximum = 10)]
    public required double Impact { get; init; }

    /// <summary>Part of gross notional, and of the vega equivalent, below which exposure never falls.</summary>
    [Parameter("Part of gross notional and of the vega equivalent that exposure never falls below", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double GrossShare { get; init; }

    /// <summary>Part of the summed capacity of a sector that can be had at once.</summary>
    [Parameter("Part of a sector's summed capacity that can be had at once", Unit = "fraction", Minimum = 0.001, Maximum = 1)]
    public required double SectorShare { get; init; }

    /// <summary>Lower open-interest cap as a part of the upper.</summary>
    [Parameter("Lower open-interest cap as a part of the upper", Unit = "fraction", Minimum = 0, Maximum = 0.99)]
    public required double OpenInterestLower { get; init; }

    /// <summary>Open interest assumed where none is known.</summary>
    [Parameter("Open interest assumed where none is known", Unit = "days of volume", Minimum = 0, Maximum = 100)]
    public required double OpenInterestAssumed { get; init; }
}

/// <summary>One bracket of a tiered size curve.</summary>
public sealed record CurveBracket
{
    /// <summary>Times-to-liquidate from which it applies.</summary>
    [Parameter("Times-to-liquidate from which it applies", Unit = "times", Minimum = 0, Maximum = 1e6)]
    public required double From { get; init; }

    /// <summary>Marginal multiplier in it.</summary>
    [Parameter("Marginal multiplier in it", Unit = "factor", Minimum = 1, Maximum = 1e6)]
    public required double Multiplier { get; init; }
}

/// <summary>Kinds of size curves.</summary>
public enum SizeCurveKind
{
    /// <summary>1 up to ½, √(2x) up to 2, then exponential: the default.</summary>
    SquareRootThenExponential,

    /// <summary>Always 1.</summary>
    Flat,

    /// <summary>1 + scale·x.</summary>
    Linear,

    /// <summary>Marginal brackets.</summary>
    Tiered,

    /// <summary>√(1 + scale·x).</summary>
    Sqrt,

    /// <summary>1 + x^scale.</summary>
    Power,

    /// <summary>e^(scale·x).</summary>
    Exponential,
}

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

/// <summary>Haircuts and what counts as collateral.</summary>
public sealed record CollateralParameters
{
    /// <summary>Marginal brackets on value, as parts of the asset's cap, each with a multiple of its haircut.</summary>
    [Parameter("Brackets on value as parts of the asset's cap, each with a multiple of its haircut; above the last nothing counts")]
    public required ImmutableArray<HaircutBracket> Brackets { get; init; }

    /// <summary>Cap on one asset's counted value, as a part of its stressed volume in one margin period.</summary>
    [Parameter("Cap on one asset's counted value as a part of its stressed volume in one margin period", Unit = "fraction", Minimum = 0.001, Maximum = 10)]
    public required double VolumeShare { get; init; }

    /// <summary>Cap on one asset's counted value, as a part of its float.</summary>
    [Parameter("Cap on one asset's counted value as a part of its float", Unit = "fraction", Minimum = 0.0001, Maximum = 1)]
    public required double FloatShare { get; init; }

    /// <summary>Units in free float by asset, where known.</summary>
    [Parameter("Units in free float by asset", Unit = "coins", Minimum = 1, Maximum = 1e18)]
    public ImmutableSortedDictionary<string, double>? Float { get; init; }

    /// <summary>Own and affiliated tokens, which count nothing.</summary>
    [Parameter("Own and affiliated tokens, which count nothing")]
    public required ImmutableArray<Currency> Affiliated { get; init; }

    /// <summary>Venues an index of a pegged asset must have been made from.</summary>
    [Parameter("Venues that the index of a pegged asset must have been made from", Unit = "venues", Minimum = 1, Maximum = 100)]
    public required int MinimumSources { get; init; }
}

/// <summary>One bracket of a haircut schedule.</summary>
public sealed record HaircutBracket
{
    /// <summary>Upper end as a part of the asset's cap.</summary>
    [Parameter("Upper end as a part of the asset's cap", Unit = "fraction of cap", Minimum = 0, Maximum = 1)]
    public required double UpTo { get; init; }

    /// <summary>Multiple of the asset's haircut.</summary>
    [Parameter("Multiple of the asset's haircut", Unit = "factor", Minimum = 1, Maximum = 100)]
    public required double Multiple { get; init; }
}

/// <summary>How old data may be and what replaces it.</summary>
public sealed record DataParameters
{
    /// <summary>Age from which a price is known only within bounds.</summary>
    [Parameter("Age from which a price is known only within bounds", Unit = "seconds", Minimum = 1, Maximum = 1e7)]
    public required double PriceSeconds { get; init; }

    /// <summary>Age from which no bound is stated.</summary>
    [Parameter("Age of a price from which no bound is stated", Unit = "seconds", Minimum = 1, Maximum = 1e8)]
    public required double BoundSeconds { get; init; }

    /// <summary>Standard deviations of a bound.</summary>
    [Parameter("Standard deviations of a bound", Unit = "standard deviations", Minimum = 1, Maximum = 20)]
    public required double BoundDeviations { get; init; }

    /// <summary>Age from which a published volatility is replaced.</summary>
    [Parameter("Age from which a published volatility is not used", Unit = "hours", Minimum = 0.1, Maximum = 10000)]
    public required double VolatilityHours { get; init; }

    /// <summary>What an older history's volatility is multiplied by.</summary>
    [Parameter("What volatility from an older history is multiplied by", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double StaleVolatility { get; init; }

    /// <summary>Age of the last bar from which history counts as older.</summary>
    [Parameter("Age of the last bar from which a history counts as older", Unit = "hours", Minimum = 1, Maximum = 1e5)]
    public required double HistoryHours { get; init; }

    /// <summary>Age of the last bar from which there is no history.</summary>
    [Parameter("Age of the last bar from which a history is not used", Unit = "hours", Minimum = 1, Maximum = 1e6)]
    public required double HistoryLimitHours { get; init; }
}

/// <summary>Statuses and the ratio of initial to maintenance margin.</summary>
public sealed record StatusParameters
{
    /// <summary>Multiple of maintenance margin below which a call is made.</summary>
    [Parameter("Multiple of maintenance margin below which a margin call is made", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double CallMultiple { get; init; }

    /// <summary>Least ratio of initial to maintenance margin.</summary>
    [Parameter("Least ratio of initial to maintenance margin", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double InitialToMaintenance { get; init; }
}
