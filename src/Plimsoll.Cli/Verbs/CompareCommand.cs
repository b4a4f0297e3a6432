using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Models;

namespace Plimsoll.Cli.Verbs;

/// <summary>The same accounts under several rulebooks.</summary>
internal static class CompareCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string?> portfolio = CommonOptions.Portfolio();
        var market = new MarketOptions();
        var rulebooks = new Option<string?>("--rulebooks") { HelpName = "A,B,…", Description = "Names from 'rulebook list' or YAML files (default: every rulebook there is)" };
        var command = new Command("compare", "The same accounts under several rulebooks: requirement, leverage and liquidation levels side by side.") { portfolio, rulebooks };
        market.AddTo(command);
        ExamplesHelp.Add(
            command,
            "plimsoll compare --portfolio accounts.json --market market.json",
            "plimsoll compare --rulebooks plimsoll,fixed",
            "plimsoll compare --rulebooks plimsoll,stricter.yaml --format csv");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            string[] names = parsed.GetValue(rulebooks)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ?? [.. RulebookLibrary.Shipped.All.Select(book => book.Name).Distinct().OrderBy(name => name == ModelCatalogue.Default ? 0 : 1)];
            if (names.Length == 0) throw Invocation.Refuse("--rulebooks", "no rulebook was named; write --rulebooks plimsoll,fixed.");
            var inputs = Inputs.Read(run, parsed.GetValue(portfolio), market.Read(run, parsed), names[0]);
            return Run(run, inputs, [.. names.Select(name => ModelCatalogue.Find(name, inputs.Market.ValuationTime))]);
        });
        return command;
    }

    private static int Run(Invocation run, Inputs inputs, ImmutableArray<IMarginModel> models)
    {
        var answers = new List<ImmutableArray<AccountReport>>();
        foreach (IMarginModel model in models)
        {
            IMarginEvaluator evaluator = run.During($"preparing {model.Version}", () => model.Prepare(inputs.Market));
            answers.Add(AccountReport.Group(run.During($"margining under {model.Version}", () => evaluator.EvaluateInParallel(inputs.Accounts, MarginDetail.Full)), inputs.Accounts));
        }

        ImmutableArray<ImmutableArray<RulebookComparison>> rows =
        [
            .. answers[0].SelectMany(report => report.All).Select(outcome => outcome.Account).Select(path => models.Select((model, i) => new RulebookComparison(
                model.Version, answers[i].SelectMany(report => report.All).First(outcome => outcome.Account == path))).ToImmutableArray()),
        ];
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, ComparisonJson.Of(rows));
                break;
            case OutputFormat.Csv:
                ComparisonCsv.Write(run.Terminal.Out, rows);
                break;
            default:
                ComparisonTable.Write(run.Screen, rows);
                break;
        }

        return rows.Any(row => row.Any(cell => cell.Statement is null)) ? ExitCode.No : ExitCode.Done;
    }
}
