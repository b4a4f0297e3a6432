using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Plimsoll.Values;

/// <summary>Writes values in one fixed text form, so that equal content has equal bytes and one hash.</summary>
/// <remarks>One "name=value" per line; decimals without trailing zeros, doubles in shortest round-trip form, times in ISO-8601 UTC.</remarks>
public sealed class CanonicalWriter
{
    private readonly StringBuilder text = new();
    private string prefix = "";

    /// <summary>Writes text; line breaks and backslashes are escaped.</summary>
    public CanonicalWriter Add(string name, string value)
    {
        text.Append(prefix).Append(name).Append('=').Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        return this;
    }

    /// <summary>Writes an exact number.</summary>
    public CanonicalWriter Add(string name, decimal value) => Add(name, Text(value));

    /// <summary>Writes an estimate in shortest round-trip form; negative zero is zero.</summary>
    public CanonicalWriter Add(string name, double value) => Add(name, (value == 0 ? 0.0 : value).ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Writes a whole number.</summary>
    public CanonicalWriter Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a time.</summary>
    public CanonicalWriter Add(string name, Timestamp value) => Add(name, value.ToString());

    /// <summary>Writes money with its currency.</summary>
    public CanonicalWriter Add(string name, Money value) => Add(name, Text(value.Amount) + " " + value.Currency.Code);

    /// <summary>Writes what <paramref name="content"/> writes, each name below <paramref name="name"/>.</summary>
    public CanonicalWriter Group(string name, Action<CanonicalWriter> content)
    {
        string outer = prefix;
        prefix = outer + name + "/";
        content(this);
        prefix = outer;
        return this;
    }

    /// <summary>A decimal without trailing zeros or exponent: 1.50 is "1.5".</summary>
    public static string Text(decimal value) => (value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>Lower-case hex SHA-256 of everything written so far.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

    /// <summary>Everything written so far.</summary>
    public override string ToString() => text.ToString();
}
