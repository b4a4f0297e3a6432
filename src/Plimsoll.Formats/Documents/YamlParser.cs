using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Plimsoll.Formats;

/// <summary>Reads one YAML document into a tree that knows its lines. Plain scalars are numbers, booleans and null as in YAML's core schema; quoted ones are text.</summary>
/// <remarks>Built on the parser's events because its own tree gives up at the first repeated key. Anchors, aliases and tags are refused: a rulebook must read as it stands.</remarks>
internal sealed class YamlParser
{
    private const int DeepestLevel = 64;

    private readonly Parser events;
    private readonly string file;

    private YamlParser(string text, string file) => (events, this.file) = (new Parser(new StringReader(text)), file);

    /// <summary>Reads one document.</summary>
    /// <exception cref="InvalidInputException">The text is no YAML, is empty or holds more than one document.</exception>
    public static DocumentNode Parse(string text, string file)
    {
        var parser = new YamlParser(text, file);
        try
        {
            parser.events.Consume<StreamStart>();
            if (!parser.events.TryConsume<DocumentStart>(out _))
                throw parser.Fail(1, "the file is empty; write a rulebook: model, version, effective and parameters.");
            DocumentNode root = parser.Node("", 0);
            parser.events.Consume<DocumentEnd>();
            return parser.events.Accept<StreamEnd>(out _) ? root
                : throw parser.Fail((int)parser.events.Current!.Start.Line, "a second document begins here; keep one in a file.");
        }
        catch (YamlException failure)
        {
            if (TabbedLines(text, file) is { Length: > 0 } tabs) throw new InvalidInputException(tabs);
            string reason = failure.Message.TrimEnd('.');
            throw parser.Fail((int)Math.Max(failure.Start.Line, failure.End.Line),
                $"this is no YAML ({char.ToLowerInvariant(reason[0])}{reason[1..]}); indent with spaces, write a blank after each colon, and put text with special characters into quotes.");
        }
        catch (InvalidOperationException)
        {
            // The library's scanner gives up in this way inside a bracket that is never closed.
            throw parser.Fail((int)(parser.events.Current?.End.Line ?? 1),
                "this is no YAML: a bracket, brace or quote that opens about here is not closed; close it.");
        }
    }

    // The library places a tab in the indentation at the beginning of what it stands in, which helps nobody.
    private static Problem[] TabbedLines(string text, string file) =>
    [
        .. text.Split('\n').Select((line, i) => (Line: line, Number: i + 1))
            .Where(entry => entry.Line[..(entry.Line.Length - entry.Line.TrimStart().Length)].Contains('\t', StringComparison.Ordinal))
            .Select(entry => new Problem($"{file}:{entry.Number}", "the line is indented with a tab; write blanks.")),
    ];

    private DocumentNode Node(string path, int depth)
    {
        ParsingEvent current = events.Current ?? throw Fail(1, "the file is cut off.");
        int line = (int)current.Start.Line;
        if (depth > DeepestLevel) throw Fail(line, $"values are nested more than {DeepestLevel} deep; no rulebook is.");
        if (current is AnchorAlias) throw Fail(line, "an alias (*name) stands here; write the value out.");
        if (current is NodeEvent { Anchor.IsEmpty: false }) throw Fail(line, "an anchor (&name) stands here; remove it and write each value out.");
        if (current is NodeEvent { Tag.IsEmpty: false }) throw Fail(line, "a tag (!name) stands here; remove it.");
        if (events.TryConsume<Scalar>(out Scalar? scalar)) return Scalar(scalar, line, path);
        if (events.TryConsume<SequenceStart>(out _))
        {
            var items = ImmutableArray.CreateBuilder<DocumentNode>();
            while (!events.TryConsume<SequenceEnd>(out _)) items.Add(Node(DocumentNode.ItemPath(path, items.Count), depth + 1));
            return new DocumentNode(NodeKind.Array, line, path, "") { Items = items.DrainToImmutable() };
        }

        events.Consume<MappingStart>();
        var members = ImmutableArray.CreateBuilder<(string, DocumentNode)>();
        while (!events.TryConsume<MappingEnd>(out _))
        {
            if (!events.TryConsume<Scalar>(out Scalar? key))
                throw Fail((int)events.Current!.Start.Line, "a list or an object stands where a key must; write a name and a colon.");
            members.Add((key.Value, Node(DocumentNode.MemberPath(path, key.Value), depth + 1)));
        }

        return new DocumentNode(NodeKind.Object, line, path, "") { Members = members.DrainToImmutable() };
    }

    private static DocumentNode Scalar(Scalar scalar, int line, string path)
    {
        if (scalar.Style != ScalarStyle.Plain) return new DocumentNode(NodeKind.Text, line, path, scalar.Value);
        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => new DocumentNode(NodeKind.Null, line, path, ""),
            "true" or "True" or "TRUE" => new DocumentNode(NodeKind.Boolean, line, path, "true"),
            "false" or "False" or "FALSE" => new DocumentNode(NodeKind.Boolean, line, path, "false"),
            _ => new DocumentNode(IsNumber(scalar.Value) ? NodeKind.Number : NodeKind.Text, line, path, scalar.Value),
        };
    }

    /// <summary>Whether a plain scalar is a number, a bare infinity or not-a-number.</summary>
    internal static bool IsNumber(string text)
    {
        ReadOnlySpan<char> plain = text.AsSpan().TrimStart("+-");
        return plain is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN"
            || (plain.Length > 0 && (char.IsAsciiDigit(plain[0]) || (plain[0] == '.' && plain.Length > 1 && char.IsAsciiDigit(plain[1])))
                && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                    CultureInfo.InvariantCulture, out _));
    }

    private InvalidInputException Fail(int line, string message) => new([new Problem($"{file}:{line}", message)]);
}
