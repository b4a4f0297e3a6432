using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Formats;

/// <summary>The tiers of one instrument as they stand in a file, before they are put in order and checked.</summary>
/// <param name="At">Where the instrument is named.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Size">What the sizes count.</param>
/// <param name="Reading">What a rate applies to; null where the file does not say.</param>
internal sealed record TierDraft(Place At, InstrumentSymbol Symbol, TierSize Size, TierReading? Reading)
{
    /// <summary>The venue whose form the rows have; null where that shows nowhere.</summary>
    public string? Venue { get; init; }

    /// <summary>Whether the futures of the family have the same tiers.</summary>
    public bool WholeFamily { get; init; }

    /// <summary>The rows, in the order of the file; null for one with a problem of its own, beside which the others cannot be judged.</summary>
    public List<TierRowDraft?> Rows { get; } = [];
}

/// <summary>One row; what the file leaves out is null.</summary>
/// <param name="Node">The row.</param>
/// <param name="Floor">Size at which it begins.</param>
/// <param name="Cap">Largest size in it; null for none.</param>
/// <param name="Maintenance">Maintenance margin rate.</param>
/// <param name="Initial">Initial margin rate.</param>
/// <param name="Leverage">Greatest leverage, where it is exact.</param>
/// <param name="Deduction">Printed deduction.</param>
internal sealed record TierRowDraft(DocumentNode Node, decimal? Floor, decimal? Cap, decimal Maintenance, decimal Initial, decimal? Leverage, decimal? Deduction);
