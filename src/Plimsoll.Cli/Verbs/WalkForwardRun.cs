using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Calibration;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Governance;
using Plimsoll.Lab.Calibrations;
using Plimsoll.Lab.Reports;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Cli.Verbs;

/// <summary>The other half of the verb calibrate: recorded days under governance, instead of a rulebook made of them.</summary>
internal sealed class WalkForwardRun
{
    private readonly Option<bool> walk = new("--walk-forward") { Description = "Walk the recorded days through the governor instead: volatility published, regimes, recalibrations, classes, and why; makes no rulebook" };
    private readonly Option<string?> assets = new("--assets") { HelpName = "A,B,…", Description = "With --walk-forward: coins (default: every one in the folder but pegs)" };
    private readonly Option<string?> from = new("--from") { HelpName = "TIME", Description = "With --walk-forward: first close shown; earlier days are walked and known (default: the first)" };
    private readonly Option<string?> to = new("--to") { HelpName = "TIME", Description = "With --walk-forward: last close; nothing later is read (default: the last)" };
    private readonly Option<string?> governance = new("--governance") { HelpName = "FILE", Description = "With --walk-forward: rules of governance as YAML (default: those that come with the program)" };

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(walk);
        foreach (Option<string?> option in Options) command.Add(option);
    }

    /// <summary>Whether it is asked for.</summary>
    public bool IsAskedFor(ParseResult parsed) => parsed.GetValue(walk);

    /// <summary>Refuses options of the half of the verb that was not asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="others">Options that only the making of a rulebook has.</param>
    /// <exception cref="InvalidInputException">There are some; it names each.</exception>
    public void RefuseForeign(ParseResult parsed, params ReadOnlySpan<Option<string?>> others)
    {
        var problems = new List<Problem>();
        if (IsAskedFor(parsed))
        {
            foreach (Option<string?> other in others)
                if (parsed.GetValue(other) is not null)
                    problems.Add(new(other.Name, $"it belongs to the making of a rulebook, and --walk-forward makes none; leave one of them out{(other.Name == "--as-of" ? ", or write --to" : "")}."));
        }
        else
        {
            problems.AddRange(Options.Where(option => parsed.GetValue(option) is not null).Select(option => new Problem(option.Name, "it belongs to --walk-forward; add that, or leave it out.")));
        }

        if (problems.Count > 0) throw new InvalidInputException(problems);
    }

    /// <summary>Walks, and writes what came of it.</summary>
    public int Invoke(Invocation run, ParseResult parsed, string folder, string? report)
    {
        Rulebook rules = parsed.GetValue(governance) is { } file ? GovernanceFile.Read(file) : GovernanceFile.Shipped;
        Timestamp? first = Time(from, parsed), last = Time(to, parsed);
        if (first > last) throw Invocation.Refuse(from.Name, $"{first} is later than --to {last}; write an earlier time.");
        Currency[]? only = parsed.GetValue(assets) is not { } list ? null
            : [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(code => Currency.TryParse(code.ToUpperInvariant(), out Currency asset) ? asset : throw Invocation.Refuse(assets.Name, $"'{code}' is no coin; write BTC,ETH."))];
        if (only is []) throw Invocation.Refuse(assets.Name, "no coin was named; write BTC,ETH.");
        MarketRecords records = run.During("reading the data", () => MarketRecordFolder.Read(folder, last ?? Timestamp.Utc(9999, 1, 1)));
        var options = new WalkForwardOptions { Rules = GovernanceFile.RulesOf(rules), Assets = only?.ToImmutableSortedSet(), Recorded = WalkForwardRecords.Of(records) };
        WalkForwardResult whole = new WalkProgress(run, "walking the governor").Of(progress => WalkForward.Run(records.Prices, options, progress));
        WalkForwardResult result = first is { } start ? whole.Since(start) : whole;
        foreach (WalkForwardAsset asset in result.Assets.Where(asset => asset.Days.IsEmpty))
            run.Say($"{asset.Asset} has no day{(first is null ? "" : $" from {first} on")}: {Why(whole.Assets.First(one => one.Asset == asset.Asset))}");
        result = new([.. result.Assets.Where(asset => !asset.Days.IsEmpty)]);
        if (result.Assets.IsEmpty) throw Invocation.Refuse(first is null ? "--data" : from.Name, $"no asset has a day to show: {string.Join("; ", whole.Assets.Select(asset => $"{asset.Asset}: {Why(asset)}"))}.");
        var outcome = new WalkForwardOutcome(result, rules, options.Recorded, [.. records.Prices.Series.Where(series => series.Kind == Market.MarketKind.VolatilityIndex).Select(series => series.Base).Distinct().Order()]);
        return Finish(run, outcome, report);
    }

    private Option<string?>[] Options => [assets, from, to, governance];

    private static string Why(WalkForwardAsset asset) => asset.Days.IsEmpty ? "fewer than 31 days of returns are recorded, and an estimate begins with 30" : $"recorded until {asset.Days[^1].Time}";

    private static int Finish(Invocation run, WalkForwardOutcome outcome, string? report)
    {
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, WalkForwardJson.Of(outcome));
                break;
            case OutputFormat.Csv:
                WalkForwardCsv.Write(run.Terminal.Out, outcome.Result);
                break;
            default:
                WalkForwardTable.Write(run.Screen, outcome);
                break;
        }

        if (report is not null)
        {
            ReportFile.Write(report, WalkForwardReport.Of(outcome));
            run.Say($"wrote {report}");
        }

        return ExitCode.Done;
    }

    private static Timestamp? Time(Option<string?> option, ParseResult parsed)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        return Timestamp.TryParse(text, out Timestamp at) ? at : throw Invocation.Refuse(option.Name, $"'{text}' is no ISO-8601 UTC time; write 2024-01-01.");
    }
}
