namespace Plimsoll.Formats;

/// <summary>What a file of margin tiers holds.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Format">Whose form it has.</param>
/// <param name="Tables">The tiers of each instrument, in the order of the file.</param>
/// <param name="Exceptions">What is odd and was not followed: printed deductions that the rates contradict, instruments that were left out, answers cut into pages.</param>
public sealed record TierFile(string Name, TierFormat Format, ImmutableArray<SymbolTiers> Tables, ImmutableArray<Problem> Exceptions)
{
    /// <summary>How many tiers there are in all.</summary>
    public int Tiers => Tables.Sum(table => table.Rows.Length);
}
