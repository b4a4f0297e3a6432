using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>An immutable, dated set of parameters: what it says, what it was made from, who answers for it, and which set it follows.</summary>
public sealed record ParameterSet
{
    /// <summary>Name, version and hash of the rules that statements computed with this set bear.</summary>
    public required ModelVersion Model { get; init; }

    /// <summary>Every parameter by its path, as "classes[majors].minimumRate", in canonical text.</summary>
    public required ImmutableSortedDictionary<string, string> Values { get; init; }

    /// <summary>The data it was made from; empty where it rests on judgement alone, which the reason then says.</summary>
    public ImmutableArray<ParameterInput> Inputs { get; init; } = [];

    /// <summary>Why it is so.</summary>
    public required string Reason { get; init; }

    /// <summary>Who or what wrote it.</summary>
    public required string Author { get; init; }

    /// <summary>The second person who approved it; null where none was needed.</summary>
    public string? Approver { get; init; }

    /// <summary>On whose word it stands.</summary>
    public required ChangeOrigin Origin { get; init; }

    /// <summary>When it was written into the ledger and so announced.</summary>
    public required Timestamp Created { get; init; }

    /// <summary>From when it stands, until the next one does.</summary>
    public required Timestamp Effective { get; init; }

    /// <summary>Hash of the set before; null of the first.</summary>
    public string? Supersedes { get; init; }

    /// <summary>The whole set as canonical text; what <see cref="Sha256"/> is taken of.</summary>
    public string CanonicalText => Canonical().ToString();

    /// <summary>Lower-case hex of the SHA-256 of the canonical text, the hash of the set before included: the ledger is a chain.</summary>
    public string Sha256 => Canonical().Sha256();

    /// <summary>The value of a parameter as a number; null where there is no such parameter or it is none.</summary>
    public double? Number(string path) => Values.TryGetValue(path, out string? text) ? NumberOf(text) : null;

    /// <summary>A parameter's text as a finite number; null where it is none.</summary>
    internal static double? NumberOf(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    /// <summary>Equal by content, whatever the collections are.</summary>
    public bool Equals(ParameterSet? other) => other is not null && Sha256 == other.Sha256;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Sha256);

    private CanonicalWriter Canonical()
    {
        var writer = new CanonicalWriter();
        writer.Add("name", Model.Name).Add("version", Model.Version).Add("rules", Model.Sha256).Add("supersedes", Supersedes ?? "")
            .Add("created", Created).Add("effective", Effective).Add("origin", Origin.ToString()).Add("author", Author).Add("approver", Approver ?? "").Add("reason", Reason)
            .Group("inputs", inputs =>
            {
                foreach (ParameterInput input in Inputs) inputs.Add(input.Name, input.Sha256);
            })
            .Group("values", values =>
            {
                foreach ((string path, string value) in Values.OrderBy(entry => entry.Key, StringComparer.Ordinal)) values.Add(path, value);
            });
        return writer;
    }
}
