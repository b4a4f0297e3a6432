using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Market;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Cli.Verbs;

/// <summary>What the volatility of a market was, and what it will be tomorrow.</summary>
internal static class VolatilityCommand
{
    private const string DefaultPrices = "prices/BTC-USDT.binance-spot.1h.csv.gz";

    /// <summary>The verb with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var prices = new Option<string?>("--prices") { HelpName = "FILE", Description = "Bars of one market, BASE-QUOTE.VENUE-spot.STEP.csv[.gz] (default: the example in data/)" };
        var methods = new Option<string[]>("--method") { HelpName = "NAME", Description = "ewma, garch, gjr, har or log-har; may stand several times (default: all)" };
        var window = new Option<int>("--window") { HelpName = "DAYS", Description = "Days of the estimates", DefaultValueFactory = _ => 30 };
        var score = new Option<int>("--score") { HelpName = "DAYS", Description = "Last days that forecasts are scored on", DefaultValueFactory = _ => 250 };
        Option<string?> at = CommonOptions.At();
        var command = new Command("volatility", "Volatility of a market by every estimator, and forecasts of the next day with their record.") { prices, methods, window, score, at };
        ExamplesHelp.Add(
            command,
            "plimsoll volatility",
            "plimsoll volatility --prices data/prices/ETH-USDT.binance-perp.1h.csv.gz --method ewma --method log-har --at 2025-10-10T00:00:00Z",
            "plimsoll volatility --prices data/prices/SOL-USDT.binance-spot.1h.csv.gz --window 10 --format json");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            Timestamp? time = CommonOptions.Time(parsed.GetValue(at));
            ImmutableArray<VolatilityMethod> asked = Methods(parsed.GetValue(methods) ?? []);
            int days = AtLeast("--window", parsed.GetValue(window), 3), scored = AtLeast("--score", parsed.GetValue(score), 0);
            string file = Inputs.PricesPath(run, parsed.GetValue(prices), DefaultPrices);
            BarSeries series = run.During("reading the prices", () => PriceFile.Read(file, time));
            VolatilityReport report = run.During("estimating", () => Study(file, series, asked, days, scored));
            switch (run.Format)
            {
                case OutputFormat.Json:
                    JsonOutput.Write(run.Terminal.Out, VolatilityOutput.Json(series, report));
                    break;
                case OutputFormat.Csv:
                    VolatilityOutput.Csv(run.Terminal.Out, report);
                    break;
                default:
                    VolatilityOutput.Table(run.Screen, series, report);
                    break;
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static VolatilityReport Study(string file, BarSeries series, ImmutableArray<VolatilityMethod> methods, int window, int scored)
    {
        try
        {
            return VolatilityStudy.Of(series, methods, window, scored);
        }
        catch (ArgumentException unfit)
        {
            throw Invocation.Refuse(file, unfit.Message);
        }
    }

    private static ImmutableArray<VolatilityMethod> Methods(string[] names)
    {
        if (names.Length == 0) return VolatilityStudy.AllMethods;
        string[] known = [.. VolatilityStudy.AllMethods.Select(Text.Kebab)];
        ImmutableArray<Problem> problems = [.. names.Where(name => !known.Contains(name)).Select(name => new Problem("--method", $"there is no method '{name}'; write one of {string.Join(", ", known)}."))];
        return problems.IsEmpty ? [.. names.Select(name => VolatilityStudy.AllMethods[Array.IndexOf(known, name)])] : throw new InvalidInputException(problems);
    }

    private static int AtLeast(string option, int days, int least) => days >= least
        ? days
        : throw Invocation.Refuse(option, $"{days} days are too few; write {least} or more.");
}
