using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Underlyings whose size is judged together.</summary>
public sealed record Sector
{
    /// <summary>Name, as "memes".</summary>
    [Parameter("Name of the sector")]
    public required string Name { get; init; }

    /// <summary>The underlyings in it.</summary>
    [Parameter("Underlyings in it")]
    public required ImmutableArray<Currency> Assets { get; init; }
}
