
namespace Plimsoll.Formats;

/// <summary>What a node of a document is.</summary>
internal enum NodeKind
{
    /// <summary>Named members.</summary>
    Object,

    /// <summary>Items in order.</summary>
    Array,

    /// <summary>Quoted or plain text.</summary>
    Text,

    /// <summary>A number, or one of NaN and Infinity written bare.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Nothing.</summary>
    Null,
}

/// <summary>One value of a JSON or YAML document with the place it stands at.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">Line of its first character, from 1.</param>
/// <param name="Path">Path from the root, as "positions[2].quantity"; empty for the root.</param>
/// <param name="Text">The characters of text, number or boolean; empty otherwise.</param>
internal sealed record DocumentNode(NodeKind Kind, int Line, string Path, string Text)
{
    /// <summary>Members of an object in the order of the file, repeated names included.</summary>
    public ImmutableArray<(string Name, DocumentNode Value)> Members { get; init; } = [];

    /// <summary>Items of an array.</summary>
    public ImmutableArray<DocumentNode> Items { get; init; } = [];

    /// <summary>The member of that name, the first where it is repeated; null when there is none.</summary>
    public DocumentNode? this[string name]
    {
        get
        {
            foreach ((string member, DocumentNode value) in Members)
                if (member == name)
                    return value;
            return null;
        }
    }

    /// <summary>Whether an object has a member of that name that is not null.</summary>
    public bool Has(string name) => this[name] is { Kind: not NodeKind.Null };

    /// <summary>Where it stands.</summary>
    public Place Place => new(Line, Path);

    /// <summary>What was found, for a message: "'abc'", "an object", "nothing".</summary>
    public string Found => Kind switch
    {
        NodeKind.Object => "an object",
        NodeKind.Array => "a list",
        NodeKind.Null => "null",
        NodeKind.Text when string.IsNullOrWhiteSpace(Text) => "a blank text",
        _ => $"'{(Text.Length > 60 ? Text[..57] + "..." : Text)}'",
    };

    /// <summary>The path of a member: names of letters and digits after a dot, others quoted in brackets.</summary>
    public static string MemberPath(string parent, string name)
    {
        bool plain = name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_');
        if (!plain) return $"{parent}[\"{name}\"]";
        return parent.Length == 0 ? name : $"{parent}.{name}";
    }

    /// <summary>The path of an item.</summary>
    public static string ItemPath(string parent, int index) => $"{parent}[{index}]";
}
