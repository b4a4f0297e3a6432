namespace Plimsoll.Governance;

/// <summary>Where a regime begins and ends by one indicator.</summary>
/// <param name="Enter">The indicator calls for the regime from this value on, itself included.</param>
/// <param name="Exit">It calls for it until it is back beyond this value: nearer to calm than <paramref name="Enter"/>.</param>
internal sealed record RegimeThreshold(double Enter, double Exit);
