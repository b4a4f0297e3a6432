using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Cli.Verbs;

/// <summary>The tier tables of a file that a venue or ccxt gave.</summary>
internal static class RulebookTiersCommand
{
    /// <summary>The part of the verb with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "What ccxt fetchLeverageTiers, Binance leverageBracket, OKX position-tiers or Bybit risk-limit returned, or freqtrade's leverage_tiers file" };
        var symbol = new Option<string[]>("--symbol") { HelpName = "BTC/USDT:USDT", Description = "Show only this instrument, with its tiers; may be repeated" };
        var into = new Option<string?>("--into") { HelpName = "NAME", Description = "Write this rulebook with the file's tiers in place of its own, as YAML" };
        var command = new Command("tiers", "The margin tiers of a file, and what in it is odd: deductions that the rates contradict, instruments left out.") { file, symbol, into };
        ExamplesHelp.Add(command, "plimsoll rulebook tiers leverage_tiers_USDT.json", "plimsoll rulebook tiers leverageBracket.json --symbol BTC/USDT:USDT", "plimsoll rulebook tiers tiers.json --format csv > tiers.csv", "plimsoll rulebook tiers tiers.json --into binance-usdm > mine.yaml");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            string path = parsed.GetRequiredValue(file);
            TierFile tiers = run.During("reading the tiers", () => TierTableFile.Read(path));
            foreach (Problem exception in tiers.Exceptions) run.Say(exception.ToString());
            if (parsed.GetValue(into) is { } name)
            {
                if (parsed.GetValue(symbol) is { Length: > 0 } symbols) tiers = tiers with { Tables = Chosen(tiers, symbols) };
                return Write(run, tiers, name);
            }

            TierOutput.Write(run, tiers, Chosen(tiers, parsed.GetValue(symbol) ?? []), parsed.GetValue(symbol) is { Length: > 0 });
            return ExitCode.Done;
        });
        return command;
    }

    private static int Write(Invocation run, TierFile tiers, string name)
    {
        Rulebook rulebook = RulebookLibrary.Shipped.Resolve(name);
        var given = new GivenTiers(run, [(rulebook.Name, tiers)]);
        Rulebook merged = given.PutInto(rulebook);
        given.Check();
        run.Terminal.Out.Write(RulebookText.Write(merged));
        return ExitCode.Done;
    }

    private static ImmutableArray<SymbolTiers> Chosen(TierFile file, string[] symbols)
    {
        if (symbols.Length == 0) return file.Tables;
        Problem[] missing = [.. symbols.Where(symbol => file.Tables.All(table => table.Symbol.ToString() != symbol)).Select(symbol => new Problem("--symbol", $"{file.Name} has no tiers of '{symbol}'; without --symbol every instrument of it is shown."))];
        return missing.Length > 0 ? throw new InvalidInputException(missing) : [.. file.Tables.Where(table => symbols.Contains(table.Symbol.ToString()))];
    }
}
