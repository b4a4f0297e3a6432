using System.Text;

namespace Plimsoll.Formats;

/// <summary>Reads JSON (RFC 8259) into a tree that knows its lines.</summary>
/// <remarks>A parser of its own because a person has to mend what it refuses: its messages name the line and the cure, repeated names are kept to be told
/// together with everything else, and bare NaN and Infinity, which Python writes, are read as numbers and refused at their place with the others.</remarks>
internal sealed class JsonParser
{
    private const int DeepestLevel = 64;

    private readonly string text;
    private readonly string file;
    private int at;
    private int line = 1;

    private JsonParser(string text, string file) => (this.text, this.file) = (text, file);

    /// <summary>Whether a file is to be read as JSON: it is named so, is empty, or begins as an object or a list.</summary>
    public static bool Suits(string text, string name)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart();
        return start.IsEmpty || start[0] is '{' or '[' || name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads one document.</summary>
    /// <exception cref="InvalidInputException">The text is no JSON; the place and the cure are named.</exception>
    public static DocumentNode Parse(string text, string file)
    {
        var parser = new JsonParser(text, file);
        parser.SkipSpace();
        if (parser.at == text.Length) throw new InvalidInputException([new Problem(file, "the file is empty; write a JSON object.")]);
        DocumentNode root = parser.Value("", 0);
        parser.SkipSpace();
        return parser.at == text.Length ? root
            : throw parser.Fail($"{parser.Here} stands after the end of the document; remove it, or put both values into one list.");
    }

    private DocumentNode Value(string path, int depth)
    {
        if (depth > DeepestLevel) throw Fail($"values are nested more than {DeepestLevel} deep; no file of this kind is.");
        SkipSpace();
        if (at == text.Length) throw Fail("the file ends where a value must stand; it is cut off.");
        int start = line;
        switch (text[at])
        {
            case '{': return Object(path, depth);
            case '[': return Array(path, depth);
            case '"': return new DocumentNode(NodeKind.Text, start, path, String());
            case '\'': throw Fail("text stands in single quotes; write double quotes.");
            case ',' or '}' or ']' or ':': throw Fail($"{Here} stands where a value must; write the value, or remove the comma before it.");
        }

        string word = Word();
        return word switch
        {
            "true" or "false" => new DocumentNode(NodeKind.Boolean, start, path, word),
            "null" => new DocumentNode(NodeKind.Null, start, path, ""),
            "NaN" or "Infinity" or "-Infinity" => new DocumentNode(NodeKind.Number, start, path, word),
            _ when IsNumber(word) => new DocumentNode(NodeKind.Number, start, path, word),
            "True" or "False" or "None" => throw Fail($"'{word}' is no JSON; write {(word == "None" ? "null" : word.ToLowerInvariant())}."),
            "" => throw Fail($"{Here} stands where a value must; write a number, a text in double quotes, an object or a list."),
            _ when char.IsAsciiDigit(word[^1]) && word[0] is '+' or '-' or '.' or (>= '0' and <= '9') =>
                throw Fail($"'{Shortened(word)}' is no JSON number; write it without plus sign and leading zeros, with digits on both sides of a point, and put dates into double quotes."),
            _ => throw Fail($"'{Shortened(word)}' is no JSON value; write a number, or put text into double quotes."),
        };
    }

    private DocumentNode Object(string path, int depth)
    {
        int start = line;
        var members = ImmutableArray.CreateBuilder<(string, DocumentNode)>();
        at++;
        SkipSpace();
        while (at < text.Length && text[at] != '}')
        {
            if (text[at] == '\'') throw Fail("text stands in single quotes; write double quotes.");
            if (text[at] != '"')
                throw Fail($"{Here} stands where the name of a field must; write names in double quotes, and no comma before a closing brace.");
            string name = String();
            SkipSpace();
            if (at == text.Length || text[at] != ':')
                throw Fail($"a colon is missing after the name \"{Shortened(name)}\"; write \"{Shortened(name)}\": and its value.");
            at++;
            members.Add((name, Value(DocumentNode.MemberPath(path, name), depth + 1)));
            if (!Comma('}', $"object that begins on line {start}")) continue;
            if (at < text.Length && text[at] == '}') throw Fail("a comma stands before the closing brace; remove the comma.");
        }

        Close('}', start);
        return new DocumentNode(NodeKind.Object, start, path, "") { Members = members.DrainToImmutable() };
    }

    private DocumentNode Array(string path, int depth)
    {
        int start = line;
        var items = ImmutableArray.CreateBuilder<DocumentNode>();
        at++;
        SkipSpace();
        while (at < text.Length && text[at] != ']')
        {
            items.Add(Value(DocumentNode.ItemPath(path, items.Count), depth + 1));
            if (!Comma(']', $"list that begins on line {start}")) continue;
            if (at < text.Length && text[at] == ']') throw Fail("a comma stands before the closing bracket; remove the comma.");
        }

        Close(']', start);
        return new DocumentNode(NodeKind.Array, start, path, "") { Items = items.DrainToImmutable() };
    }

    // After a value: a comma (true), or the end of what it stands in (false).
    private bool Comma(char end, string inside)
    {
        SkipSpace();
        if (at == text.Length || text[at] == end) return false;
        if (text[at] != ',') throw Fail($"{Here} stands where a comma or {end} must, in the {inside}; add the comma.");
        at++;
        SkipSpace();
        return true;
    }

    private void Close(char end, int start)
    {
        if (at == text.Length) throw Fail($"the file ends before the {end} of what begins on line {start}; it is cut off, or the {end} is missing.");
        at++;
    }

    private string String()
    {
        int start = line;
        int from = ++at;
        StringBuilder? built = null;
        while (at < text.Length)
        {
            char c = text[at];
            if (c == '"')
            {
                string plain = text[from..at++];
                return built is null ? plain : built.Append(plain).ToString();
            }

            if (c < ' ')
                throw Fail(c == '\n' ? $"the text that begins on line {start} has no closing quote; add it."
                : "a control character stands inside a text; write it as \\u and four digits.");
            if (c == '\\')
            {
                (built ??= new StringBuilder()).Append(text, from, at - from).Append(Escape());
                from = at;
                continue;
            }

            at++;
        }

        throw Fail($"the file ends inside the text that begins on line {start}; the closing quote is missing.");
    }

    private char Escape()
    {
        char kind = at + 1 < text.Length ? text[at + 1] : ' ';
        at += 2;
        switch (kind)
        {
            case '"' or '\\' or '/': return kind;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when at + 4 <= text.Length
                && ushort.TryParse(text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                at += 4;
                return (char)code;
            default: throw Fail($"'\\{kind}' is no escape; a backslash in a text is written twice.");
        }
    }

    private string Word()
    {
        int from = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '+' or '-' or '.' or '_')) at++;
        return text[from..at];
    }

    /// <summary>The grammar of a JSON number: no leading plus or zeros, digits on both sides of a point.</summary>
    internal static bool IsNumber(ReadOnlySpan<char> word)
    {
        int i = word.Length > 0 && word[0] == '-' ? 1 : 0;
        int digits = Digits(word, ref i);
        if (digits == 0 || (digits > 1 && word[i - digits] == '0')) return false;
        if (i < word.Length && word[i] == '.')
        {
            i++;
            if (Digits(word, ref i) == 0) return false;
        }

        if (i < word.Length && word[i] is 'e' or 'E')
        {
            i++;
            if (i < word.Length && word[i] is '+' or '-') i++;
            if (Digits(word, ref i) == 0) return false;
        }

        return i == word.Length;
    }

    private static int Digits(ReadOnlySpan<char> word, ref int i)
    {
        int from = i;
        while (i < word.Length && char.IsAsciiDigit(word[i])) i++;
        return i - from;
    }

    private void SkipSpace()
    {
        for (; at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n'; at++)
            if (text[at] == '\n')
                line++;
        if (at < text.Length && (text[at] == '#' || (text[at] == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*')))
            throw Fail("a comment stands here, which JSON has none of; remove it.");
    }

    private string Here => at == text.Length ? "the end of the file" : $"'{Shortened(text[at].ToString())}'";

    private static string Shortened(string word) => word.Length > 40 ? word[..37] + "..." : word;

    private InvalidInputException Fail(string message) => new([new Problem($"{file}:{line}", message)]);
}
