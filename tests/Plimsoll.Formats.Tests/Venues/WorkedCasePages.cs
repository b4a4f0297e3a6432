using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>The worked cases on the pages of the models: rows | rulebook | held | prices | initial | maintenance |, in the settlement currency or the pool's.</summary>
public partial class WorkedCasePages
{
    public static TheoryData<string, string, string, string, decimal, decimal> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, string, decimal, decimal>();
            foreach (string page in Directory.EnumerateFiles(Path.Combine(Root(), "docs", "models"), "*.md").Order(StringComparer.Ordinal))
                foreach (Match row in Row().Matches(File.ReadAllText(page)))
                    rows.Add(Path.GetFileName(page), row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, Number(row.Groups[4].Value), Number(row.Groups[5].Value));
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Case_OnAPage_IsWhatTheRulebookAsks(string page, string rulebook, string held, string prices, decimal initial, decimal maintenance)
    {
        Rulebook book = RulebookLibrary.Shipped.Find(rulebook);
        Match position = Position().Match(held);
        Assert.True(position.Success, $"{page}: '{held}' is not of the form `quantity symbol @ entry, leverage x`.");
        InstrumentSymbol symbol = InstrumentSymbol.Parse(position.Groups[2].Value);
        Dictionary<string, decimal> said = prices.Split(", ").Select(part => part.Split(' ')).ToDictionary(part => part[0], part => Number(part[1]), StringComparer.Ordinal);
        decimal? entry = position.Groups[3].Success ? Number(position.Groups[3].Value) : null, leverage = position.Groups[4].Success ? Number(position.Groups[4].Value) : null;
        Timestamp now = book.Effective;
        var market = new MarketSnapshot
        {
            AsOf = now,
            ValuationTime = now,
            Indices = new Dictionary<(Currency, Currency), IndexPrice>
            {
                [(symbol.Base, Currency.Usd)] = new(said.GetValueOrDefault("index", said["mark"]), now, null),
                [(Currency.Of("USDT"), Currency.Usd)] = new(1m, now, null),
                [(Currency.Of("USDC"), Currency.Usd)] = new(1m, now, null),
            }.ToFrozenDictionary(),
            Instruments = new[]
            {
                new InstrumentMarket
                {
                    Instrument = Instrument.Of(symbol), Time = now, MarkPrice = said["mark"], Forward = Said("forward"),
                    OpenInterest = Said("interest"), OpenInterestLong = Said("longs"), OpenInterestShort = Said("shorts"),
                },
            }.ToFrozenDictionary(one => one.Instrument.Symbol),
        };
        var account = new AccountSnapshot { Path = AccountPath.Of("worked"), Positions = [new Position(symbol, Number(position.Groups[1].Value), entry) { Leverage = leverage }] };

        MarginOutcome outcome = Assert.Single(MarginModels.Create(book).Prepare(market).Evaluate([account], MarginDetail.Lines));

        MarginStatement total = Assert.IsType<MarginOutcome.Calculated>(outcome).Statement;
        MarginStatement own = total.Currencies.IsEmpty ? total : Assert.Single(total.Currencies, one => one.Currency == symbol.Settle);
        Assert.Equal((initial, maintenance), (decimal.Round(own.InitialMargin.Amount, 12), decimal.Round(own.MaintenanceMargin.Amount, 12)));

        decimal? Said(string name) => said.TryGetValue(name, out decimal value) ? value : null;
    }

    internal static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx"))) folder = folder.Parent;
        return folder!.FullName;
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| `([a-z0-9-]+@[\w.-]+)` \| `([^`]+)` \| (mark [^|]+?) \| ([\d.]+) \| ([\d.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(-?[\d.]+) (\S+?)(?: @ ([\d.]+))?(?:, ([\d.]+)x)?$")]
    private static partial Regex Position();
}
