using Plimsoll.Parameters;

namespace Plimsoll.Models.Drift;

/// <summary>One perpetual market, as a rulebook carries it.</summary>
public sealed record DriftMarketParameters
{
    /// <summary>Initial margin ratio of a small position.</summary>
    [Parameter("Initial margin of a small position, part of its value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal InitialRatio { get; init; }

    /// <summary>Maintenance margin ratio of a small position.</summary>
    [Parameter("Maintenance margin of a small position, part of its value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal MaintenanceRatio { get; init; }

    /// <summary>Size factor of the margin ratios.</summary>
    [Parameter("How the margin ratios rise with the square root of the size in units", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal SizeFactor { get; init; }

    /// <summary>Initial margin ratio in high-leverage mode.</summary>
    [Parameter("Initial margin of a small position in high-leverage mode; absent where the market has none", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? HighLeverageInitialRatio { get; init; }

    /// <summary>Maintenance margin ratio in high-leverage mode.</summary>
    [Parameter("Maintenance margin of a small position in high-leverage mode; absent where the market has none", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? HighLeverageMaintenanceRatio { get; init; }

    /// <summary>Part of a profit that counts for initial margin.</summary>
    [Parameter("Part of an unrealised profit that counts for initial margin, at most 100 USD a position", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal ProfitInitialWeight { get; init; }

    /// <summary>Part of a profit that counts for maintenance margin.</summary>
    [Parameter("Part of an unrealised profit that counts for maintenance margin", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal ProfitMaintenanceWeight { get; init; }

    /// <summary>Size factor of the initial weight of profits.</summary>
    [Parameter("How the initial weight of a profit falls with the square root of the profit; 0 where absent", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? ProfitSizeFactor { get; init; }

    /// <summary>Whether it settles at 0 or 1.</summary>
    [Parameter("Whether it settles at 0 or 1, so that a short position can lose one less the price; false where absent")]
    public bool? Prediction { get; init; }

    /// <summary>The market in the program's whole numbers.</summary>
    internal DriftPerpMarket Market => new(DriftUnits.Floor(InitialRatio, 4), DriftUnits.Floor(MaintenanceRatio, 4))
    {
        SizeFactor = DriftUnits.Floor(SizeFactor, 6),
        HighLeverageInitial = DriftUnits.Floor(HighLeverageInitialRatio ?? 0m, 4),
        HighLeverageMaintenance = DriftUnits.Floor(HighLeverageMaintenanceRatio ?? 0m, 4),
        ProfitInitialWeight = DriftUnits.Floor(ProfitInitialWeight, 4),
        ProfitMaintenanceWeight = DriftUnits.Floor(ProfitMaintenanceWeight, 4),
        ProfitSizeFactor = DriftUnits.Floor(ProfitSizeFactor ?? 0m, 6),
        IsPrediction = Prediction == true,
    };
}
