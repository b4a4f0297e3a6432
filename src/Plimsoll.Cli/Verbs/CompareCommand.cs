using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Lab.Reports;
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
        var tiers = new TierOptions();
        var rulebooks = new Option<string?>("--rulebooks") { HelpName = "A,B,…", Description = "Names from 'rulebook list' or YAML files (default: every rulebook there is)" };
        var map = new Option<bool>("--map") { Description = "Replace an instrument that a venue does not list by its nearest there: the same underlying and size, in another settlement currency or as a perpetual; each is shown" };
        var report = new Option<string?>("--report") { HelpName = "F.html", Description = "Also write a page with charts, one file without anything outside it" };
        var command = new Command("compare", "The same accounts under several rulebooks: requirement, leverage, liquidation levels and the rule that binds, side by side.") { portfolio, rulebooks, map, report };
        market.AddTo(command);
        tiers.AddTo(command);
        ExamplesHelp.Add(
            command,
            "plimsoll compare --portfolio accounts.json --market market.json",
            "plimsoll compare --rulebooks plimsoll,deribit-pm,okx-pm --map",
            "plimsoll compare --map --report venues.html",
            "plimsoll compare --tiers leverage_tiers_USDT.json --tiers okx=position-tiers.json",
            "plimsoll compare --rulebooks plimsoll,stricter.yaml --format csv");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            string[] names = parsed.GetValue(rulebooks)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ?? [.. RulebookLibrary.Shipped.All.Select(book => book.Name).Distinct().OrderBy(name => name == ModelCatalogue.Default ? 0 : 1)];
            GivenTiers given = tiers.Read(run, parsed);
            if (names.Length == 0) throw Invocation.Refuse("--rulebooks", "no rulebook was named; write --rulebooks plimsoll,fixed.");
            var inputs = Inputs.Read(run, parsed.GetValue(portfolio), market.Read(run, parsed), ModelCatalogue.Default, example: Inputs.ComparedPortfolio);
            ImmutableArray<IMarginModel> models = ModelCatalogue.FindAll(run, names, inputs.Market.ValuationTime, given);
            given.Check();
            return Run(run, Comparison.Of(run, inputs.Accounts, inputs.Market, models, parsed.GetValue(map)), inputs, parsed.GetValue(report));
        });
        return command;
    }

    private static int Run(Invocation run, Comparison comparison, Inputs inputs, string? report)
    {
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, ComparisonJson.Of(comparison.Rows));
                break;
            case OutputFormat.Csv:
                ComparisonCsv.Write(run.Terminal.Out, comparison.Rows);
                break;
            default:
                ComparisonTable.Write(run.Screen, comparison.Rows);
                break;
        }

        if (report is not null)
        {
            ReportFile.Write(report, ComparisonReport.Of(comparison.Sets, comparison.Rows, inputs.Market));
            run.Say($"wrote {report}");
        }

        return comparison.HasGap ? ExitCode.No : ExitCode.Done;
    }
}
