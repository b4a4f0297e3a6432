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

    /// <summary>Liquidity classes, each in an offset group; in order of liquidity.</summary>
    [Parameter("Liquidity classes, each in an offset group of underlyings that are tested together, most liquid first")]
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

    /// <summary>What the published regimes do; null where they do nothing.</summary>
    [Parameter("What the published regime of an underlying does to its requirement")]
    public RegimeParameters? Regimes { get; init; }

    /// <summary>Risk classes of accounts; null where accounts are all charged alike.</summary>
    [Parameter("Risk classes of accounts and what each adds to initial margin")]
    public ImmutableArray<AccountClass>? AccountClasses { get; init; }

    /// <summary>The class of an underlying.</summary>
    internal LiquidityClass ClassOf(Currency underlying)
    {
        foreach (LiquidityClass candidate in Classes)
            if (candidate.Assets.Contains(underlying))
                return candidate;
        return Classes.First(candidate => candidate.Name == DefaultClass);
    }

    /// <summary>Offset groups, in the order of their first classes.</summary>
    internal OffsetGroup[] OffsetGroups() =>
        [.. Classes.GroupBy(candidate => candidate.GroupName, StringComparer.Ordinal).Select(classes => new OffsetGroup(classes.Key, [.. classes]))];

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
