namespace Plimsoll.Lab.Calibrations;

/// <summary>What the search over the core's parameters found.</summary>
/// <param name="Tried">Every candidate over the period of the choice, best score first.</param>
/// <param name="Chosen">The one taken.</param>
/// <param name="Before">The one that stood before.</param>
/// <param name="ChoiceFrom">First day of the choice.</param>
/// <param name="ChoiceTo">Day after its last.</param>
/// <param name="After">The chosen candidate and the one before over what follows; empty where nothing does.</param>
/// <param name="AfterTo">Last day of what follows.</param>
/// <param name="Books">Outright positions, pairs and coins against their perpetuals scored.</param>
/// <param name="StressedWeights">Weights of the stressed shortfall that were tried with the chosen core.</param>
/// <param name="Offsets">Offsets of pairs that were tried with the chosen core.</param>
public sealed record CoreSearchResult(
    ImmutableArray<CoreSearchRow> Tried, CoreCandidate Chosen, CoreCandidate Before, Timestamp ChoiceFrom, Timestamp ChoiceTo, ImmutableArray<CoreSearchRow> After, Timestamp AfterTo, int Books, ImmutableArray<ChargeRow> StressedWeights, ImmutableArray<ChargeRow> Offsets)
{
    /// <summary>How many combinations were tried in all.</summary>
    public int Combinations => Tried.Length + StressedWeights.Length + Offsets.Length;
}
