using Plimsoll.Parameters;

namespace Plimsoll.Models.Derive;

/// <summary>Each expiry on its own may lose this much because its forward moves apart from the others.</summary>
public sealed record BasisContingencyParameters
{
    /// <summary>Factor on the forward upwards.</summary>
    [Parameter("Factor on the forward upwards", Unit = "factor", Minimum = 1, Maximum = 3)]
    public required double ScenarioSpotUp { get; init; }

    /// <summary>Factor on the forward downwards.</summary>
    [Parameter("Factor on the forward downwards", Unit = "factor", Minimum = 0, Maximum = 1)]
    public required double ScenarioSpotDown { get; init; }

    /// <summary>Part of the worse of the two losses that counts at expiry.</summary>
    [Parameter("Part of the worse of the two losses that counts at expiry", Unit = "factor", Minimum = 0, Maximum = 20)]
    public required double AddFactor { get; init; }

    /// <summary>What is added to that part for each year to expiry.</summary>
    [Parameter("What is added to that part for each year to expiry", Unit = "factor per year", Minimum = 0, Maximum = 20)]
    public required double MultFactor { get; init; }

    /// <summary>The contingency of one expiry: at most 0, a loss.</summary>
    /// <param name="value">Value of the expiry as it is.</param>
    /// <param name="up">Value with the forward up.</param>
    /// <param name="down">Value with the forward down.</param>
    /// <param name="years">Years to expiry.</param>
    internal double Of(double value, double up, double down, double years) => Math.Min(Math.Min(up, down) - value, 0) * (AddFactor + (MultFactor * years));
}
