namespace Plimsoll.Formats;

/// <summary>What the small grammars of the command line share: words between blanks, and failures that quote the whole text.</summary>
internal static class GrammarText
{
    /// <summary>The words of a text; an "@" glued to a price is a word of its own.</summary>
    public static string[] Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("@", " @ ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A failure of one text.</summary>
    public static InvalidInputException Fail(string kind, string text, params IEnumerable<string> messages) =>
        new(messages.Select(message => new Problem($"{kind} \"{text}\"", message)));
}
