using Plimsoll.Values;

namespace Plimsoll.Market;

/// <summary>The index price of one currency in another.</summary>
/// <param name="Price">Units of quote for one of base, above 0.</param>
/// <param name="Time">When it was computed.</param>
/// <param name="Sources">How many venues it was made from; null when not said.</param>
public sealed record IndexPrice(decimal Price, Timestamp Time, int? Sources)
{
    /// <summary>How sure the oracle is of it, from 0 to 1, where a venue's oracle says so; null when not said.</summary>
    public double? Confidence { get; init; }

    /// <summary>Time-weighted average of the last minutes, where a venue margins against it; null when not said.</summary>
    public decimal? Average { get; init; }
}
