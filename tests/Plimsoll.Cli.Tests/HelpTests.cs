namespace Plimsoll.Cli.Tests;

public class HelpTests
{
    public static TheoryData<string> Verbs => ["", "margin", "what-if", "price", "volatility", "compare", "backtest", "rulebook", "rulebook list", "rulebook show", "rulebook validate", "rulebook diff", "rulebook tiers"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Help_OfEveryVerb_HasExamplesAndWritesToStdout(string verb)
    {
        CliRun run = CliRun.Of([.. Words(verb), "--help"]);

        Assert.Equal(0, run.Code);
        Assert.Equal("", run.Error);
        Assert.NotEmpty(Examples(run));
        Assert.Contains("--format", run.Out, StringComparison.Ordinal);
        Assert.Contains("--quiet", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Help_Examples_AreCommandLinesThatParse(string verb)
    {
        foreach (string example in Examples(CliRun.Of([.. Words(verb), "--help"])))
        {
            string line = example.Split(" | ")[0].Split(" > ")[0];
            Assert.StartsWith("plimsoll ", line, StringComparison.Ordinal);

            CliRun run = CliRun.Of([.. Words(line)[1..], "--help"]);

            Assert.True(run.Code == 0 && run.Error.Length == 0, $"{line}: {run.Error}");
        }
    }

    private static string[] Examples(CliRun help) =>
        [.. help.Out.Split('\n').SkipWhile(line => line != "Examples:").Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0)];

    // Words of a shell line with double quotes.
    private static string[] Words(string line) =>
        [.. line.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
