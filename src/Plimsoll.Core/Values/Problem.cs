namespace Plimsoll.Values;

/// <summary>One thing wrong with an input, written for the person who will mend it.</summary>
/// <param name="Place">Where: file, line and path, as "portfolio.json:14, positions[2].quantity".</param>
/// <param name="Message">What was found, what is allowed and what to write instead.</param>
public sealed record Problem(string Place, string Message)
{
    /// <summary>"place: message".</summary>
    public override string ToString() => Place.Length == 0 ? Message : $"{Place}: {Message}";
}
