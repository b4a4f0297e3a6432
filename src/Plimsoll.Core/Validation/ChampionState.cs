using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Validation;

/// <summary>Who forecasts, since when, and who stands by.</summary>
/// <param name="Champion">Name of the forecaster that is used.</param>
/// <param name="Since">Since when.</param>
/// <param name="Shadows">One a challenger, in the order in which they came.</param>
public sealed record ChampionState(string Champion, Timestamp Since, ImmutableArray<ShadowRun> Shadows)
{
    /// <summary>A champion without challengers.</summary>
    public static ChampionState Begin(string champion, Timestamp since) => new(champion, since, []);
}
