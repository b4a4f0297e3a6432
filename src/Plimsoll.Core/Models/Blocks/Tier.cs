namespace Plimsoll.Models.Blocks;

/// <summary>One tier of a venue's table. It begins where the one before ends, and its upper end belongs to it.</summary>
/// <param name="UpTo">Largest size in it, in the table's unit of size; null for a last tier without end.</param>
/// <param name="Maintenance">Maintenance margin rate at its lower end, fraction of the size.</param>
/// <param name="Initial">Initial margin rate at its lower end, fraction of the size.</param>
internal sealed record Tier(decimal? UpTo, decimal Maintenance, decimal Initial)
{
    /// <summary>Greatest leverage allowed, where the venue prints that in place of an unrounded rate; the initial margin is then size / leverage to the last digit.</summary>
    public decimal? Leverage { get; init; }

    /// <summary>By how much the maintenance rate of the whole size rises with each unit of size above the tier's lower end.</summary>
    public decimal MaintenanceSlope { get; init; }

    /// <summary>By how much the initial rate of the whole size rises with each unit of size above the tier's lower end.</summary>
    public decimal InitialSlope { get; init; }

    /// <summary>The deduction that the venue prints ("cum", "maintenance amount"), where it prints one; checked against the rates, never used.</summary>
    public decimal? Deduction { get; init; }
}

/// <summary>What a table says of one size.</summary>
/// <param name="Tier">Number of the tier, from 1.</param>
/// <param name="MaintenanceRate">Rate that maintenance margin is size × rate less deduction of.</param>
/// <param name="InitialRate">Least initial margin rate of the whole size.</param>
/// <param name="Leverage">Greatest leverage, where the table names it; else null.</param>
/// <param name="Deduction">What the tiers below save; 0 unless read marginally.</param>
internal readonly record struct TierPoint(int Tier, decimal MaintenanceRate, decimal InitialRate, decimal? Leverage, decimal Deduction)
{
    /// <summary>Initial margin of a value at the leverage chosen, or at the greatest where none is chosen or it is too great.</summary>
    /// <param name="value">Value of the position, 0 or more.</param>
    /// <param name="chosen">Leverage chosen, above 0; null for the most the tier grants.</param>
    public decimal Initial(decimal value, decimal? chosen = null)
    {
        decimal least = Leverage is { } most ? value / most : value * InitialRate;
        return chosen is { } leverage ? Math.Max(least, value / leverage) : least;
    }
}
