using Plimsoll.Instruments;

namespace Plimsoll.Formats;

/// <summary>Reads the members of one object by name; every unknown, repeated, missing or wrong one becomes a problem, and reading goes on.</summary>
internal sealed class ObjectReader
{
    private readonly ProblemList problems;

    /// <summary>Where problems go.</summary>
    public ProblemList Problems => problems;

    private ObjectReader(DocumentNode node, ProblemList problems) => (Node, this.problems) = (node, problems);

    /// <summary>The object.</summary>
    public DocumentNode Node { get; }

    /// <summary>Opens an object whose members have the given names and no others.</summary>
    /// <returns>The reader; null, with a problem, when the node is no object.</returns>
    public static ObjectReader? Open(DocumentNode node, ProblemList problems, string shape, params ReadOnlySpan<string> known)
    {
        ObjectReader? reader = OpenAny(node, problems, shape);
        if (reader is null) return null;
        foreach ((string name, DocumentNode value) in node.Members)
            if (!known.Contains(name))
                problems.Add(value, $"'{name}' is no field here;{Suggestion.For(name, [.. known])}");
        return reader;
    }

    /// <summary>Opens an object whose members have any names, each once.</summary>
    public static ObjectReader? OpenAny(DocumentNode node, ProblemList problems, string shape)
    {
        if (node.Kind != NodeKind.Object)
        {
            problems.Add(node, $"{node.Found} stands where an object must; write {shape}.");
            return null;
        }

        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string name, DocumentNode value) in node.Members)
            if (!first.TryAdd(name, value.Line))
                problems.Add(value, $"'{name}' stands here a second time (first on line {first[name]}); keep one of them.");
        return new ObjectReader(node, problems);
    }

    /// <summary>A member that is there and not null. Where it is required and is not there, that is a problem.</summary>
    public DocumentNode? Member(string name, string? requiredAs = null)
    {
        DocumentNode? member = Node[name];
        if (member is not null && (member.Kind != NodeKind.Null || requiredAs is not null))
        {
            if (member.Kind != NodeKind.Null) return member;
            problems.Add(member, $"'{name}' is null; write {requiredAs}.");
            return null;
        }

        if (requiredAs is not null) problems.Add(Node, $"'{name}' is missing; write {requiredAs}.");
        return null;
    }

    /// <summary>A name: text that is not blank, of at most 100 characters and without control characters.</summary>
    public string? Name(string name, string? requiredAs = null, string example = "main")
    {
        if (Member(name, requiredAs) is not { } member) return null;
        if (member.Kind != NodeKind.Text || string.IsNullOrWhiteSpace(member.Text) || member.Text.Length > 100 || member.Text.Any(char.IsControl))
        {
            problems.Add(member, $"{member.Found} is no name; write a text of 1 to 100 characters in double quotes, as \"{example}\".");
            return null;
        }

        return member.Text;
    }

    /// <summary>One of a few words; the default when the member is absent.</summary>
    public string? Choice(string name, string? otherwise, params ReadOnlySpan<string> allowed)
    {
        string words = string.Join(" or ", allowed.ToArray().Select(word => $"\"{word}\""));
        if (Member(name, otherwise is null ? words : null) is not { } member) return otherwise;
        if (member.Kind == NodeKind.Text && allowed.Contains(member.Text)) return member.Text;
        problems.Add(member, $"{member.Found} is not allowed; write {words}.");
        return null;
    }

    /// <summary>An exact number.</summary>
    public decimal? Number(string name, NumberRule rule, bool required = false) =>
        Member(name, required ? rule.Write : null) is { } member ? Number(member, rule, problems) : null;

    /// <summary>An estimate.</summary>
    public double? Estimate(string name, NumberRule rule) => Member(name) is { } member && Number(member, rule, problems) is not null
        ? double.Parse(member.Text, NumberStyles.Float, CultureInfo.InvariantCulture)
        : null;

    /// <summary>A whole number.</summary>
    public int? Whole(string name, NumberRule rule)
    {
        if (Member(name) is not { } member || Number(member, rule, problems) is not { } number) return null;
        if (number == Math.Floor(number)) return (int)number;
        problems.Add(member, $"{member.Found} is no whole number; write {rule.Write}.");
        return null;
    }

    /// <summary>An exact number at a node, as JSON number or decimal text.</summary>
    public static decimal? Number(DocumentNode node, NumberRule rule, ProblemList problems)
    {
        if (node.Kind is not (NodeKind.Number or NodeKind.Text))
        {
            problems.Add(node, $"{node.Found} is no number; write {rule.Write}.");
            return null;
        }

        return Number(node.Text, node.Place, rule, problems);
    }

    /// <summary>An exact number at a place, as text.</summary>
    public static decimal? Number(string text, Place place, NumberRule rule, ProblemList problems)
    {
        if (!NumberText.TryDecimal(text, out decimal number, out string? problem))
        {
            problems.Add(place, $"{problem}; write {rule.Write}.");
            return null;
        }

        if (number >= rule.Low && number <= rule.High) return number;
        problems.Add(place, $"'{text}' is not allowed: {rule.Allowed}.");
        return null;
    }

    /// <summary>A time, ISO-8601 UTC.</summary>
    public Timestamp? Time(string name, string? requiredAs = null) => Member(name, requiredAs) is { } member ? Time(member, problems) : null;

    /// <summary>A time at a node.</summary>
    public static Timestamp? Time(DocumentNode node, ProblemList problems)
    {
        if (node.Kind == NodeKind.Text && Timestamp.TryParse(node.Text, out Timestamp time)) return time;
        string instead = "2024-06-28T08:00:00Z";
        if (long.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long epoch) && EpochText(epoch) is { } meant)
            instead = meant;
        problems.Add(node, $"{node.Found} is no ISO-8601 UTC time; write \"{instead}\".");
        return null;
    }

    // Somebody who writes 1719561600000 means milliseconds since 1970; tell him the same moment in the form wanted.
    private static string? EpochText(long epoch) => epoch switch
    {
        > 1_000_000_000_000_000 and < 10_000_000_000_000_000 => Timestamp.FromUnixMicroseconds(epoch).ToString(),
        > 1_000_000_000_000 and < 10_000_000_000_000 => Timestamp.FromUnixMicroseconds(epoch * 1000).ToString(),
        > 1_000_000_000 and < 10_000_000_000 => Timestamp.FromUnixSeconds(epoch).ToString(),
        _ => null,
    };

    /// <summary>An instrument's symbol.</summary>
    public InstrumentSymbol? Symbol(string name) =>
        Member(name, "a symbol, as \"BTC/USDT:USDT\"") is { } member ? Symbol(member, problems) : null;

    /// <summary>A symbol at a node.</summary>
    public static InstrumentSymbol? Symbol(DocumentNode node, ProblemList problems)
    {
        if (node.Kind == NodeKind.Text) return Symbol(node.Text, node.Place, problems);
        problems.Add(node, $"{node.Found} is no symbol; write a text, as \"BTC/USDT:USDT\".");
        return null;
    }

    /// <summary>A symbol at a place.</summary>
    public static InstrumentSymbol? Symbol(string text, Place place, ProblemList problems)
    {
        InstrumentSymbol? symbol = SymbolParser.Read(text, out string? problem);
        if (symbol is null) problems.Add(place, problem!);
        return symbol;
    }

    /// <summary>The items of a list; empty when the member is absent or, with a problem, is no list.</summary>
    public ImmutableArray<DocumentNode> List(string name, string shape, bool required = false)
    {
        if (Member(name, required ? shape : null) is not { } member) return [];
        if (member.Kind == NodeKind.Array) return member.Items;
        problems.Add(member, $"{member.Found} stands where a list must; write {shape}.");
        return [];
    }

    /// <summary>The members of an object with free names; empty when it is absent or, with a problem, is no object.</summary>
    public ImmutableArray<(string Name, DocumentNode Value)> Table(string name, string shape, bool required = false)
    {
        if (Member(name, required ? shape : null) is not { } member) return [];
        return OpenAny(member, problems, shape) is null ? [] : member.Members;
    }
}
