using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Fixed;

/// <summary>The parameters of the fixed-rate model: flat rates on gross notional. Formulas in docs/models/fixed.md.</summary>
public sealed record FixedRateParameters : IModelParameters
{
    /// <summary>Classes of underlyings with their rates.</summary>
    [Parameter("Classes of underlyings with their rates")]
    public required ImmutableArray<FixedRateClass> Classes { get; init; }

    /// <summary>Class of an underlying that no class lists.</summary>
    [Parameter("Class of an underlying that no class lists")]
    public required string DefaultClass { get; init; }

    /// <summary>A mark or index older than this is a gap.</summary>
    [Parameter("Age from which a mark or an index is missing", Unit = "hours", Minimum = 0.001, Maximum = 8760)]
    public required double MaximumAgeHours { get; init; }

    /// <summary>Multiple of maintenance margin below which an account is called.</summary>
    [Parameter("Multiple of maintenance margin below which an account is called", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double CallMultiple { get; init; }

    /// <summary>The class of an underlying or collateral asset.</summary>
    internal FixedRateClass ClassOf(Currency asset)
    {
        foreach (FixedRateClass candidate in Classes)
            if (candidate.Assets.Contains(asset))
                return candidate;
        return Classes.First(candidate => candidate.Name == DefaultClass);
    }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var seen = new Dictionary<Currency, string>();
        for (int i = 0; i < Classes.Length; i++)
        {
            FixedRateClass one = Classes[i];
            string place = $"classes[{i}]";
            if (Classes.Take(i).Any(other => other.Name == one.Name)) problems.Add(new(place + ".name", $"class '{one.Name}' stands twice; give each class its own name."));
            if (one.MaintenanceRate > one.InitialRate)
                problems.Add(new(place + ".maintenanceRate", FormattableString.Invariant($"{one.MaintenanceRate} is above initialRate {one.InitialRate}; maintenance is at most initial.")));
            if (one.OptionMaintenanceRate > one.OptionRate)
                problems.Add(new(place + ".optionMaintenanceRate", FormattableString.Invariant($"{one.OptionMaintenanceRate} is above optionRate {one.OptionRate}; maintenance is at most initial.")));
            if (one.OptionMinimum > one.OptionRate)
                problems.Add(new(place + ".optionMinimum", FormattableString.Invariant($"{one.OptionMinimum} is above optionRate {one.OptionRate}; a minimum is at most the rate.")));
            if (one.OptionMaintenanceMinimum > one.OptionMinimum || one.OptionMaintenanceMinimum > one.OptionMaintenanceRate)
            {
                problems.Add(new(place + ".optionMaintenanceMinimum", FormattableString.Invariant(
                    $"{one.OptionMaintenanceMinimum} is above optionMinimum {one.OptionMinimum} or optionMaintenanceRate {one.OptionMaintenanceRate}; write at most the lesser of them.")));
            }

            foreach (Currency asset in one.Assets)
                if (!seen.TryAdd(asset, one.Name))
                    problems.Add(new(place + ".assets", $"{asset} is in class '{seen[asset]}' already; an asset belongs to one class."));
        }

        if (Classes.All(one => one.Name != DefaultClass))
            problems.Add(new("defaultClass", $"there is no class '{DefaultClass}'; write one of {string.Join(", ", Classes.Select(one => one.Name))}."));
        return problems.ToImmutable();
    }
}

/// <summary>Underlyings with the same rates.</summary>
public sealed record FixedRateClass
{
    /// <summary>Name, as "majors".</summary>
    [Parameter("Name of the class")]
    public required string Name { get; init; }

    /// <summary>The assets in it.</summary>
    [Parameter("Assets in it")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Initial margin of futures and perpetuals.</summary>
    [Parameter("Initial margin of futures and perpetuals, part of gross notional", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double InitialRate { get; init; }

    /// <summary>Maintenance margin of futures and perpetuals.</summary>
    [Parameter("Maintenance margin of futures and perpetuals, part of gross notional", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double MaintenanceRate { get; init; }

    /// <summary>Initial margin of a short option at the money.</summary>
    [Parameter("Initial margin of a short option at the money, part of the underlying's price", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double OptionRate { get; init; }

    /// <summary>Least initial margin of a short option.</summary>
    [Parameter("Least initial margin of a short option, part of the underlying's price (call) or strike (put)", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double OptionMinimum { get; init; }

    /// <summary>Maintenance margin of a short option at the money.</summary>
    [Parameter("Maintenance margin of a short option at the money, part of the underlying's price", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double OptionMaintenanceRate { get; init; }

    /// <summary>Least maintenance margin of a short option.</summary>
    [Parameter("Least maintenance margin of a short option, part of the underlying's price (call) or strike (put)", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double OptionMaintenanceMinimum { get; init; }

    /// <summary>Part of a holding as collateral that is not counted.</summary>
    [Parameter("Part of a holding that is not counted as collateral", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Haircut { get; init; }
}
