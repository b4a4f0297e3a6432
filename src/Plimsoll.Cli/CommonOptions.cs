using System.CommandLine;
using Plimsoll.Values;

namespace Plimsoll.Cli;

/// <summary>Options that several verbs share. Each verb makes its own, as an option object belongs to one command.</summary>
internal static class CommonOptions
{
    /// <summary>--format, of every verb.</summary>
    public static Option<string?> Format { get; } = FormatOption();

    /// <summary>--quiet, of every verb.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet") { Description = "Nothing on stderr but errors", Recursive = true };

    /// <summary>--portfolio.</summary>
    public static Option<string?> Portfolio() => new("--portfolio") { HelpName = "FILE", Description = "Accounts: JSON, CSV of positions, ccxt or Deribit dump (default: the examples in data/)" };

    /// <summary>--market.</summary>
    public static Option<string?> Market() => new("--market") { HelpName = "FILE", Description = "Market: JSON, Deribit chain, Tardis CSV or ccxt tickers (default: the example in data/)" };

    /// <summary>--rulebook.</summary>
    public static Option<string?> Rulebook() => new("--rulebook") { HelpName = "NAME[@VERSION]", Description = "Margin rules: a name from 'rulebook list' or a YAML file (default: plimsoll)" };

    /// <summary>--at.</summary>
    public static Option<string?> At() => new("--at") { HelpName = "TIME", Description = "Valuation time, ISO-8601 UTC; also picks the rulebook version (default: the market's asOf)" };

    /// <summary>The time of --at or another option; null when it was not given.</summary>
    /// <exception cref="InvalidInputException">The text is no time.</exception>
    public static Timestamp? Time(string? text, string option = "--at")
    {
        if (text is null) return null;
        return Timestamp.TryParse(text, out Timestamp at) ? at : throw Invocation.Refuse(option, $"'{text}' is no ISO-8601 UTC time; write 2026-01-31T12:00:00Z.");
    }

    private static Option<string?> FormatOption()
    {
        var format = new Option<string?>("--format") { HelpName = "table|json|csv", Description = "Form of the result (default: table on a terminal, else json)", Recursive = true };
        return format.AcceptOnlyFromAmong("table", "json", "csv");
    }
}
