using Plimsoll.Parameters;

namespace Plimsoll.Models.Drift;

/// <summary>One token that counts as collateral or may be owed, as a rulebook carries it.</summary>
public sealed record DriftTokenParameters
{
    /// <summary>Decimals of its amounts.</summary>
    [Parameter("Decimals of the token's amounts", Minimum = 0, Maximum = 18)]
    public required int Decimals { get; init; }

    /// <summary>Weight of a deposit for initial margin.</summary>
    [Parameter("Part of a deposit that counts for initial margin", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal InitialAssetWeight { get; init; }

    /// <summary>Weight of a deposit for maintenance margin.</summary>
    [Parameter("Part of a deposit that counts for maintenance margin", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal MaintenanceAssetWeight { get; init; }

    /// <summary>Weight of a debt for initial margin.</summary>
    [Parameter("What a debt counts for initial margin, as a multiple of its value", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal InitialLiabilityWeight { get; init; }

    /// <summary>Weight of a debt for maintenance margin.</summary>
    [Parameter("What a debt counts for maintenance margin, as a multiple of its value", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal MaintenanceLiabilityWeight { get; init; }

    /// <summary>Size factor of the weights.</summary>
    [Parameter("How the weights worsen with the square root of the amount in units; 0 where absent", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? SizeFactor { get; init; }

    /// <summary>The token in the program's whole numbers.</summary>
    internal DriftSpotMarket Market => new(
        Decimals, DriftUnits.Floor(InitialAssetWeight, 4), DriftUnits.Floor(MaintenanceAssetWeight, 4), DriftUnits.Floor(InitialLiabilityWeight, 4), DriftUnits.Floor(MaintenanceLiabilityWeight, 4))
    {
        SizeFactor = DriftUnits.Floor(SizeFactor ?? 0m, 6),
    };
}
