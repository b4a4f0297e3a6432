using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Formats;

/// <summary>Reads OKX's <c>position-tiers</c> of perpetuals and futures: sizes in contracts, and the rate of the tier that a position ends in for all of it.</summary>
/// <remarks>The answer names the family (<c>instFamily</c>, formerly <c>uly</c>); spot margin (an <c>instId</c> with loans) and options (an <c>optMgnFactor</c>) are left out. <c>maxLever</c> is cut off, so the initial rate is <c>imr</c>.</remarks>
internal static class OkxPositionTiers
{
    /// <summary>Name of the venue, as rulebooks begin theirs.</summary>
    public const string Venue = "OKX";

    public static void Read(DocumentNode list, List<TierDraft> drafts, ProblemList problems, ProblemList exceptions)
    {
        var byName = new Dictionary<string, TierDraft?>(StringComparer.Ordinal);
        foreach (DocumentNode item in list.Items)
        {
            if (ObjectReader.OpenAny(item, problems, "{ \"instFamily\": \"BTC-USDT\", \"minSz\": \"0\", \"maxSz\": \"500\", \"mmr\": \"0.004\", \"imr\": \"0.008\" }") is not { } reader) continue;
            string instrument = TierNumbers.Text(item, "instId"), family = TierNumbers.Text(item, "instFamily");
            if (family.Length == 0) family = TierNumbers.Text(item, "uly");
            string name = instrument.Length > 0 ? instrument : family;
            if (name.Length == 0)
            {
                problems.Add(item, "the tier names no family; write \"instFamily\": \"BTC-USDT\".");
                continue;
            }

            if (!byName.TryGetValue(name, out TierDraft? draft))
            {
                draft = Open(item, reader, name, instrument.Length == 0, exceptions);
                byName.Add(name, draft);
                if (draft is not null) drafts.Add(draft);
            }

            draft?.Rows.Add(Row(reader, item));
        }
    }

    /// <summary>One row of OKX's own.</summary>
    public static TierRowDraft? Row(ObjectReader reader, DocumentNode at)
    {
        int before = reader.Problems.Count;
        decimal? floor = TierNumbers.Bound(reader, "minSz"), cap = TierNumbers.Cap(reader, "maxSz");
        decimal? maintenance = TierNumbers.Rate(reader, "mmr"), initial = TierNumbers.Rate(reader, "imr");
        return reader.Problems.Count > before ? null : new TierRowDraft(at, floor, cap, maintenance!.Value, initial!.Value, null, null);
    }

    private static TierDraft? Open(DocumentNode item, ObjectReader reader, string name, bool family, ProblemList exceptions)
    {
        string? other = TierNumbers.First(reader, "optMgnFactor") is { Text: not ("0" or "0.0") } ? "an option family, whose margin follows another rule"
            : !family && name.Count(c => c == '-') == 1 ? "a pair of spot margin, whose tiers are loans" : null;
        InstrumentSymbol? symbol = other is null ? VenueSymbols.Okx(name) : null;
        if (symbol is null) exceptions.Add(item, $"'{name}' is {other ?? "no family or instrument known here, as BTC-USDT or BTC-USD-SWAP"}; it is left out.");
        return symbol is null ? null : new TierDraft(item.Place, symbol, TierSize.Contracts, TierReading.WholePosition) { Venue = Venue, WholeFamily = family };
    }
}
