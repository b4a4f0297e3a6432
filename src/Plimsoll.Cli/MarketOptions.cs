using System.Collections.Frozen;
using System.CommandLine;
using System.Globalization;
using Plimsoll.Formats;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Cli;

/// <summary>Where the market comes from: the file, the valuation time, and what foreign files lack: recorded prices and indices.</summary>
internal sealed class MarketOptions
{
    private readonly Option<string[]> market = new("--market") { HelpName = "FILE", Description = "Market: JSON, Deribit chain, Tardis CSV or ccxt tickers (default: the example in data/). Repeated: later files supply what earlier ones lack" };
    private readonly Option<string?> at = CommonOptions.At();
    private readonly Option<string?> history = new("--history") { HelpName = "FOLDER", Description = "Bar files, where the market file names none (default: data/prices)" };
    private readonly Option<string[]> index = new("--index") { HelpName = "USDC/USD=0.9998", Description = "Index price that the market file lacks; may be repeated" };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[market, at, history, index]) command.Options.Add(option);
    }

    /// <summary>Reads the market.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with the file or an option.</exception>
    public MarketSnapshot Read(Invocation run, ParseResult parsed)
    {
        Timestamp? time = CommonOptions.Time(parsed.GetValue(at));
        string[] files = parsed.GetValue(market) ?? [];
        string first = Inputs.MarketPath(run, files.FirstOrDefault());
        MarketSnapshot snapshot = run.During("reading the market", () => MarketFile.Read(first, time));
        // At the same moment, so that nothing later than the first market is seen.
        foreach (string file in files.Skip(1)) snapshot = snapshot.SuppliedBy(run.During("reading the market", () => MarketFile.Read(file, snapshot.ValuationTime)));
        return WithIndices(WithHistory(run, snapshot, parsed.GetValue(history)), parsed.GetValue(index) ?? []);
    }

    private static MarketSnapshot WithHistory(Invocation run, MarketSnapshot snapshot, string? folder)
    {
        if (folder is null)
        {
            if (!snapshot.History.Series.IsEmpty || run.Terminal.Home is not { } home) return snapshot;
            folder = Path.Combine(home, "data", "prices");
            if (!Directory.Exists(folder)) return snapshot;
            run.Say("the market file names no history: using data/prices");
        }

        return snapshot with { History = run.During("reading the price history", () => HistoryFolder.Read(folder, snapshot.ValuationTime)) };
    }

    private static MarketSnapshot WithIndices(MarketSnapshot snapshot, string[] texts)
    {
        var indices = snapshot.Indices.ToDictionary();
        var problems = new List<Problem>();
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', '/');
            bool reads = parts.Length == 3 && Currency.TryParse(parts[0].Trim(), out _) && Currency.TryParse(parts[1].Trim(), out _) && text.IndexOf('/', StringComparison.Ordinal) < text.IndexOf('=', StringComparison.Ordinal);
            if (!reads || !decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out decimal price) || price <= 0m)
            {
                problems.Add(new Problem("--index", $"'{text}' is no index price; write BASE/QUOTE=PRICE with a price above 0, as USDC/USD=0.9998."));
                continue;
            }

            if (!indices.TryAdd((Currency.Of(parts[0].Trim()), Currency.Of(parts[1].Trim())), new IndexPrice(price, snapshot.ValuationTime, null)))
                problems.Add(new Problem("--index", $"the market file has an index {parts[0].Trim()}/{parts[1].Trim()} already; change it with --shock or in the file."));
        }

        return problems.Count > 0 ? throw new InvalidInputException(problems) : snapshot with { Indices = indices.ToFrozenDictionary() };
    }
}
