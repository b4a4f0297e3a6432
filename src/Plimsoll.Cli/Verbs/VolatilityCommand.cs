using System.Collections.Immutable;
using System.CommandLine;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Lab.Forecasts;
using Plimsoll.Market;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Cli.Verbs;

/// <summary>What the volatility of a market was, and what it will be tomorrow; or how well each method forecasts it on many markets.</summary>
internal static class VolatilityCommand
{
    private const string DefaultPrices = "prices/BTC-USDT.binance-spot.1h.csv.gz";

    private static readonly ImmutableArray<VolatilityMethod> Every = [.. Enum.GetValues<VolatilityMethod>()];

    /// <summary>The verb with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var prices = new Option<string?>("--prices") { HelpName = "FILE", Description = "Bars of one market, BASE-QUOTE.VENUE-spot.STEP.csv[.gz] (default: the example in data/)" };
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Instead: score every method on every coin of a folder of bars, out of sample" };
        var assets = new Option<string?>("--assets") { HelpName = "A,B,…", Description = "With --data: coins (default: every one with 590 days or more but pegs)" };
        var horizons = new Option<string?>("--horizon") { HelpName = "DAYS[,DAYS…]", Description = "With --data: days ahead (default: 1,7)" };
        var from = new Option<string?>("--from") { HelpName = "TIME", Description = "With --data: first day scored (default: after 500 days)" };
        var methods = new Option<string[]>("--method", "--methods") { HelpName = "NAME[,NAME…]", Description = $"{string.Join(", ", Every.Select(Text.Kebab))} (default: all that the input allows)" };
        var index = new Option<string?>("--index") { HelpName = "FILE", Description = "Index of implied volatility, COIN.VENUE-dvol.STEP.csv[.gz]" };
        var window = new Option<int>("--window") { HelpName = "DAYS", Description = "Days of the estimates", DefaultValueFactory = _ => 30 };
        var score = new Option<int>("--score") { HelpName = "DAYS", Description = "Last days that forecasts are scored on", DefaultValueFactory = _ => 250 };
        Option<string?> at = CommonOptions.At();
        var command = new Command("volatility", "Volatility of a market by every estimator, and forecasts of the next day with their record; with --data the forecasters' contest on many coins.") { prices, data, assets, horizons, from, methods, index, window, score, at };
        ExamplesHelp.Add(
            command,
            "plimsoll volatility",
            "plimsoll volatility --prices data/prices/ETH-USDT.binance-perp.1h.csv.gz --method ewma,log-har --at 2025-10-10T00:00:00Z",
            "plimsoll volatility --data data/prices --assets BTC,ETH --horizon 1,7 --format csv > forecasts.csv");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            ImmutableArray<VolatilityMethod>? asked = Methods(parsed.GetValue(methods) ?? []);
            BarSeries? implied = parsed.GetValue(index) is { } file ? run.During("reading the index", () => PriceFile.ReadIndex(file)) : null;
            Timestamp? time = CommonOptions.Time(parsed.GetValue(at));
            if (parsed.GetValue(data) is { } folder)
            {
                if (parsed.GetValue(prices) is not null) throw Invocation.Refuse("--data", "--prices names one market and --data many; leave one of them out.");
                return Contest(run, folder, parsed.GetValue(assets), parsed.GetValue(horizons), CommonOptions.Time(parsed.GetValue(from), "--from"), time, asked, implied);
            }

            foreach ((Option option, string name) in ((Option, string)[])[(assets, "--assets"), (horizons, "--horizon"), (from, "--from")])
                if (parsed.GetResult(option) is not null) throw Invocation.Refuse(name, $"{name} goes with --data; name a folder of bars, or leave it out.");
            int days = AtLeast("--window", parsed.GetValue(window), 3), scored = AtLeast("--score", parsed.GetValue(score), 0);
            return Market(run, Inputs.PricesPath(run, parsed.GetValue(prices), DefaultPrices), time, asked, implied, days, scored);
        });
        return command;
    }

    private static int Market(Invocation run, string file, Timestamp? time, ImmutableArray<VolatilityMethod>? asked, BarSeries? index, int window, int scored)
    {
        BarSeries series = run.During("reading the prices", () => PriceFile.Read(file, time));
        if (index is not null && index.Base != series.Base) throw Invocation.Refuse("--index", $"the index is of {index.Base} and the prices are of {series.Base}; name an index of {series.Base}.");
        // Trees take seconds to train and a library of the system: one market shows them where they are asked for.
        ImmutableArray<VolatilityMethod> methods = Allowed(asked ?? [.. Every.Where(method => !VolatilityWalk.NeedsTrees(method))], asked is not null, index);
        VolatilityReport report = run.During("estimating", () =>
        {
            try
            {
                DailyHistory history = DailyHistory.Of(series, index);
                TreeSchedule? trees = methods.Any(VolatilityWalk.NeedsTrees) ? TreeTraining.Train(history, 0, [1]) : null;
                return VolatilityStudy.Of(history, methods, window, scored, trees);
            }
            catch (ArgumentException unfit)
            {
                throw Invocation.Refuse(file, unfit.Message);
            }
        });
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
    }

    private static int Contest(
        Invocation run, string folder, string? assets, string? horizons, Timestamp? from, Timestamp? until, ImmutableArray<VolatilityMethod>? asked, BarSeries? index)
    {
        Currency[]? only = assets is null ? null : [.. Names(assets).Select(code => Currency.TryParse(code.ToUpperInvariant(), out Currency asset) ? asset : throw Invocation.Refuse("--assets", $"'{code}' is no coin; write BTC,ETH."))];
        ImmutableArray<int> ahead = [.. Names(horizons ?? "1,7").Select(text => int.TryParse(text, out int days) && days is >= 1 and <= 30 ? days : throw Invocation.Refuse("--horizon", $"'{text}' is no number of days from 1 to 30; write 1,7.")).Distinct()];
        ImmutableArray<VolatilityMethod> methods = Allowed(asked ?? Every, asked is not null, index);
        if (asked is null && !TreeTraining.IsAvailable)
        {
            run.Say(TreeTraining.Missing);
            methods = [.. methods.Where(method => !VolatilityWalk.NeedsTrees(method))];
        }

        ImmutableArray<BarSeries> markets = run.During("reading the bars", () => ForecastPlan.MarketsOf(HistoryFolder.Read(folder, until ?? Timestamp.Utc(9999, 1, 1)), only));
        if (index is not null && markets.All(market => market.Base != index.Base)) throw Invocation.Refuse("--index", $"the index is of {index.Base}, which is not among the coins.");
        var plan = new ForecastPlan(markets, methods, ahead, index, from);
        ImmutableArray<AssetForecasts> results = new WalkProgress(run).Of(progress => ForecastTable.Run(plan, progress));
        if (results.IsEmpty) throw Invocation.Refuse("--from", "no coin has 90 days after it; name an earlier day.");
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, ForecastOutput.Json(results));
                break;
            case OutputFormat.Csv:
                ForecastOutput.Csv(run.Terminal.Out, results);
                break;
            default:
                ForecastOutput.Table(run.Screen, results);
                break;
        }

        return ExitCode.Done;
    }

    private static ImmutableArray<VolatilityMethod> Allowed(ImmutableArray<VolatilityMethod> methods, bool wereAsked, BarSeries? index)
    {
        if (index is not null) return methods;
        if (wereAsked && methods.Any(VolatilityWalk.NeedsIndex))
            throw Invocation.Refuse("--method", $"{Text.Kebab(methods.First(VolatilityWalk.NeedsIndex))} needs an index of implied volatility; write --index FILE.");
        return [.. methods.Where(method => !VolatilityWalk.NeedsIndex(method))];
    }

    private static ImmutableArray<VolatilityMethod>? Methods(string[] given)
    {
        string[] names = [.. given.SelectMany(Names)], known = [.. Every.Select(Text.Kebab)];
        if (names.Length == 0) return null;
        ImmutableArray<Problem> problems = [.. names.Where(name => !known.Contains(name)).Select(name => new Problem("--method", $"there is no method '{name}'; write one of {string.Join(", ", known)}."))];
        return problems.IsEmpty ? [.. names.Select(name => Every[Array.IndexOf(known, name)]).Distinct().Order()] : throw new InvalidInputException(problems);
    }

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int AtLeast(string option, int days, int least) => days >= least
        ? days
        : throw Invocation.Refuse(option, $"{days} days are too few; write {least} or more.");
}
