using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Standard;
using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>A rulebook of the standard model with the tier tables of a file in place of its own, or added to them.</summary>
/// <param name="Rulebook">The rulebook; its version ends in "+tiers" and its hash is that of what it holds now. The one given where nothing was used.</param>
/// <param name="Used">The tables that it took.</param>
/// <param name="LeftOut">The tables that it did not take, with the reason in words.</param>
public sealed record TierMerge(Rulebook Rulebook, ImmutableArray<SymbolTiers> Used, ImmutableArray<(SymbolTiers Table, string Reason)> LeftOut)
{
    private const string Mark = "+tiers";

    /// <summary>Puts the tables of a file into a rulebook.</summary>
    /// <param name="rulebook">Any rulebook; one of another model takes nothing.</param>
    /// <param name="file">The tables.</param>
    /// <param name="anyVenue">Whether tables in the form of one venue may go into the rulebook of another.</param>
    /// <exception cref="InvalidInputException">The rulebook with these tables contradicts itself; every problem is named.</exception>
    public static TierMerge Into(Rulebook rulebook, TierFile file, bool anyVenue)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        ArgumentNullException.ThrowIfNull(file);
        if (rulebook.Parameters is not StandardParameters parameters)
            return new(rulebook, [], [.. file.Tables.Select(table => (table, $"{rulebook.Name} is of the model {rulebook.Model}, which has no tier tables"))]);
        var groups = parameters.Markets.Select(market => new TierGroup(market)).ToArray();
        var used = ImmutableArray.CreateBuilder<SymbolTiers>();
        var left = ImmutableArray.CreateBuilder<(SymbolTiers, string)>();
        foreach (SymbolTiers table in file.Tables)
        {
            string? reason = !anyVenue && table.Venue is { } venue && !parameters.Venue.StartsWith(venue, StringComparison.OrdinalIgnoreCase)
                ? $"they are tiers of {venue}, and {rulebook.Name} is of {parameters.Venue}" : Put(table, groups, rulebook.Name);
            if (reason is null) used.Add(table);
            else left.Add((table, reason));
        }

        if (used.Count == 0) return new(rulebook, [], left.ToImmutable());
        StandardParameters merged = parameters with { Markets = [.. groups.Select(group => group.Market)] };
        ImmutableArray<Problem> problems = merged.Problems();
        if (problems.Length > 0) throw new InvalidInputException(problems.Select(problem => new Problem($"{rulebook.Name} with {file.Name}, {problem.Place}", problem.Message)));
        string version = rulebook.Version.EndsWith(Mark, StringComparison.Ordinal) ? rulebook.Version : rulebook.Version + Mark;
        var book = new Rulebook(rulebook.Name, rulebook.Model, version, rulebook.Effective, merged, ParameterTree.Sha256(rulebook.Name, rulebook.Model, version, rulebook.Effective, merged))
        {
            Products = $"{rulebook.Products}; tiers of {used.Count} instruments from {file.Name}",
            Verified = rulebook.Verified == Verified.Exact ? Verified.Partial : rulebook.Verified,
            Verification = $"{rulebook.Verification}; the tiers from {file.Name} are what the file says",
        };
        return new(book, used.ToImmutable(), left.ToImmutable());
    }

    // Into the group whose table holds for the instrument now, else into the first that lists it and counts in the same way. Null when it was put, else why not.
    private static string? Put(SymbolTiers table, TierGroup[] groups, string rulebook)
    {
        TierGroup[] listing = [.. groups.Where(group => group.Lists(table.Symbol))];
        if (listing.Length == 0) return $"{rulebook} does not margin such contracts";
        TierGroup? now = Array.Find(listing, group => group.TableOf(table.Symbol) is not null);
        string reason = "";
        foreach (TierGroup group in now is null ? listing : [now])
        {
            reason = group.Put(table) ?? "";
            if (reason.Length == 0) return null;
        }

        return $"{rulebook} {reason}";
    }
}
