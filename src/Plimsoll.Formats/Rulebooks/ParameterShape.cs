using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>One parameter of a record: a property that can be set when the record is made.</summary>
/// <param name="Property">The property.</param>
/// <param name="Name">Name in files, camel case.</param>
/// <param name="Type">Type of the value, without its nullability.</param>
/// <param name="Optional">Whether it may be absent: nullable properties may.</param>
/// <param name="Rule">Meaning, unit and range.</param>
internal sealed record ParameterProperty(PropertyInfo Property, string Name, Type Type, bool Optional, ParameterAttribute Rule);

/// <summary>What kind of value a type holds, as files see it.</summary>
internal enum ValueShape
{
    /// <summary>A whole or decimal number.</summary>
    Number,

    /// <summary>Text, a currency, a duration or a word of an enumeration.</summary>
    Word,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>Items in order.</summary>
    List,

    /// <summary>Values by free names.</summary>
    Table,

    /// <summary>Parameters by their names.</summary>
    Record,
}

/// <summary>How parameter records look in files: the one place that knows which types there are.</summary>
internal static class ParameterShape
{
    private static readonly ConcurrentDictionary<Type, ImmutableArray<ParameterProperty>> Known = new();
    private static readonly ParameterAttribute Unexplained = new("");

    /// <summary>The parameters of a record in the order of their declaration.</summary>
    public static ImmutableArray<ParameterProperty> Of(Type record) => Known.GetOrAdd(record, static type =>
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
                .OrderBy(property => property.MetadataToken)
                .Select(property => new ParameterProperty(property, JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                    Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
                    nullability.Create(property).WriteState == NullabilityState.Nullable,
                        property.GetCustomAttribute<ParameterAttribute>() ?? Unexplained)),
        ];
    });

    /// <summary>What kind of value a type holds.</summary>
    public static ValueShape Shape(Type type)
    {
        if (type == typeof(double) || type == typeof(decimal) || type == typeof(int)) return ValueShape.Number;
        if (type == typeof(string) || type == typeof(Currency) || type == typeof(TimeSpan) || type.IsEnum) return ValueShape.Word;
        if (type == typeof(bool)) return ValueShape.Flag;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return ValueShape.List;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>)) return ValueShape.Table;
        if (type.IsClass && type.GetConstructor(Type.EmptyTypes) is not null) return ValueShape.Record;
        throw new NotSupportedException($"A parameter of type {type} has no form in rulebook files; use numbers, text, enumerations, currencies, durations, records, immutable arrays or sorted dictionaries.");
    }

    /// <summary>Type of the items of a list or of the values of a table.</summary>
    public static Type Element(Type type) => type.GetGenericArguments()[^1];

    /// <summary>The words of an enumeration in kebab case with their values.</summary>
    public static ImmutableArray<(string Word, object Value)> Words(Type enumeration) =>
        [.. Enum.GetNames(enumeration).Select(name => (JsonNamingPolicy.KebabCaseLower.ConvertName(name), Enum.Parse(enumeration, name)))];

    /// <summary>A single value as text: what files, hashes and differences show.</summary>
    public static string Text(object value) => value switch
    {
        double number => (number == 0 ? 0.0 : number).ToString("R", CultureInfo.InvariantCulture),
        decimal number => CanonicalWriter.Text(number),
        int number => number.ToString(CultureInfo.InvariantCulture),
        TimeSpan duration => DurationText.Write(duration),
        bool flag => flag ? "true" : "false",
        Enum word => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString()),
        _ => value.ToString()!,
    };

    /// <summary>What to write for a value, with its range, unit and meaning: "a fraction in [0, 1]: Least haircut".</summary>
    public static string Expected(Type type, ParameterAttribute rule)
    {
        string what = Shape(type) switch
        {
            ValueShape.Number => (type == typeof(int) ? "a whole number" : "a number") + Range(rule)
                + (rule.Unit.Length > 0 ? $", unit {rule.Unit}" : ""),
            ValueShape.Flag => "true or false",
            ValueShape.List => "a list",
            ValueShape.Table => "names with their values",
            ValueShape.Record => "an object",
            _ when type.IsEnum => string.Join(" or ", Words(type).Select(entry => entry.Word)),
            _ => type == typeof(Currency) ? "a currency code, as BTC" : type == typeof(TimeSpan) ? "a duration, as 36h or 3d" : "a text",
        };
        return rule.Meaning.Length > 0 ? $"{what} ({rule.Meaning})" : what;
    }

    /// <summary>" in [0, 1]", " of at least 1", or nothing without bounds.</summary>
    public static string Range(ParameterAttribute rule) => (double.IsFinite(rule.Minimum), double.IsFinite(rule.Maximum)) switch
    {
        (true, true) => $" in {Interval(rule)}",
        (true, false) => $" of at least {Text(rule.Minimum)}",
        (false, true) => $" of at most {Text(rule.Maximum)}",
        _ => "",
    };

    /// <summary>"[0, 1]".</summary>
    public static string Interval(ParameterAttribute rule) => $"[{Text(rule.Minimum)}, {Text(rule.Maximum)}]";
}
