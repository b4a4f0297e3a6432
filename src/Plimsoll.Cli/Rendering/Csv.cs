namespace Plimsoll.Cli.Rendering;

/// <summary>Rows of comma-separated values (RFC 4180).</summary>
internal static class Csv
{
    /// <summary>Writes one row; nulls are empty.</summary>
    public static void Row(TextWriter output, params ReadOnlySpan<string?> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0) output.Write(',');
            output.Write(Field(fields[i] ?? ""));
        }

        output.Write('\n');
    }

    private static string Field(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
}
