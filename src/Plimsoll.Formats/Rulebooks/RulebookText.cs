using System.Collections;
using System.Text;
using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>Writes rulebooks as canonical YAML: reading it gives a rulebook with the same hash, and equal rulebooks have equal text.</summary>
public static class RulebookText
{
    /// <summary>The YAML of a rulebook; parameters in the order of their declaration, lists of single values on one line.</summary>
    public static string Write(Rulebook rulebook)
    {
        ArgumentNullException.ThrowIfNull(rulebook);
        var text = new StringBuilder();
        Line(text, "model", Quoted(rulebook.Model));
        if (rulebook.Name != rulebook.Model) Line(text, "name", Quoted(rulebook.Name));
        Line(text, "version", Quoted(rulebook.Version));
        Line(text, "effective", Quoted(rulebook.Effective.ToString()));
        if (rulebook.Products.Length > 0) Line(text, "products", Quoted(rulebook.Products));
        Line(text, "verified", rulebook.Verified.ToString().ToLowerInvariant());
        if (rulebook.Verification.Length > 0) Line(text, "verification", Quoted(rulebook.Verification));
        text.Append("parameters:\n");
        Record(text, rulebook.Parameters, "  ", "  ");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string key, string value) => text.Append(key).Append(": ").Append(value).Append('\n');

    // The first line of a record in a list stands after its hyphen, so it has an indent of its own.
    private static void Record(StringBuilder text, object record, string first, string indent)
    {
        string current = first;
        foreach (ParameterProperty property in ParameterShape.Of(record.GetType()))
        {
            if (property.Property.GetValue(record) is not { } value) continue;
            text.Append(current).Append(property.Name).Append(':');
            current = indent;
            Value(text, property.Type, value, indent);
        }

        if (current == first && first != indent) text.Append(first).Append("{}\n");
    }

    private static void Value(StringBuilder text, Type type, object value, string indent)
    {
        switch (ParameterShape.Shape(type))
        {
            case ValueShape.Record:
                text.Append('\n');
                Record(text, value, indent + "  ", indent + "  ");
                break;
            case ValueShape.List when ParameterShape.Shape(ParameterShape.Element(type)) == ValueShape.Record && ((IEnumerable)value)
                .Cast<object>().Any():
                text.Append('\n');
                foreach (object item in (IEnumerable)value) Record(text, item, indent + "  - ", indent + "    ");
                break;
            case ValueShape.List:
                text.Append(" [").AppendJoin(", ", ((IEnumerable)value).Cast<object>().Select(Scalar)).Append("]\n");
                break;
            case ValueShape.Table when ((IDictionary)value).Count == 0:
                text.Append(" {}\n");
                break;
            case ValueShape.Table:
                text.Append('\n');
                foreach (string key in ((IDictionary)value).Keys.Cast<string>().Order(StringComparer.Ordinal))
                {
                    text.Append(indent).Append("  ").Append(Quoted(key)).Append(':');
                    Value(text, ParameterShape.Element(type), ((IDictionary)value)[key]!, indent + "  ");
                }

                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static string Scalar(object value) => value is string or Currency ? Quoted(value.ToString()!) : ParameterShape.Text(value);

    // Plain where YAML reads the same text back; quoted where it would be a number, a flag, null or punctuation.
    private static string Quoted(string text)
    {
        bool plain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
            && text.ToUpperInvariant() is not ("TRUE" or "FALSE" or "NULL" or "YES" or "NO" or "ON" or "OFF");
        return plain ? text : "\"" + string.Concat(text.Select(Escaped)) + "\"";
    }

    private static string Escaped(char c) => c switch
    {
        '\\' => "\\\\",
        '"' => "\\\"",
        '\n' => "\\n",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"),
        _ => c.ToString(),
    };
}
