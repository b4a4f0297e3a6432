using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Accounts;
using Plimsoll.Cli.Rendering;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli.Verbs;

/// <summary>The margin of every account of a file under one rulebook.</summary>
internal static class MarginCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string?> portfolio = CommonOptions.Portfolio(), rulebook = CommonOptions.Rulebook();
        var market = new MarketOptions();
        var tiers = new TierOptions();
        var explain = new Option<bool>("--explain") { Description = "Where each requirement comes from: waterfall, collateral, scenarios, positions, map of profit and loss" };
        var command = new Command("margin", "The margin of every account: what it has, what it needs and why, where it is liquidated.") { portfolio, rulebook, explain };
        market.AddTo(command);
        tiers.AddTo(command);
        ExamplesHelp.Add(
            command,
            "plimsoll margin",
            "plimsoll margin --portfolio accounts.json --market market.json",
            "plimsoll margin --market chain.csv.gz --market perpetuals.json --history bars/ --index USDC/USD=0.9998 --portfolio accounts.json",
            "plimsoll margin --rulebook fixed --explain",
            "plimsoll margin --rulebook binance-usdm --tiers leverageBracket.json",
            "plimsoll margin --format json --quiet | jq '.[] | {account, status, excess}'");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            GivenTiers given = tiers.Read(run, parsed);
            var inputs = Inputs.Read(run, parsed.GetValue(portfolio), market.Read(run, parsed), parsed.GetValue(rulebook), given);
            given.Check();
            return Run(run, inputs, parsed.GetValue(explain));
        });
        return command;
    }

    private static int Run(Invocation run, Inputs inputs, bool explain)
    {
        IMarginEvaluator evaluator = run.During("preparing scenarios", () => inputs.Model.Prepare(inputs.Market));
        ImmutableArray<MarginOutcome> outcomes = run.During($"margining {inputs.Accounts.Length} accounts", () => evaluator.EvaluateInParallel(inputs.Accounts, MarginDetail.Full));
        ImmutableArray<AccountReport> reports = AccountReport.Group(outcomes, inputs.Accounts);
        IReadOnlyDictionary<AccountPath, ScenarioMap> maps = explain ? run.During("mapping profit and loss", () => Maps(inputs.Accounts, evaluator, reports)) : new Dictionary<AccountPath, ScenarioMap>();
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, MarginJson.Accounts(reports, maps));
                break;
            case OutputFormat.Csv:
                MarginCsv.Write(run.Terminal.Out, reports);
                break;
            default:
                MarginTable.Write(run.Screen, reports);
                foreach (MarginStatement statement in Statements(reports))
                    if (explain) MarginExplanation.Write(run.Screen, statement, maps.GetValueOrDefault(statement.Account));
                break;
        }

        return reports.Any(report => report.HasGap) ? ExitCode.No : ExitCode.Done;
    }

    private static IEnumerable<MarginStatement> Statements(IEnumerable<AccountReport> reports) =>
        reports.SelectMany(report => report.All).OfType<MarginOutcome.Calculated>().Select(outcome => outcome.Statement);

    /// <summary>The map of each netting set along its largest underlying, where the model has maps.</summary>
    private static Dictionary<AccountPath, ScenarioMap> Maps(ImmutableArray<AccountSnapshot> accounts, IMarginEvaluator evaluator, ImmutableArray<AccountReport> reports)
    {
        var maps = new Dictionary<AccountPath, ScenarioMap>();
        if (evaluator is not IScenarioMapper mapper) return maps;
        var sets = accounts.SelectMany(account => account.Isolated.Select(isolated => AccountAdjustment.Isolate(account, isolated)).Prepend(account)).ToDictionary(account => account.Path);
        foreach (MarginStatement statement in Statements(reports))
            if (sets.TryGetValue(statement.Account, out AccountSnapshot? account) && Largest(statement) is { } underlying)
                maps[statement.Account] = mapper.Map(account, underlying);
        return maps;
    }

    /// <summary>The underlying whose positions make up most of the requirement; null without positions.</summary>
    private static Currency? Largest(MarginStatement statement) => statement.Positions.Length == 0
        ? null
        : statement.Positions.GroupBy(position => position.Symbol.Base).MaxBy(group => group.Sum(position => Math.Abs(position.InitialContribution.Amount)))!.Key;
}
