using Plimsoll.Parameters;

namespace Plimsoll.Governance;

/// <summary>Where a regime begins and ends by one indicator.</summary>
/// <param name="Enter">The indicator calls for the regime from this value on, itself included.</param>
/// <param name="Exit">It calls for it until it is back beyond this value: nearer to calm than <paramref name="Enter"/>.</param>
public sealed record RegimeThreshold(
    [property: Parameter("The regime begins at this value", Unit = "the indicator's", Minimum = 0)] double Enter,
    [property: Parameter("The regime ends beyond this value, which is calmer", Unit = "the indicator's", Minimum = 0)] double Exit)
{
    /// <summary>Thresholds that are still to be filled in; at 0 they are refused.</summary>
    public RegimeThreshold()
        : this(0, 0) { }
}
