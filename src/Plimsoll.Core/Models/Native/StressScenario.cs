using System.Collections.Immutable;
using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

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
