namespace Plimsoll.Formats;

/// <summary>One tier as a file prints it.</summary>
/// <param name="Floor">Size at which it begins: where the tier before ends, or 0.</param>
/// <param name="Cap">Largest size in it; null for a last tier without end.</param>
/// <param name="Maintenance">Maintenance margin rate, fraction of the size.</param>
/// <param name="Initial">Least initial margin rate, fraction of the size: as printed, else 1 / <paramref name="Leverage"/>.</param>
/// <param name="Leverage">Greatest leverage, where that is printed in place of an unrounded rate; else null.</param>
/// <param name="Deduction">What is deducted from size × rate ("cum", "mmDeduction", "maintAmt"), as printed; null where it is not.</param>
public sealed record TierRow(decimal Floor, decimal? Cap, decimal Maintenance, decimal Initial, decimal? Leverage, decimal? Deduction);
