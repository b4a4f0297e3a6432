using System.Text;
using Plimsoll.Calibration;

namespace Plimsoll.Lab.Calibrations;

/// <summary>The canonical YAML of a rulebook with a comment at every parameter: measured and how, checked, or judgement and why.</summary>
internal static class AnnotatedText
{
    /// <summary>The text.</summary>
    /// <param name="yaml">Canonical YAML.</param>
    /// <param name="evidence">Evidence by parameter.</param>
    /// <param name="head">Comment lines before everything.</param>
    public static string Of(string yaml, ImmutableArray<ParameterEvidence> evidence, IEnumerable<string> head)
    {
        var known = evidence.ToDictionary(entry => entry.Parameter, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (string line in head) text.Append("# ").Append(line).Append('\n');
        foreach (Line line in Lines(yaml))
        {
            text.Append(line.Text);
            if (line.Path is { } path && line.HasValue)
                text.Append("  # ").Append(known.TryGetValue(path, out ParameterEvidence? entry) ? $"{Word(entry.Basis)}: {entry.Rule}" : $"judgement: {Judgements.Of(path)}");
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The parameters of canonical YAML with their values as written, names in place of numbers in lists.</summary>
    public static IEnumerable<(string Path, string Value)> Parameters(string yaml) => Lines(yaml).Where(line => line.Path is not null && line.HasValue).Select(line => (line.Path!, line.Value));

    /// <summary>A basis in one word.</summary>
    public static string Word(EvidenceBasis basis) => basis switch { EvidenceBasis.Measured => "measured", EvidenceBasis.Checked => "judgement, checked", _ => "judgement" };

    private readonly record struct Line(string Text, string? Path, bool HasValue, string Value);

    // Canonical text: two blanks a level, a list item's first line after a hyphen, names first in their records.
    private static IEnumerable<Line> Lines(string yaml)
    {
        var stack = new List<(int Indent, string Name)>();
        bool inside = false;
        int item = 0;
        foreach (string line in yaml.Split('\n').SkipLast(1))
        {
            if (!inside)
            {
                inside = line == "parameters:";
                yield return new(line, null, false, "");
                continue;
            }

            int indent = line.Length - line.TrimStart().Length;
            bool first = line.AsSpan(indent).StartsWith("- ");
            if (first) indent += 2;
            string rest = line[indent..];
            int colon = Separator(rest);
            string name = rest[..colon].Trim('"'), value = rest[(colon + 1)..].Trim();
            stack.RemoveAll(level => level.Indent >= (first ? indent - 1 : indent));
            if (first) stack.Add((indent - 1, name == "name" ? value.Trim('"') : (++item).ToString(CultureInfo.InvariantCulture)));
            string path = string.Join('.', stack.Select(level => level.Name).Append(name));
            stack.Add((indent, name));
            yield return new(line, path, value.Length > 0 && name != "name", value);
        }
    }

    private static int Separator(string rest) => rest.StartsWith('"') ? rest.IndexOf("\":", StringComparison.Ordinal) + 1 : rest.IndexOf(':', StringComparison.Ordinal);
}
