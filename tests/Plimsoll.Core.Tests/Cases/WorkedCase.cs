using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Cases;

/// <summary>One case file of this folder: a small market with its history, an account, and every number between them and the requirement, computed elsewhere.</summary>
internal sealed class WorkedCase : IDisposable
{
    private readonly JsonDocument document;

    private WorkedCase(string name, JsonDocument document)
    {
        (Name, this.document) = (name, document);
        JsonElement market = document.RootElement.GetProperty("market");
        Market = MarketOf(market);
        Account = AccountOf(document.RootElement.GetProperty("account"));
        Parameters = ParametersOf(document.RootElement.GetProperty("parameters"));
        Native = new NativeMarket(Parameters, Market, new SmileBook(Market, _ => SurfaceOf(market, Market)));
    }

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = RepositoryFolder();

    /// <summary>Names of all cases.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    /// <summary>What it shows.</summary>
    public string Name { get; }

    public NativeParameters Parameters { get; }

    public MarketSnapshot Market { get; }

    public NativeMarket Native { get; }

    public AccountSnapshot Account { get; }

    /// <summary>The numbers that must come out.</summary>
    public JsonElement Expected => document.RootElement.GetProperty("expected");

    private static string Folder => Path.Combine(Repository, "tests", "Plimsoll.Core.Tests", "Cases");

    public static WorkedCase Read(string name) => new(name, JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json"))));

    /// <summary>A number of the case by its path, as "exposures.BTC.N".</summary>
    public double Number(string path)
    {
        JsonElement at = Expected;
        foreach (string name in path.Split('.')) at = at.GetProperty(name);
        return at.GetDouble();
    }

    public void Dispose() => document.Dispose();

    private static NativeParameters ParametersOf(JsonElement changes)
    {
        NativeParameters native = TestParameters.Native();
        string[] kept = [.. changes.GetProperty("stress").EnumerateArray().Select(name => name.GetString()!)];
        return native with
        {
            MarketRisk = native.MarketRisk with
            {
                WindowDays = changes.GetProperty("windowDays").GetInt32(),
                MinimumDays = changes.GetProperty("minimumDays").GetInt32(),
                StressedDays = changes.GetProperty("stressedDays").GetInt32(),
                InitialTail = changes.GetProperty("initialTail").GetDouble(),
                MaintenanceTail = changes.GetProperty("maintenanceTail").GetDouble(),
            },
            Stress = [.. native.Stress.Where(scenario => kept.Contains(scenario.Name))],
        };
    }

    private static MarketSnapshot MarketOf(JsonElement market)
    {
        Timestamp now = Timestamp.Parse(market.GetProperty("valuationTime").GetString()!);
        return new MarketSnapshot
        {
            AsOf = now,
            ValuationTime = now,
            Indices = market.GetProperty("indices").EnumerateObject().ToFrozenDictionary(index => (Currency.Of(index.Name), Currency.Usd), index => new IndexPrice(index.Value.GetDecimal(), now, 5)),
            Instruments = market.GetProperty("instruments").EnumerateArray().Select(quoted => InstrumentOf(quoted, now)).ToFrozenDictionary(quoted => quoted.Instrument.Symbol),
            Books = market.GetProperty("books").EnumerateObject().ToFrozenDictionary(book => InstrumentSymbol.Parse(book.Name), book => new OrderBook(Levels(book.Value.GetProperty("bids")), Levels(book.Value.GetProperty("asks")), now)),
            Volatilities = market.GetProperty("forecasts").EnumerateObject().ToFrozenDictionary(entry => Currency.Of(entry.Name), entry => new VolatilityState(entry.Value.GetDouble(), null, null, now)),
            History = new PriceHistory([.. market.GetProperty("closes").EnumerateObject().SelectMany(coin => coin.Value.EnumerateObject().Select(series => Series(coin.Name, series, market.GetProperty("firstClose").GetString()!)))]),
        };
    }

    private static InstrumentMarket InstrumentOf(JsonElement quoted, Timestamp now)
    {
        InstrumentSymbol symbol = InstrumentSymbol.Parse(quoted.GetProperty("symbol").GetString()!);
        decimal? Optional(string name) => quoted.TryGetProperty(name, out JsonElement value) ? value.GetDecimal() : null;
        return new InstrumentMarket
        {
            Instrument = new Instrument(symbol, quoted.GetProperty("contractSize").GetDecimal(), symbol.Expiry),
            Time = now,
            MarkPrice = quoted.GetProperty("mark").GetDecimal(),
            Volume24h = Optional("volume24h"),
            OpenInterest = Optional("openInterest"),
            Forward = Optional("forward"),
            MarkVolatility = (double?)Optional("volatility"),
        };
    }

    private static BarSeries Series(string coin, JsonProperty series, string firstClose)
    {
        double[] closes = [.. series.Value.EnumerateArray().Select(close => close.GetDouble())];
        long first = Timestamp.Parse(firstClose).UnixSeconds - 86_400;
        return new BarSeries
        {
            Base = Currency.Of(coin), Quote = Currency.Usd, Venue = "made", Kind = series.Name == "spot" ? MarketKind.Spot : MarketKind.Perpetual, Step = TimeSpan.FromDays(1),
            OpenTimes = Enumerable.Range(0, closes.Length).Select(day => first + (day * 86_400L)).ToArray(),
            Close = closes,
        };
    }

    private static VolatilitySurface? SurfaceOf(JsonElement market, MarketSnapshot snapshot)
    {
        double[] smile = [.. market.GetProperty("smile").EnumerateArray().Select(value => value.GetDouble())];
        double[] years = [.. snapshot.Instruments.Values.Where(quoted => quoted.Instrument.Kind == InstrumentKind.Option).Select(quoted => quoted.Instrument.YearsFrom(snapshot.ValuationTime)).Distinct()];
        return years.Length == 0 ? null : new VolatilitySurface([.. years.Select(to => new SviSlice(smile[0], smile[1], smile[2], smile[3], smile[4], to))]);
    }

    private static AccountSnapshot AccountOf(JsonElement account) => new()
    {
        Path = AccountPath.Of("case"),
        Collateral = [.. account.GetProperty("collateral").EnumerateObject().Select(balance => new Balance(Currency.Of(balance.Name), balance.Value.GetDecimal()))],
        Positions = [.. account.GetProperty("positions").EnumerateArray().Select(position => new Position(Symbol(position), position.GetProperty("quantity").GetDecimal(),
            position.GetProperty("entry") is { ValueKind: JsonValueKind.Number } entry ? entry.GetDecimal() : null))],
        Orders = [.. account.GetProperty("orders").EnumerateArray().Select(order => new Order(Symbol(order), order.GetProperty("quantity").GetDecimal(), order.GetProperty("price").GetDecimal()))],
    };

    private static InstrumentSymbol Symbol(JsonElement of) => InstrumentSymbol.Parse(of.GetProperty("symbol").GetString()!);

    private static ImmutableArray<BookLevel> Levels(JsonElement side) => [.. side.EnumerateArray().Select(level => new BookLevel(level[0].GetDecimal(), level[1].GetDecimal()))];

    private static string RepositoryFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException("The repository was not found above the tests.");
    }
}
