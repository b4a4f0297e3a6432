using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Accounts;
using Plimsoll.Cli.Rendering;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Scenarios;
using Plimsoll.Values;

namespace Plimsoll.Cli.Verbs;

/// <summary>One account before and after trades, transfers, shocks, orders or other parameters.</summary>
internal static class WhatIfCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string?> portfolio = CommonOptions.Portfolio(), rulebook = CommonOptions.Rulebook();
        var market = new MarketOptions();
        var tiers = new TierOptions();
        var account = new Option<string?>("--account") { HelpName = "NAME", Description = "Account to change (default: the first of the file)" };
        var transfer = new Option<string[]>("--transfer") { HelpName = "\"+5000 USDC\"", Description = "Deposit or withdraw" };
        var trade = new Option<string[]>("--trade") { HelpName = "\"sell 2 BTC/USDT:USDT @ mark\"", Description = "Fill at the mark or at a price" };
        var shock = new Option<string[]>("--shock") { HelpName = "\"BTC spot -10%\"", Description = "Move prices or implied volatilities, after transfers and trades" };
        var order = new Option<string[]>("--order") { HelpName = "\"buy 10 ETH/USDT:USDT @ 3100\"", Description = "Place an order, last; exit code 3 when it does not fit" };
        var parameters = new Option<string?>("--parameters") { HelpName = "FILE", Description = "Rulebook that applies afterwards: a YAML file or a name" };
        var command = new Command("what-if", "One account before and after a change, and the difference.") { portfolio, rulebook, account, transfer, trade, shock, order, parameters };
        market.AddTo(command);
        tiers.AddTo(command);
        ExamplesHelp.Add(
            command,
            "plimsoll what-if --order \"buy 10 ETH/USDT:USDT @ 2600\"",
            "plimsoll what-if --account northgate-mm --shock \"all spot -20%\" --shock \"all vol +30%\"",
            "plimsoll what-if --portfolio accounts.json --market market.json --trade \"sell 2 BTC/USDT:USDT @ mark\" --transfer \"-5000 USDC\"",
            "plimsoll what-if --parameters stricter.yaml");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            var changes = WhatIfChanges.Parse(Values(parsed, transfer), Values(parsed, trade), Values(parsed, shock), Values(parsed, order));
            string? file = parsed.GetValue(parameters);
            if (file is null && changes is { Transfers: [], Trades: [], Shocks: [], Orders: [] })
                throw Invocation.Refuse("what-if", "nothing to try was given; write --order, --trade, --transfer, --shock or --parameters.");
            GivenTiers given = tiers.Read(run, parsed);
            var inputs = Inputs.Read(run, parsed.GetValue(portfolio), market.Read(run, parsed), parsed.GetValue(rulebook), given);
            changes.Check(inputs.Market);
            IMarginModel after = file is null ? inputs.Model : ModelCatalogue.Find(file, inputs.Market.ValuationTime, given);
            given.Check();
            return Run(run, inputs, Choose(run, inputs.Accounts, parsed.GetValue(account)), changes, after);
        });
        return command;
    }

    private static string[] Values(ParseResult parsed, Option<string[]> option) => parsed.GetValue(option) ?? [];

    private static int Choose(Invocation run, ImmutableArray<AccountSnapshot> accounts, string? name)
    {
        if (name is null)
        {
            if (accounts.Length > 1) run.Say($"no --account given: changing {accounts[0].Path}, the first of {accounts.Length}");
            return 0;
        }

        for (int i = 0; i < accounts.Length; i++)
            if (accounts[i].Path.ToString() == name || accounts[i].Path.Account == name)
                return i;
        throw Invocation.Refuse("--account", $"the portfolio has no account '{name}'; it has {string.Join(", ", accounts.Select(one => one.Path))}.");
    }

    private static int Run(Invocation run, Inputs inputs, int index, WhatIfChanges changes, IMarginModel modelAfter)
    {
        MarketSnapshot shifted = changes.Shocks.Length == 0 ? inputs.Market : MarketShift.Apply(inputs.Market, changes.Shocks);
        IMarginEvaluator before = run.During("preparing scenarios", () => inputs.Model.Prepare(inputs.Market));
        IMarginEvaluator after = changes.Shocks.Length == 0 && ReferenceEquals(modelAfter, inputs.Model) ? before : run.During("preparing scenarios afterwards", () => modelAfter.Prepare(shifted));

        ImmutableArray<AccountSnapshot> accounts = Owners(inputs.Accounts, index, out int at);
        AccountReport first = Evaluate(run, before, accounts, at);
        ImmutableArray<AccountSnapshot> changed = accounts.SetItem(at, changes.Book(accounts[at], inputs.Market));
        OrderAnswer? answer = null;
        foreach (Order order in changes.Orders)
        {
            // The first order that is refused is the answer; the ones after it are placed all the same, so that "after" shows what all would need.
            if (answer is null or { Decision.Refusal: null })
                answer = new(order, run.During("judging the order", () => OrderCheck.Decide(after, changed, at, order, shifted.Instruments[order.Symbol].Instrument)));
            changed = changed.SetItem(at, AccountAdjustment.Place(changed[at], order));
        }

        AccountReport second = Evaluate(run, after, changed, at);
        var comparison = new BeforeAfter(first, second, answer);
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, WhatIfJson.Of(comparison));
                break;
            case OutputFormat.Csv:
                WhatIfCsv.Write(run.Terminal.Out, comparison);
                break;
            default:
                WhatIfTable.Write(run.Screen, comparison);
                break;
        }

        return comparison.Before.HasGap || comparison.After.HasGap || answer?.Decision.Refusal is not null ? ExitCode.No : ExitCode.Done;
    }

    // Only the accounts of one owner bear on each other; the others need not be computed.
    private static ImmutableArray<AccountSnapshot> Owners(ImmutableArray<AccountSnapshot> accounts, int index, out int at)
    {
        AccountSnapshot chosen = accounts[index];
        ImmutableArray<AccountSnapshot> own = [.. accounts.Where(one => one.Path.Owner == chosen.Path.Owner && one.Path.Firm == chosen.Path.Firm)];
        at = own.IndexOf(chosen);
        return own;
    }

    private static AccountReport Evaluate(Invocation run, IMarginEvaluator evaluator, ImmutableArray<AccountSnapshot> accounts, int at)
    {
        ImmutableArray<MarginOutcome> outcomes = run.During("margining", () => evaluator.Evaluate(accounts, MarginDetail.Full));
        return AccountReport.Group(outcomes, accounts).First(report => report.Main.Account == accounts[at].Path);
    }
}
