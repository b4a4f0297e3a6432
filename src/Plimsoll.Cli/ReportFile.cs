namespace Plimsoll.Cli;

/// <summary>Writes the files of --report and --out.</summary>
internal static class ReportFile
{
    /// <summary>Writes the page of --report.</summary>
    /// <exception cref="Values.InvalidInputException">The file cannot be written.</exception>
    public static void Write(string path, string html) => Write("--report", path, html);

    /// <summary>Writes the file of an option.</summary>
    /// <exception cref="Values.InvalidInputException">The file cannot be written.</exception>
    public static void Write(string option, string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Invocation.Refuse(option, $"'{path}' cannot be written ({problem.Message.TrimEnd('.')}); write the name of a file in a folder that is there.");
        }
    }
}
