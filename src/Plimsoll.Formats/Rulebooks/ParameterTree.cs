using System.Collections;
using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>Walks over the values of a parameter record.</summary>
internal static class ParameterTree
{
    /// <summary>Writes every value in ordinal order of the names, lists in their own order with their lengths; absent optional values write nothing.</summary>
    public static void Canonical(object record, CanonicalWriter writer)
    {
        foreach (ParameterProperty property in ParameterShape.Of(record.GetType()).OrderBy(property => property.Name, StringComparer.Ordinal))
            if (property.Property.GetValue(record) is { } value)
                Canonical(property.Name, property.Type, value, writer);
    }

    private static void Canonical(string name, Type type, object value, CanonicalWriter writer)
    {
        switch (ParameterShape.Shape(type))
        {
            case ValueShape.List:
                object[] items = [.. ((IEnumerable)value).Cast<object>()];
                writer.Add(name + ".length", items.Length);
                for (int i = 0; i < items.Length; i++) Canonical($"{name}[{i}]", ParameterShape.Element(type), items[i], writer);
                break;
            case ValueShape.Table:
                var entries = (IDictionary)value;
                writer.Add(name + ".length", entries.Count);
                foreach (string key in entries.Keys.Cast<string>().Order(StringComparer.Ordinal))
                    Canonical($"{name}[{key}]", ParameterShape.Element(type), entries[key]!, writer);
                break;
            case ValueShape.Record:
                writer.Group(name, group => Canonical(value, group));
                break;
            default:
                writer.Add(name, ParameterShape.Text(value));
                break;
        }
    }

    /// <summary>Every value by its path, in the order of the declarations: "classes[major].minimumRate" → "0.005". Items of lists are named by their name where they have one.</summary>
    public static IEnumerable<(string Path, string Value)> Flat(object record, string path)
    {
        foreach (ParameterProperty property in ParameterShape.Of(record.GetType()))
            if (property.Property.GetValue(record) is { } value)
                foreach ((string, string) entry in Flat(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Type, value))
                    yield return entry;
    }

    private static IEnumerable<(string Path, string Value)> Flat(string path, Type type, object value)
    {
        ValueShape shape = ParameterShape.Shape(type);
        if (shape == ValueShape.Record) return Flat(value, path);
        if (shape == ValueShape.Table)
            return ((IDictionary)value).Keys.Cast<string>().Order(StringComparer.Ordinal)
                .SelectMany(key => Flat(DocumentNode.MemberPath(path, key), ParameterShape.Element(type), ((IDictionary)value)[key]!));
        if (shape != ValueShape.List) return [(path, ParameterShape.Text(value))];
        Type element = ParameterShape.Element(type);
        object[] items = [.. ((IEnumerable)value).Cast<object>()];
        if (ParameterShape.Shape(element) != ValueShape.Record) return [(path, $"[{string.Join(", ", items.Select(ParameterShape.Text))}]")];
        return items.SelectMany((item, i) => Flat(item, $"{path}[{NameOf(item, element) ?? i.ToString(CultureInfo.InvariantCulture)}]"));
    }

    private static string? NameOf(object item, Type type) => type.GetProperty("Name")?.GetValue(item) as string;

    /// <summary>The hash of a rulebook: SHA-256 over name, model, version, effective time and parameters in canonical form.</summary>
    public static string Sha256(string name, string model, string version, Timestamp effective, IModelParameters parameters)
    {
        var writer = new CanonicalWriter();
        writer.Add("name", name).Add("model", model).Add("version", version).Add("effective", effective)
            .Group("parameters", group => Canonical(parameters, group));
        return writer.Sha256();
    }
}
