using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>Makes parameter records of the nodes of a rulebook, and reports every key and value that does not fit.</summary>
internal sealed class ParameterBinder(ProblemList problems)
{
    /// <summary>Whether something was missing or of the wrong kind, so that what was made may not be used.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>A record of the given type.</summary>
    /// <returns>The record; null, with a problem, when the node is no object. When <see cref="Incomplete"/>, parts of it are missing.</returns>
    public object? Record(Type type, DocumentNode node)
    {
        ImmutableArray<ParameterProperty> properties = ParameterShape.Of(type);
        if (ObjectReader.Open(node, problems, "the parameters by their names", [.. properties.Select(property => property.Name)]) is null)
            return Nothing();
        object record = Activator.CreateInstance(type)!;
        foreach (ParameterProperty property in properties)
        {
            DocumentNode? member = node[property.Name];
            if (member is null || (member.Kind == NodeKind.Null && property.Optional))
            {
                if (property.Optional) continue;
                problems.Add(node, $"'{property.Name}' is missing; write {ParameterShape.Expected(property.Type, property.Rule)}.");
                Incomplete = true;
            }
            else if (Value(property.Type, member, property.Rule) is { } value) property.Property.SetValue(record, value);
        }

        return record;
    }

    private object? Value(Type type, DocumentNode node, ParameterAttribute rule) => ParameterShape.Shape(type) switch
    {
        ValueShape.Number => Number(type, node, rule),
        ValueShape.Word => Word(type, node, rule),
        ValueShape.Flag => node.Kind == NodeKind.Boolean ? node.Text == "true" : Refuse(type, node, rule),
        ValueShape.List => List(type, node, rule),
        ValueShape.Table => Table(type, node, rule),
        _ => Record(type, node),
    };

    private object? Number(Type type, DocumentNode node, ParameterAttribute rule)
    {
        if (node.Kind is not (NodeKind.Number or NodeKind.Text)) return Refuse(type, node, rule);
        if (!NumberText.TryDouble(node.Text, out double number, out string? problem)) return RefuseNumber(node, problem!, type, rule);
        decimal exact = 0m;
        if (type == typeof(decimal) && !NumberText.TryDecimal(node.Text, out exact, out problem)) return RefuseNumber(node, problem!, type, rule);
        if (type == typeof(int) && Math.Abs(number) > int.MaxValue) return RefuseNumber(node, $"{node.Found} is beyond {int.MaxValue}", type, rule);
        if (type == typeof(int) && number != Math.Floor(number)) return RefuseNumber(node, $"{node.Found} is no whole number", type, rule);
        if (number < rule.Minimum || number > rule.Maximum) problems.Add(node, OutOfRange(node.Text, number, rule));
        return type == typeof(double) ? number : type == typeof(decimal) ? exact : (object)(int)number;
    }

    private static string OutOfRange(string text, double number, ParameterAttribute rule)
    {
        string place = double.IsFinite(rule.Minimum) && double.IsFinite(rule.Maximum) ? $"lies outside {ParameterShape.Interval(rule)}"
            : number < rule.Minimum ? $"is below {ParameterShape.Text(rule.Minimum)}" : $"is above {ParameterShape.Text(rule.Maximum)}";
        double hundredth = number / 100;
        bool percent = rule.Unit.Contains("fraction", StringComparison.Ordinal) && number > rule.Maximum && hundredth >= rule.Minimum
            && hundredth <= rule.Maximum;
        return percent ? $"{text} {place}; for {text} % write {ParameterShape.Text((double)((decimal)number / 100m))}."
            : $"{text} {place}; write a number{ParameterShape.Range(rule)}{(rule.Unit.Length > 0 ? $", unit {rule.Unit}" : "")}.";
    }

    private object? Word(Type type, DocumentNode node, ParameterAttribute rule)
    {
        if (node.Kind is NodeKind.Object or NodeKind.Array or NodeKind.Null || string.IsNullOrWhiteSpace(node.Text)) return Refuse(type, node, rule);
        if (type == typeof(string)) return node.Text;
        if (type == typeof(Currency)) return Currency.TryParse(node.Text, out Currency currency) ? currency : Refuse(type, node, rule);
        if (type == typeof(TimeSpan)) return DurationText.TryRead(node.Text, out TimeSpan duration) ? duration : Refuse(type, node, rule);
        foreach ((string word, object value) in ParameterShape.Words(type))
            if (word == node.Text)
                return value;
        return Refuse(type, node, rule);
    }

    private object? List(Type type, DocumentNode node, ParameterAttribute rule)
    {
        if (node.Kind != NodeKind.Array) return Refuse(type, node, rule);
        Type element = ParameterShape.Element(type);
        var items = Array.CreateInstance(element, node.Items.Length);
        for (int i = 0; i < node.Items.Length; i++)
            if (Value(element, node.Items[i], rule) is { } item)
                items.SetValue(item, i);
        return typeof(System.Runtime.InteropServices.ImmutableCollectionsMarshal)
            .GetMethod(nameof(System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray))!
            .MakeGenericMethod(element).Invoke(null, [items]);
    }

    private object? Table(Type type, DocumentNode node, ParameterAttribute rule)
    {
        if (ObjectReader.OpenAny(node, problems, ParameterShape.Expected(type, rule)) is null) return Nothing();
        Type element = ParameterShape.Element(type);
        var entries = (System.Collections.IDictionary)Activator.CreateInstance(typeof(SortedDictionary<,>)
            .MakeGenericType(typeof(string), element), [StringComparer.Ordinal])!;
        foreach ((string name, DocumentNode member) in node.Members)
            if (Value(element, member, rule) is { } value)
                entries[name] = value;
        return typeof(ParameterBinder)
            .GetMethod(nameof(Sorted),
            System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(element)
            .Invoke(null, [entries]);
    }

    private static ImmutableSortedDictionary<string, T> Sorted<T>(SortedDictionary<string, T> entries) =>
        entries.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private object? Refuse(Type type, DocumentNode node, ParameterAttribute rule)
    {
        string nearest = type.IsEnum && Suggestion.Nearest(node.Text, ParameterShape.Words(type).Select(entry => entry.Word)) is { } word
            ? $" Did you mean '{word}'?" : "";
        problems.Add(node, $"{node.Found} is not allowed; write {ParameterShape.Expected(type, rule)}.{nearest}");
        return Nothing();
    }

    private object? RefuseNumber(DocumentNode node, string problem, Type type, ParameterAttribute rule)
    {
        problems.Add(node, $"{problem}; write {ParameterShape.Expected(type, rule)}.");
        return Nothing();
    }

    private object? Nothing()
    {
        Incomplete = true;
        return null;
    }
}
