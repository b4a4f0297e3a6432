using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Cli.Verbs;

/// <summary>What instruments are worth, what moves them, and how well the volatility surface fits them.</summary>
internal static class PriceCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string?> market = CommonOptions.Market(), at = CommonOptions.At();
        var symbols = new Option<string[]>("--symbol") { HelpName = "SYMBOL", Description = "Only this instrument, or all of a coin, as BTC; may stand several times (default: all)" };
        var fit = new Option<bool>("--fit") { Description = "Only the fit of each expiry, without its options" };
        var command = new Command("price", "Value, Greeks and implied volatility of instruments, and the fit of the volatility surface.") { market, symbols, fit, at };
        ExamplesHelp.Add(
            command,
            "plimsoll price --fit",
            "plimsoll price --market market.json --symbol BTC/USD:BTC-261225-100000-C",
            "plimsoll price --market chain.csv --symbol ETH --format csv");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            Timestamp? time = CommonOptions.Time(parsed.GetValue(at));
            string file = Inputs.MarketPath(run, parsed.GetValue(market));
            MarketSnapshot snapshot = run.During("reading the market", () => MarketFile.Read(file, time));
            return Run(run, snapshot, Choice.Of(parsed.GetValue(symbols) ?? [], snapshot), parsed.GetValue(fit));
        });
        return command;
    }

    private static int Run(Invocation run, MarketSnapshot market, Choice choice, bool onlyFit)
    {
        ImmutableArray<ChainValuation> chains =
        [
            .. choice.Coins(market).Select(coin => run.During($"fitting the surface of {coin}", () => ChainValuation.Of(market, coin))).Select(choice.Narrow),
        ];
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, PriceJson.Of(market, chains, onlyFit));
                break;
            case OutputFormat.Csv:
                PriceCsv.Write(run.Terminal.Out, chains, onlyFit);
                break;
            default:
                PriceTable.Write(run.Screen, market, chains, onlyFit);
                break;
        }

        return ExitCode.Done;
    }

    /// <summary>Which instruments were asked for: none named means all.</summary>
    private sealed record Choice(ImmutableArray<Currency> Whole, ImmutableArray<InstrumentSymbol> Single)
    {
        public static Choice Of(string[] texts, MarketSnapshot market)
        {
            var coins = ImmutableArray.CreateBuilder<Currency>();
            var singles = ImmutableArray.CreateBuilder<InstrumentSymbol>();
            var problems = ImmutableArray.CreateBuilder<Problem>();
            var listed = market.Instruments.Keys.Select(symbol => symbol.Base).ToHashSet();
            foreach (string text in texts)
            {
                if (Currency.TryParse(text, out Currency coin) && listed.Contains(coin)) coins.Add(coin);
                else if (SymbolParser.Read(text, out string? problem) is not { } symbol) problems.Add(new("--symbol", problem!));
                else if (!market.Instruments.ContainsKey(symbol)) problems.Add(new("--symbol", $"the market does not list {symbol}; it lists instruments on {string.Join(", ", listed.Order())}."));
                else singles.Add(symbol);
            }

            return problems.Count == 0 ? new(coins.ToImmutable(), singles.ToImmutable()) : throw new InvalidInputException(problems);
        }

        public IEnumerable<Currency> Coins(MarketSnapshot market) => Whole.Length + Single.Length == 0
            ? market.Instruments.Keys.Select(symbol => symbol.Base).Distinct().Order()
            : Whole.Concat(Single.Select(symbol => symbol.Base)).Distinct().Order();

        public ChainValuation Narrow(ChainValuation chain)
        {
            if (Single.Length == 0 || Whole.Contains(chain.Underlying)) return chain;
            bool Asked(InstrumentValuation one) => Single.Contains(one.Market.Instrument.Symbol);
            return chain with
            {
                Futures = [.. chain.Futures.Where(Asked)],
                Expiries = [.. chain.Expiries.Select(expiry => expiry with { Options = [.. expiry.Options.Where(Asked)] }).Where(expiry => expiry.Options.Length > 0)],
            };
        }
    }
}
