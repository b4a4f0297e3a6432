using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Plimsoll.Vectors.Tests;

/// <summary>
/// The tolerance of one case, in every shape that the vector files use.
/// </summary>
/// <remarks>
/// <c>abs</c>, <c>rel</c> hold for every number; <c>X_abs</c>, <c>X_rel</c>, <c>X.abs</c>, <c>X.rel</c> or a bare <c>X</c>
/// (absolute) hold for field X, for fields that begin with X (<c>gMin_abs</c> for <c>gMinOnGrid</c>, <c>se_rel</c> for
/// <c>seRobust</c>) and for fields that end with it as a word (<c>logLik_abs</c> for <c>constrainedLogLik</c>); the outermost
/// field of a path decides, a whole name before a beginning, a beginning before an ending. A field's own tolerance
/// replaces the general one. A number passes within either of an absolute and a relative tolerance (the files demand
/// it: no double near 37 is within 1e-16 of another). A text says the same in words: "exact", "rel 1e-8",
/// "exact after truncation toward zero to whole USD", "abs 1e-10 upstream; reproduced at abs 1e-6".
/// </remarks>
internal sealed partial class VectorTolerance
{
    // Tolerances in words are those of venues' amounts. Below this many units an amount is what was left of doubles that cancelled, and no two programs leave the same.
    private const double LeastAmount = 1e-10;

    private readonly Bound? general;
    private readonly List<(string Field, Bound Bound)> fields = [];

    private VectorTolerance(Bound? general) => this.general = general;

    /// <summary>
    /// A wider relative bound of one row of an array, as in the note "0.0001 row +-10%": the element whose place in one of the inputs holds that number.
    /// Simulated figures of the far tail are known no better.
    /// </summary>
    public (double Level, double Relative)? Row { get; private init; }

    public static VectorTolerance Parse(JsonNode? node) => node switch
    {
        null => new VectorTolerance(Bound.ExactValue),
        JsonObject keys => FromKeys(keys),
        _ => new VectorTolerance(FromWords((string)node!)),
    };

    /// <summary>
    /// The bound of the field at <paramref name="path"/>. Where the case states only the bounds of other fields, the
    /// widest of those (without the published ones) is the case's own measure of its precision; where it states
    /// none, the value must be exact. Null: a published figure that the case merely quotes.
    /// </summary>
    public Bound? Of(IReadOnlyList<string> path)
    {
        foreach (string segment in path)
        {
            if (OwnBound(segment) is { } own) return own;
        }

        // The quoted figure of a paper, rounded or differing by convention; compared only under its own tolerance.
        if (path.Any(segment => segment.StartsWith("published", StringComparison.Ordinal))) return null;
        if (general is not null) return general;
        Bound[] others = [.. fields.Where(f => !f.Field.StartsWith("published", StringComparison.Ordinal)).Select(f => f.Bound)];
        return others.Length == 0 ? Bound.ExactValue : others.Aggregate((a, b) => a.Widen(b));
    }

    private Bound? OwnBound(string segment)
    {
        Bound? whole = null, beginning = null, ending = null;
        int longest = 0;
        foreach ((string field, Bound bound) in fields)
        {
            string word = field == "ll" ? "logLik" : field;
            if (segment == word) whole = bound.Or(whole);
            else if (segment.StartsWith(word, StringComparison.Ordinal) && word.Length >= longest)
            {
                beginning = word.Length == longest ? bound.Or(beginning) : bound;
                longest = word.Length;
            }
            else if (segment.EndsWith(char.ToUpperInvariant(word[0]) + word[1..], StringComparison.Ordinal)) ending = bound.Or(ending);
        }

        return whole ?? beginning ?? ending;
    }

    private static VectorTolerance FromKeys(JsonObject keys)
    {
        Bound? general = null;
        List<(string, Bound)> fields = [];
        foreach ((string key, JsonNode? value) in keys)
        {
            if (key is "note" or "condition_number") continue;
            Match shape = FieldKey().Match(key);
            string kind = key is "abs" or "rel" ? key : shape.Success ? shape.Groups["kind"].Value : "abs";
            Bound bound = FromWords($"{kind} {value}");
            if (kind == "rel") bound = bound with { Absolute = null };
            if (key is "abs" or "rel") general = bound.Or(general);
            else fields.Add((shape.Success ? shape.Groups["field"].Value : key, bound));
        }

        Match row = RowNote().Match((string?)keys["note"] ?? "");
        var tolerance = new VectorTolerance(general)
        {
            Row = row.Success ? (Invariant(row.Groups["level"]), Invariant(row.Groups["percent"]) / 100.0) : null,
        };
        tolerance.fields.AddRange(fields);
        return tolerance;
    }

    private static Bound FromWords(string words)
    {
        // "abs 1e-10 upstream; reproduced at abs 1e-6": the recorded numbers are ours to the second.
        int reproduced = words.IndexOf("reproduced at", StringComparison.Ordinal);
        string decisive = reproduced < 0 ? words : words[reproduced..];
        if (Number().Match(decisive) is { Success: true } number)
        {
            double size = double.Parse(number.Groups["size"].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
            bool absolute = number.Groups["kind"].Value == "abs";
            return new Bound(absolute ? size : LeastAmount, absolute ? null : size) { OfEntryNotional = words.Contains("of entry notional", StringComparison.Ordinal) };
        }

        if (!words.StartsWith("exact", StringComparison.Ordinal))
            throw new FormatException($"Tolerance '{words}' is not understood; write \"exact\", \"abs 1e-9\" or \"rel 1e-9\".");
        return Bound.ExactValue with { AfterTruncation = words.Contains("truncation toward zero", StringComparison.Ordinal) };
    }

    private static double Invariant(Group number) => double.Parse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<level>[0-9.eE-]+) row \+-(?<percent>[0-9.]+) ?%$")]
    private static partial Regex RowNote();

    [GeneratedRegex("^(?<field>.+)[._](?<kind>abs|rel)$")]
    private static partial Regex FieldKey();

    [GeneratedRegex(@"\b(?<kind>abs|rel)\s+(?<size>[0-9.]+(?:[eE][-+]?[0-9]+)?)")]
    private static partial Regex Number();

    /// <summary>Absolute and relative size; both null means equal in value.</summary>
    internal sealed record Bound(double? Absolute, double? Relative)
    {
        public static readonly Bound ExactValue = new(null, null);

        /// <summary>Compare after cutting the fraction off both sides.</summary>
        public bool AfterTruncation { get; init; }

        /// <summary>The relative size is of |size × entryPrice| of the inputs, not of the expected number.</summary>
        public bool OfEntryNotional { get; init; }

        public bool IsExact => Absolute is null && Relative is null;

        public Bound Or(Bound? other) => other is null ? this : this with
        {
            Absolute = Absolute ?? other.Absolute,
            Relative = Relative ?? other.Relative,
        };

        public Bound Widen(Bound other) => new(Larger(Absolute, other.Absolute), Larger(Relative, other.Relative));

        public override string ToString() => IsExact ? "exact" : string.Join(" or ", new[]
        {
            Absolute is { } a ? string.Create(CultureInfo.InvariantCulture, $"abs {a:G6}") : null,
            Relative is { } r ? string.Create(CultureInfo.InvariantCulture, $"rel {r:G6}") : null,
        }.OfType<string>());

        private static double? Larger(double? a, double? b) => a is { } x && b is { } y ? Math.Max(x, y) : a ?? b;
    }
}
