using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>Reads rulebooks: YAML with <c>model</c>, <c>version</c>, <c>effective</c> and <c>parameters</c>, and optionally <c>name</c>, <c>products</c>, <c>verified</c>, <c>verification</c>.</summary>
/// <remarks>Parameter keys are the properties of the model's parameter record in camel case; ranges come from the same record. Everything wrong is reported at once.</remarks>
public static class RulebookFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="models">The models there are; null for those of this program.</param>
    /// <exception cref="InvalidInputException">Something is wrong; carries every problem with file, line and path.</exception>
    public static Rulebook Read(string path, RulebookModels? models = null)
    {
        InputFile file = InputFile.Read(path);
        return Parse(file.Text, file.Name, models);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="models">The models there are; null for those of this program.</param>
    /// <inheritdoc cref="Read"/>
    public static Rulebook Parse(string text, string name, RulebookModels? models = null)
    {
        models ??= RulebookModels.Shipped;
        var problems = new ProblemList(name);
        DocumentNode root = YamlParser.Parse(text, name);
        ObjectReader? reader = ObjectReader.Open(root, problems, "model, version, effective and parameters", "model", "name", "version",
            "effective", "products", "verified", "verification", "parameters");
        if (reader is null) problems.ThrowIfAny();
        string? model = Word(reader!, "model", $"the name of a model: {string.Join(", ", models.Names)}", problems);
        string? title = Word(reader!, "name", null, problems);
        string? version = Word(reader!, "version", "the version, as 1", problems);
        Timestamp? effective = reader!.Time("effective", "the time from which it applies, as 2026-01-01T00:00:00Z");
        string products = Sentence(reader, "products", problems), verification = Sentence(reader, "verification", problems);
        string verified = reader.Choice("verified", "unverified", "exact", "partial", "unverified") ?? "unverified";
        IModelParameters? parameters = reader.Member("parameters", "the model's parameters") is { } node && model is not null
            ? Parameters(model, node, root, models, problems) : null;
        problems.ThrowIfAny();
        string bookName = title ?? model!;
        string hash = ParameterTree.Sha256(bookName, model!, version!, effective!.Value, parameters!);
        return new Rulebook(bookName, model!, version!, effective.Value, parameters!, hash) 
        {
            Products = products,
            Verification = verification,
            Verified = verified switch { "exact" => Verified.Exact, "partial" => Verified.Partial, _ => Verified.Unverified },
        };
    }

    private static IModelParameters? Parameters(string model, DocumentNode node, DocumentNode root, RulebookModels models, ProblemList problems)
    {
        if (models.ParametersOf(model) is not { } type)
        {
            problems.Add(root["model"]!, $"'{model}' is no model;{Suggestion.For(model, models.Names)}");
            return null;
        }

        var binder = new ParameterBinder(problems);
        var parameters = (IModelParameters?)binder.Record(type, node);
        if (parameters is null || binder.Incomplete) return null;
        foreach (Problem problem in parameters.Problems())
            problems.Add(NodeAt(node, problem.Place).Line, $"parameters.{problem.Place}".TrimEnd('.'), problem.Message);
        return parameters;
    }

    // A rule over several parameters names a property path; where the file does not hold it (an absent option), the nearest node above does.
    private static DocumentNode NodeAt(DocumentNode parameters, string place)
    {
        DocumentNode node = parameters;
        foreach (string part in place.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            string key = part.Trim('[', ']', '"');
            DocumentNode? next = node.Kind == NodeKind.Array
                && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < node.Items.Length
                ? node.Items[index] : node[key];
            if (next is null) return node;
            node = next;
        }

        return node;
    }

    // Names and versions stand in commands as name@version, so they hold no blanks and no @.
    private static string? Word(ObjectReader reader, string field, string? requiredAs, ProblemList problems)
    {
        if (reader.Member(field, requiredAs) is not { } node) return null;
        if (node.Kind is NodeKind.Text or NodeKind.Number && node.Text.Length is > 0 and <= 60
            && node.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '+')) return node.Text;
        problems.Add(node, $"{node.Found} is no {field}; write 1 to 60 letters, digits, points, hyphens or plus signs, without blanks.");
        return null;
    }

    private static string Sentence(ObjectReader reader, string field, ProblemList problems)
    {
        if (reader.Member(field) is not { } node) return "";
        if (node.Kind == NodeKind.Text) return node.Text;
        problems.Add(node, $"{node.Found} is no text; write a sentence in quotes.");
        return "";
    }
}
