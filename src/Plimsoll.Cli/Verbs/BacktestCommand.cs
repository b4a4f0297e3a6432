using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Lab.Backtests;
using Plimsoll.Lab.Reports;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Cli.Verbs;

/// <summary>Rulebooks held against what prices did: coverage, cost, procyclicality.</summary>
internal static class BacktestCommand
{
    private const string ExampleFolder = "prices";

    /// <summary>The verb with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var rulebook = new Option<string?>("--rulebook") { HelpName = "R[,R2…]", Description = "Names from 'rulebook list' or YAML files; without @version the version that stood at each date (default: plimsoll)" };
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Folder of bars: BASE-QUOTE.venue-spot|perp.step.csv[.gz], hourly or daily (default: data/prices)" };
        var portfolios = new Option<string?>("--portfolios") { HelpName = "FILE", Description = "Also hold the accounts of this portfolio file: coins and perpetuals, the same quantities every day" };
        var chains = new Option<string?>("--chains") { HelpName = "DIR", Description = "Folder of recorded option chains, BASE.venue-chain.*.csv (default: the folder 'options' beside that of the bars)" };
        var books = new Option<string?>("--books") { HelpName = "KIND", Description = "linear, or all: option books too, on recorded chains and on surfaces made from history, counted apart (default: all)" };
        books.AcceptOnlyFromAmong("linear", "all");
        var assets = new Option<string?>("--assets") { HelpName = "A,B,…", Description = "Coins (default: every one in the folder but pegs)" };
        var from = new Option<string?>("--from") { HelpName = "TIME", Description = "First close at which margins are set (default: the first with 250 daily returns before it)" };
        var to = new Option<string?>("--to") { HelpName = "TIME", Description = "Last close whose losses count (default: the last there is)" };
        var report = new Option<string?>("--report") { HelpName = "F.html", Description = "Also write a page with charts and every test, one file without anything outside it" };
        var failOn = new Option<string?>("--fail-on") { HelpName = "red", Description = "Exit with 3 when a traffic light of a rulebook is red" };
        failOn.AcceptOnlyFromAmong("red");
        var command = new Command("backtest", "Walks through recorded prices day by day: sets the margin of standard portfolios from what was known, holds it against the next day's loss, beside plain rules.") { rulebook, data, portfolios, books, chains, assets, from, to, report, failOn };
        ExamplesHelp.Add(
            command,
            "plimsoll backtest",
            "plimsoll backtest --rulebook plimsoll,fixed --data prices --assets BTC,ETH,SOL --from 2021-01-01 --report backtest.html",
            "plimsoll backtest --rulebook mine.yaml --fail-on red --format csv > pairs.csv");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            string[] names = Names(parsed.GetValue(rulebook) ?? ModelCatalogue.Default);
            if (names.Length == 0) throw Invocation.Refuse("--rulebook", "no rulebook was named; write --rulebook plimsoll,fixed.");
            ImmutableArray<BacktestedRules> rules = [.. names.Distinct(StringComparer.Ordinal).Select(Rules)];
            (DailyCloses closes, string folder) = Closes(run, parsed.GetValue(data), parsed.GetValue(assets));
            bool options = parsed.GetValue(books) != "linear";
            var plan = new BacktestPlan(closes, rules, Time("--from", parsed.GetValue(from)), Time("--to", parsed.GetValue(to)))
            {
                Portfolios = parsed.GetValue(portfolios) is { } file ? PortfolioFile.Read(file) : [],
                Chains = options ? Chains(run, parsed.GetValue(chains), folder, closes) : [],
                SyntheticOptions = options,
            };
            BacktestResult result = new WalkProgress(run).Of(progress => Backtest.Run(plan, progress));
            return Finish(run, result, parsed.GetValue(report), parsed.GetValue(failOn) is not null);
        });
        return command;
    }

    private static int Finish(Invocation run, BacktestResult result, string? report, bool failOnRed)
    {
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, BacktestJson.Of(result));
                break;
            case OutputFormat.Csv:
                BacktestCsv.Write(run.Terminal.Out, result);
                break;
            default:
                BacktestTable.Write(run.Screen, result);
                break;
        }

        foreach (RulesScore rules in result.Rules.Where(rules => rules.Gaps.Length > 0))
            run.Say($"{rules.Name} had no answer for {rules.Gaps.Sum(gap => gap.Count).ToString(CultureInfo.InvariantCulture)} book-days: {string.Join("; ", rules.Gaps.Take(2).Select(gap => $"no {gap.Reason}"))}");
        if (report is not null)
        {
            ReportFile.Write(report, BacktestReport.Of(result));
            run.Say($"wrote {report}");
        }

        RulesScore[] red = [.. result.Rules.Where(rules => !rules.IsPlain && rules.HasRed)];
        if (!failOnRed || red.Length == 0) return ExitCode.Done;
        run.Say($"red: {string.Join(", ", red.Select(rules => rules.Name))}");
        return ExitCode.No;
    }

    /// <summary>Recorded chains of the coins that are tested: those asked for, or those beside the bars where there are some.</summary>
    private static ImmutableArray<MarketSnapshot> Chains(Invocation run, string? folder, string bars, DailyCloses closes)
    {
        string? beside = Path.GetDirectoryName(Path.GetFullPath(bars.TrimEnd(Path.DirectorySeparatorChar)));
        if (folder is null && (beside is null || !Directory.Exists(Path.Combine(beside, "options")))) return [];
        return run.During("reading the option chains", () => OptionChainFolder.Read(folder ?? Path.Combine(beside!, "options"), [.. closes.Assets.Select(asset => asset.Asset)]));
    }

    private static (DailyCloses Closes, string Folder) Closes(Invocation run, string? folder, string? assets)
    {
        string? example = run.Terminal.Home is { } home ? Path.Combine(home, "data", ExampleFolder) : null;
        if (folder is null)
        {
            if (example is null || !Directory.Exists(example)) throw Invocation.Refuse("--data", "no folder was given and there is no example data/prices; write --data DIR.");
            run.Say("no --data given: using the example data/prices");
        }

        Currency[]? only = assets is null ? null : [.. Names(assets).Select(code => Currency.TryParse(code.ToUpperInvariant(), out Currency asset) ? asset : throw Invocation.Refuse("--assets", $"'{code}' is no coin; write BTC,ETH."))];
        return (run.During("reading the bars", () => DailyCloses.Of(HistoryFolder.Read(folder ?? example!, Timestamp.Utc(9999, 1, 1)), only)), folder ?? example!);
    }

    /// <summary>A name without version means the version in force at each date; each is made once.</summary>
    private static BacktestedRules Rules(string reference)
    {
        var models = new ConcurrentDictionary<string, Lazy<IMarginModel>>(StringComparer.Ordinal);
        Rulebook? named = RulebookLibrary.Shipped.All.Any(book => book.Name == reference) ? null : RulebookLibrary.Shipped.Resolve(reference);
        return new BacktestedRules(named is null ? reference : named.ModelVersion.ToString(), at =>
        {
            Rulebook book = named ?? RulebookLibrary.Shipped.ResolveOrFirst(reference, at);
            return models.GetOrAdd(book.Version, _ => new Lazy<IMarginModel>(() => MarginModels.Create(book))).Value;
        })
        {
            EffectiveAt = at => (named ?? RulebookLibrary.Shipped.ResolveOrFirst(reference, at)).Effective,
        };
    }

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Timestamp? Time(string option, string? text)
    {
        if (text is null) return null;
        return Timestamp.TryParse(text, out Timestamp at) ? at : throw Invocation.Refuse(option, $"'{text}' is no ISO-8601 UTC time; write 2024-01-01.");
    }
}
