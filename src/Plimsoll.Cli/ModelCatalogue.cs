using System.Collections.Immutable;
using Plimsoll.Formats;
using Plimsoll.Models;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Cli;

/// <summary>Finds the model that a person names.</summary>
internal static class ModelCatalogue
{
    /// <summary>The rulebook used when none is named.</summary>
    public const string Default = "plimsoll";

    /// <summary>The model of a rulebook.</summary>
    /// <param name="reference">Name, name@version or YAML file; null for the default.</param>
    /// <param name="at">Without a version, the one in effect then.</param>
    /// <param name="tiers">Tier tables for it; null for none.</param>
    /// <exception cref="InvalidInputException">There is none, or it is wrong.</exception>
    public static IMarginModel Find(string? reference, Timestamp at, GivenTiers? tiers = null)
    {
        Rulebook rulebook = RulebookLibrary.Shipped.Resolve(reference ?? Default, at);
        return MarginModels.Create(tiers is null ? rulebook : tiers.PutInto(rulebook));
    }

    /// <summary>The models that a comparison names; a rulebook that was not in effect yet is taken in its first version, and the person is told.</summary>
    /// <exception cref="InvalidInputException">One of them is none, or is wrong.</exception>
    public static ImmutableArray<IMarginModel> FindAll(Invocation run, IEnumerable<string> references, Timestamp at, GivenTiers tiers)
    {
        Rulebook[] books = [.. references.Select(reference => RulebookLibrary.Shipped.ResolveOrFirst(reference, at))];
        string[] early = [.. books.Where(book => book.Effective > at).Select(book => $"{book.Name}@{book.Version} (from {book.Effective.ToString()[..10]})")];
        if (early.Length > 0) run.Say($"not in effect at {at} yet, compared all the same: {string.Join(", ", early)}");
        return [.. books.Select(book => MarginModels.Create(tiers.PutInto(book)))];
    }
}
