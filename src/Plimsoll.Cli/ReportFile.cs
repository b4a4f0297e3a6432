namespace Plimsoll.Cli;

/// <summary>Writes the page of --report.</summary>
internal static class ReportFile
{
    /// <summary>Writes it.</summary>
    /// <exception cref="Values.InvalidInputException">The file cannot be written.</exception>
    public static void Write(string path, string html)
    {
        try
        {
            File.WriteAllText(path, html);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Invocation.Refuse("--report", $"'{path}' cannot be written ({problem.Message.TrimEnd('.')}); write the name of a file in a folder that is there.");
        }
    }
}
