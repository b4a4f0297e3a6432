using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Formats;

/// <summary>The tiers of one instrument.</summary>
/// <param name="Symbol">The instrument; the perpetual, where its futures share the tiers.</param>
/// <param name="Reading">What a tier's rate applies to, where the file or its venue says; null where neither does.</param>
/// <param name="Size">What the sizes count.</param>
/// <param name="Rows">The tiers, smallest sizes first, without gaps, rates never falling; at least one.</param>
public sealed record SymbolTiers(InstrumentSymbol Symbol, TierReading? Reading, TierSize Size, ImmutableArray<TierRow> Rows)
{
    /// <summary>The venue whose form the tiers have, as "Binance"; null where that shows nowhere.</summary>
    public string? Venue { get; init; }

    /// <summary>Whether the dated futures of the same base, quote and settlement currency have the same tiers.</summary>
    public bool WholeFamily { get; init; }

    /// <summary>What the tiers below save each tier when rates are read marginally: floor × (rate − rate before) summed up, so that the margin never jumps.</summary>
    public ImmutableArray<decimal> Deductions
    {
        get
        {
            var deductions = ImmutableArray.CreateBuilder<decimal>(Rows.Length);
            deductions.Add(0m);
            for (int k = 1; k < Rows.Length; k++) deductions.Add((Rows[k].Floor * (Rows[k].Maintenance - Rows[k - 1].Maintenance)) + deductions[k - 1]);
            return deductions.MoveToImmutable();
        }
    }
}
