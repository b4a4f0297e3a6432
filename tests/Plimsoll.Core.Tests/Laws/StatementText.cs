using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>Everything that a statement says, doubles to the last bit, so that two are the same exactly when their texts are.</summary>
internal static class StatementText
{
    /// <summary>The text of a value: of a record every public property, of a sequence every element.</summary>
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case string words: text.Append(words); break;
            case double number: text.Append(number.ToString("R", CultureInfo.InvariantCulture)); break;
            case decimal exact: text.Append(CanonicalWriter.Text(exact)); break;
            case IEnumerable elements:
                foreach (object? element in elements) Write(Line(text, depth), element, depth + 1);
                break;
            case IFormattable or Enum or bool: text.Append(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            case not null when Described(value) is { Length: > 0 } properties:
                text.Append(value.GetType().Name);
                foreach (PropertyInfo property in properties)
                {
                    Line(text, depth).Append(property.Name).Append('=');
                    Write(text, property.GetValue(value), depth + 1);
                }

                break;
            default: text.Append(value); break;
        }
    }

    private static StringBuilder Line(StringBuilder text, int depth) => text.Append('\n').Append(' ', depth);

    // Values that have a text of their own (money, currencies, symbols, times) are written by it; records by their properties.
    private static PropertyInfo[] Described(object value)
    {
        Type type = value.GetType();
        bool isOwnText = type.Namespace is "Plimsoll.Values" or "Plimsoll.Instruments";
        return isOwnText ? [] : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract")];
    }
}
