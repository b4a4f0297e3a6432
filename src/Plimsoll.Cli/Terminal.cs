using System.Globalization;
using System.Text;

namespace Plimsoll.Cli;

/// <summary>Where output goes and what it can show there.</summary>
internal sealed record Terminal
{
    /// <summary>Results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress and messages.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person reads the results on a screen.</summary>
    public bool OutIsScreen { get; init; }

    /// <summary>Whether a person reads the messages on a screen.</summary>
    public bool ErrorIsScreen { get; init; }

    /// <summary>Whether the screen shows colours.</summary>
    public bool HasColours { get; init; }

    /// <summary>Characters in a line of a table.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>The folder that holds data/, for the default files; null when there is none.</summary>
    public string? Home { get; init; }

    /// <summary>Width of a table that goes to a file or a pipe.</summary>
    public const int DefaultWidth = 120;

    /// <summary>The streams of this process, UTF-8.</summary>
    public static Terminal OfProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        bool outIsScreen = !Console.IsOutputRedirected;
        string term = Environment.GetEnvironmentVariable("TERM") ?? "";
        return new Terminal
        {
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 1 << 16) { AutoFlush = false, NewLine = "\n" },
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" },
            OutIsScreen = outIsScreen,
            ErrorIsScreen = !Console.IsErrorRedirected && term != "dumb",
            HasColours = outIsScreen && term != "dumb" && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = ScreenWidth(outIsScreen),
            Home = FindHome(),
        };
    }

    private static int ScreenWidth(bool outIsScreen)
    {
        // COLUMNS lets a script or a test ask for a width where there is no screen.
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) && asked >= 40) return asked;
        if (!outIsScreen) return DefaultWidth;
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    private static string? FindHome()
    {
        if (Environment.GetEnvironmentVariable("PLIMSOLL_HOME") is { Length: > 0 } named) return named;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "data", "markets")))
                return folder.FullName;
        return null;
    }
}
