using System.Reflection;
using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>The rulebooks there are, each in one or more versions.</summary>
public sealed class RulebookLibrary
{
    private static readonly Lazy<RulebookLibrary> LazyShipped = new(Load);

    /// <summary>From rulebooks.</summary>
    /// <exception cref="InvalidInputException">A name and version is there twice.</exception>
    public RulebookLibrary(IEnumerable<Rulebook> rulebooks)
    {
        All = [.. rulebooks.OrderBy(book => book.Name, StringComparer.Ordinal).ThenBy(book => book.Effective)
            .ThenBy(book => book.Version, StringComparer.Ordinal)];
        Problem[] repeated = [.. All.GroupBy(book => $"{book.Name}@{book.Version}").Where(group => group.Count() > 1)
            .Select(group => new Problem("", $"rulebook {group.Key} is there {group.Count()} times; give each a version of its own."))];
        if (repeated.Length > 0) throw new InvalidInputException(repeated);
    }

    /// <summary>The rulebooks that come with this program.</summary>
    public static RulebookLibrary Shipped => LazyShipped.Value;

    /// <summary>Every rulebook, by name and then by effective time.</summary>
    public ImmutableArray<Rulebook> All { get; }

    /// <summary>The rulebook of a name, or of <c>name@version</c>.</summary>
    /// <param name="reference">Name, as "plimsoll", or name and version, as "plimsoll@1".</param>
    /// <param name="at">Without version, the latest in effect at this time is taken; null for the latest of all.</param>
    /// <exception cref="InvalidInputException">There is none; the message names what there is.</exception>
    public Rulebook Find(string reference, Timestamp? at = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        int sign = reference.IndexOf('@', StringComparison.Ordinal);
        string name = sign < 0 ? reference : reference[..sign];
        Rulebook[] versions = [.. All.Where(book => book.Name == name)];
        if (versions.Length == 0) throw Fail($"'{name}' is no rulebook;{Suggestion.For(name, All.Select(book => book.Name).Distinct())}");
        if (sign >= 0)
            return versions.FirstOrDefault(book => book.Version == reference[(sign + 1)..])
                ?? throw Fail($"{name} has no version '{reference[(sign + 1)..]}'; there are {string.Join(", ", versions.Select(book => book.Version))}.");
        return versions.LastOrDefault(book => at is null || book.Effective <= at)
            ?? throw Fail($"no version of {name} was in effect at {at}; the first, {name}@{versions[0].Version}, applies from {versions[0].Effective}: write {name}@{versions[0].Version} to use it all the same.");
    }

    /// <summary>The rulebook of a name, of <c>name@version</c>, or of a YAML file.</summary>
    /// <param name="reference">What a user writes as --rulebook; a path ends in .yaml or .yml, or is no known name and names a file that is there.</param>
    /// <param name="at">Time whose version is taken; see <see cref="Find"/>.</param>
    /// <exception cref="InvalidInputException">There is none, or the file is wrong.</exception>
    public Rulebook Resolve(string reference, Timestamp? at = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        // A known name is a name even where a file is called so: this repository's run script is called plimsoll.
        bool named = All.Any(book => book.Name == reference.Split('@')[0]);
        bool file = reference.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            || reference.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || (!named && File.Exists(reference));
        return file ? RulebookFile.Read(reference) : Find(reference, at);
    }

    /// <summary>The rulebook of a name at a time as <see cref="Resolve"/> finds it, and the first version where none was in effect yet.</summary>
    /// <inheritdoc cref="Resolve"/>
    public Rulebook ResolveOrFirst(string reference, Timestamp at)
    {
        ArgumentNullException.ThrowIfNull(reference);
        bool early = All.Any(book => book.Name == reference) && All.Where(book => book.Name == reference).All(book => book.Effective > at);
        return Resolve(reference, early ? null : at) is var found && early ? All.First(book => book.Name == found.Name) : found;
    }

    private static InvalidInputException Fail(string message) => new([new Problem("", message)]);

    private static RulebookLibrary Load()
    {
        Assembly assembly = typeof(RulebookLibrary).Assembly;
        var books = new List<Rulebook>();
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            books.Add(RulebookFile.Parse(reader.ReadToEnd(), resource));
        }

        return new RulebookLibrary(books);
    }
}
