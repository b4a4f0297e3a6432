namespace Plimsoll.Formats;

/// <summary>Reads the numbers of a tier as venues print them: JSON numbers or text, blank where there is none, rates also as per cent with the sign.</summary>
internal static class TierNumbers
{
    // Venues print the greatest number of a type, 9223372036854775807, where a tier has no end; no position comes near this.
    private const decimal Endless = 1e15m;

    private static NumberRule Size { get; } = new("a size, as 50000", "a size lies between 0 and 1e27", 0m, 1e27m);

    private static NumberRule Fraction { get; } = new("a fraction, 2.5 % as 0.025", "a rate is a fraction between 0 and 1; 2.5 % is 0.025", 0m, 1m);

    private static NumberRule PerCent { get; } = new("a fraction, 2.5 % as 0.025", "a rate lies between 0 and 100 per cent", 0m, 100m);

    private static NumberRule GreatestLeverage { get; } = new("the greatest leverage, as 125", "a leverage lies between 1 and 1000", 1m, 1000m);

    private static NumberRule Deducted { get; } = new("the amount deducted, as 300", "a deduction lies between 0 and 1e15", 0m, 1e15m);

    /// <summary>A size; null, without a problem, where it is absent, null or blank.</summary>
    public static decimal? Bound(ObjectReader reader, params ReadOnlySpan<string> names) => First(reader, names) is { } node ? ObjectReader.Number(node, Size, reader.Problems) : null;

    /// <summary>The upper end of a tier; null where it has none.</summary>
    public static decimal? Cap(ObjectReader reader, params ReadOnlySpan<string> names) => Bound(reader, names) is { } cap and < Endless ? cap : null;

    /// <summary>A rate, in the form of the first name there is; a problem where there is none.</summary>
    public static decimal? Rate(ObjectReader reader, params ReadOnlySpan<string> names) => Rate(reader, 1m, names);

    /// <summary>A rate that the file writes multiplied by 1 or, in per cent, by 100.</summary>
    public static decimal? Rate(ObjectReader reader, decimal unit, params ReadOnlySpan<string> names)
    {
        if (First(reader, names) is not { } node)
        {
            reader.Problems.Add(reader.Node, $"'{names[0]}' is missing; write {Fraction.Write}.");
            return null;
        }

        if (node.Kind == NodeKind.Text && node.Text.TrimEnd().EndsWith('%'))
            return ObjectReader.Number(node.Text.TrimEnd()[..^1].TrimEnd(), node.Place, PerCent, reader.Problems) / 100m;
        return ObjectReader.Number(node, unit == 1m ? Fraction : PerCent, reader.Problems) / unit;
    }

    /// <summary>The greatest leverage; where it is required and is absent, that is a problem.</summary>
    public static decimal? Leverage(ObjectReader reader, string name, bool required)
    {
        if (First(reader, name) is { } node) return ObjectReader.Number(node, GreatestLeverage, reader.Problems);
        if (required) reader.Problems.Add(reader.Node, $"'{name}' is missing; write {GreatestLeverage.Write}.");
        return null;
    }

    /// <summary>A printed deduction; null where there is none.</summary>
    public static decimal? Deduction(ObjectReader reader, string name) => First(reader, name) is { } node ? ObjectReader.Number(node, Deducted, reader.Problems) : null;

    /// <summary>The first of these members that is there, not null and not blank.</summary>
    public static DocumentNode? First(ObjectReader reader, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (reader.Node[name] is { Kind: not NodeKind.Null } node && !(node.Kind == NodeKind.Text && string.IsNullOrWhiteSpace(node.Text)))
                return node;
        return null;
    }

    /// <summary>Text of a member; empty where it is absent or no text.</summary>
    public static string Text(DocumentNode node, string name) => node[name] is { Kind: NodeKind.Text } text ? text.Text.Trim() : "";
}
