using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Blocks;

/// <summary>The rates of a venue's rule for sold options. U is the value of one coin of the underlying: 1 where the option is settled in the coin.</summary>
public sealed record ShortOptionRates
{
    /// <summary>Part of U, before what the option is out of the money is taken off.</summary>
    [Parameter("Initial margin before what the option is out of the money is taken off, part of the underlying's value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal InitialRate { get; init; }

    /// <summary>Least part of U.</summary>
    [Parameter("Least initial margin, part of the underlying's value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal InitialMinimum { get; init; }

    /// <summary>Maintenance margin as part of U.</summary>
    [Parameter("Maintenance margin, part of the underlying's value; what the option is out of the money is taken off only with a maintenanceMinimum", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal MaintenanceRate { get; init; }

    /// <summary>Least part of U, where what the option is out of the money is taken off the maintenance margin too; null where it is not.</summary>
    [Parameter("Least maintenance margin, part of the underlying's value, where what the option is out of the money is taken off", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? MaintenanceMinimum { get; init; }

    /// <summary>Least maintenance margin of a put as part of its mark price.</summary>
    [Parameter("Least maintenance margin of a put, part of its mark price", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? PutMarkRate { get; init; }

    /// <summary>Least maintenance margin of a call as part of its mark price.</summary>
    [Parameter("Least maintenance margin of a call, part of its mark price", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? CallMarkRate { get; init; }

    /// <summary>By how much the least initial margin of a put grows, as part of its mark price.</summary>
    [Parameter("Added to the least initial margin of a put, part of its mark price", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? PutMinimumMarkRate { get; init; }

    /// <summary>Fee of a liquidation, part of U, held in the maintenance margin.</summary>
    [Parameter("Fee of a liquidation held in the maintenance margin, part of the underlying's value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? LiquidationFee { get; init; }

    /// <summary>Everything wrong with the rates together.</summary>
    internal ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (InitialMinimum > InitialRate) problems.Add(new("initialMinimum", FormattableString.Invariant($"{InitialMinimum} is above initialRate {InitialRate}; a minimum is at most the rate.")));
        if (MaintenanceRate > InitialRate) problems.Add(new("maintenanceRate", FormattableString.Invariant($"{MaintenanceRate} is above initialRate {InitialRate}; maintenance is at most initial.")));
        if (MaintenanceMinimum > MaintenanceRate) problems.Add(new("maintenanceMinimum", FormattableString.Invariant($"{MaintenanceMinimum} is above maintenanceRate {MaintenanceRate}; a minimum is at most the rate.")));
        return problems.ToImmutable();
    }
}
