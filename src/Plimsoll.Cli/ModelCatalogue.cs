using Plimsoll.Formats;
using Plimsoll.Models;
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
    /// <exception cref="InvalidInputException">There is none, or it is wrong.</exception>
    public static IMarginModel Find(string? reference, Timestamp at) => MarginModels.Create(RulebookLibrary.Shipped.Resolve(reference ?? Default, at));
}
