namespace Plimsoll.Numerics;

/// <summary>Where a search for a maximum ended.</summary>
/// <param name="Point">The best point found.</param>
/// <param name="Value">The function there.</param>
/// <param name="HasConverged">Whether the search may stop there: no direction promises more.</param>
internal sealed record Maximum(double[] Point, double Value, bool HasConverged);
