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
        Option<string?> portfolio = CommonOptions.Portfolio(), market = CommonOptions.Market(), rulebook = CommonOptions.Rulebook(), at = CommonOptions.At();
        var explain = new Option<bool>("--explain") { Description = "Where each requirement comes from: waterfall, collateral, scenarios, positions, map of profit and loss" };
        var command = new Command("margin", "The margin of every account: what it has, what it needs and why, where it is liquidated.") { portfolio, market, rulebook, at, explain };
        ExamplesHelp.Add(
            command,
            "plimsoll margin",
            "plimsoll margin --portfolio accounts.json --market market.json",
            "plimsoll margin --rulebook fixed --explain",
            "plimsoll margin --format json --quiet | jq '.[] | {account, status, excess}'");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            var inputs = Inputs.Read(run, parsed.GetValue(portfolio), parsed.GetValue(market), parsed.GetValue(rulebook), CommonOptions.Time(parsed.GetValue(at)));
            return Run(run, inputs, parsed.GetValue(explain));
        });
        return command;
    }

    private static int Run(Invocation run, Inputs inputs, bool explain)
    {
        IMarginEvaluator evaluator = run.During("preparing scenarios", () => inputs.Model.Prepare(inputs.Market));
        ImmutableArray<MarginOutcome> outcomes = run.During($"margining {inputs.Accounts.Length} accounts", () => evaluator.Evaluate(inputs.Accounts, MarginDetail.Full));
        ImmutableArray<AccountReport> reports = AccountReport.Group(outcomes, inputs.Accounts);
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, MarginJson.Accounts(reports));
                break;
            case OutputFormat.Csv:
                MarginCsv.Write(run.Terminal.Out, reports);
                break;
            default:
                MarginTable.Write(run.Screen, reports);
                if (explain) Explain(run, inputs, evaluator, reports);
                break;
        }

        return reports.Any(report => report.HasGap) ? ExitCode.No : ExitCode.Done;
    }

    private static void Explain(Invocation run, Inputs inputs, IMarginEvaluator evaluator, ImmutableArray<AccountReport> reports)
    {
        foreach (MarginStatement statement in reports.SelectMany(report => report.All).OfType<MarginOutcome.Calculated>().Select(outcome => outcome.Statement))
        {
            AccountSnapshot? account = inputs.Accounts.FirstOrDefault(account => account.Path == statement.Account);
            ScenarioMap? map = evaluator is IScenarioMapper mapper && account is not null && Largest(statement) is { } underlying ? mapper.Map(account, underlying) : null;
            MarginExplanation.Write(run.Screen, statement, map);
        }
    }

    /// <summary>The underlying whose positions make up most of the requirement; null without positions.</summary>
    private static Currency? Largest(MarginStatement statement) => statement.Positions.Length == 0
        ? null
        : statement.Positions.GroupBy(position => position.Symbol.Base).MaxBy(group => group.Sum(position => Math.Abs(position.InitialContribution.Amount)))!.Key;
}
