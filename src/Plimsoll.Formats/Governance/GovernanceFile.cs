using Plimsoll.Governance;
using Plimsoll.Governance.Changes;
using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>Reads and writes rules of governance: a file of the form of a rulebook, with a version, a date and a hash of its own, whose model is "governance".</summary>
public static class GovernanceFile
{
    private const string Model = "governance";

    private static readonly RulebookModels Models = new((Model, typeof(GovernanceRules)));
    private static readonly Lazy<Rulebook> LazyShipped = new(() =>
    {
        using var reader = new StreamReader(typeof(GovernanceFile).Assembly.GetManifestResourceStream(Model)!);
        return Parse(reader.ReadToEnd(), "governance.yaml");
    });

    /// <summary>The rules that come with this program.</summary>
    public static Rulebook Shipped => LazyShipped.Value;

    /// <summary>The JSON schema of such files.</summary>
    public static string Schema => RulebookSchema.For(Model, Models);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidInputException">Something is wrong; carries every problem with file, line and path.</exception>
    public static Rulebook Read(string path) => RulebookFile.Read(path, Models);

    /// <summary>Reads the text of a file.</summary>
    /// <inheritdoc cref="Read"/>
    public static Rulebook Parse(string text, string name) => RulebookFile.Parse(text, name, Models);

    /// <summary>The rules of a rulebook of governance.</summary>
    /// <exception cref="ArgumentException">The rulebook is of a margin model.</exception>
    public static GovernanceRules RulesOf(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return rulebook.Parameters as GovernanceRules ?? throw new ArgumentException($"{rulebook.Name} is a rulebook of the model {rulebook.Model}, not of governance.", nameof(rulebook));
    }

    /// <summary>Every parameter of any rulebook by its path in canonical text, as ledgers and proposals carry them.</summary>
    public static ImmutableSortedDictionary<string, string> ValuesOf(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return ParameterTree.Flat(rulebook.Parameters, "").ToImmutableSortedDictionary(entry => entry.Path, entry => entry.Value, StringComparer.Ordinal);
    }

    /// <summary>The set that a rulebook is, for a ledger.</summary>
    /// <param name="rulebook">The rulebook; its effective time is the set's.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="created">When it is announced.</param>
    /// <param name="inputs">The data it was made from.</param>
    public static ParameterSet SetOf(Rulebook rulebook, string author, string reason, Timestamp created, params ImmutableArray<ParameterInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        return new()
        {
            Model = rulebook.ModelVersion, Values = ValuesOf(rulebook), Inputs = inputs, Reason = reason, Author = author, Origin = ChangeOrigin.Initial, Created = created,
            Effective = rulebook.Effective < created ? created : rulebook.Effective,
        };
    }
}
