using System.Diagnostics;

namespace Plimsoll.Cli.Tests;

/// <summary>The program as a process of its own: streams, encoding, culture, working directory.</summary>
public class ProcessTests
{
    [Fact]
    public void Run_InAFolderWithAFileNamedLikeTheRulebook_StillTakesTheRulebook()
    {
        string folder = Path.GetDirectoryName(CliRun.File("plimsoll", "#!/usr/bin/env bash\n"))!;

        (int code, string output, string error) = Start(folder, "rulebook", "show", "plimsoll", "--format", "json");

        Assert.True(code == 0, error);
        Assert.StartsWith("{", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_UnderALocaleWithDecimalCommas_WritesTheSame()
    {
        string expected = CliRun.Of("margin", "--rulebook", "fixed", "--format", "table", "--quiet").Out;

        (int code, string output, string error) = Start(Path.GetTempPath(), "margin", "--rulebook", "fixed", "--format", "table", "--quiet");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(expected, output);
    }

    [Fact]
    public void Run_WrongRequest_EndsWithCodeTwo()
    {
        Assert.Equal(2, Start(Path.GetTempPath(), "margin", "--bogus").Code);
    }

    private static (int Code, string Output, string Error) Start(string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new System.Text.UTF8Encoding(false),
            Environment = { ["LC_ALL"] = "de_DE.UTF-8", ["LANG"] = "de_DE.UTF-8", ["PLIMSOLL_HOME"] = CliRun.Home, ["COLUMNS"] = "120" },
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "plimsoll.dll"));
        foreach (string arg in args) start.ArgumentList.Add(arg);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
