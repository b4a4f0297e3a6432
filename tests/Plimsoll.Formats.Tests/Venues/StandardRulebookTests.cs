using System.Collections.Frozen;
using System.Text.Json;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Standard;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>The rulebooks of the standard model that come with the program.</summary>
public class StandardRulebookTests
{
    // Wallet, sizes, entries and marks of the venue's FAQ b3c689c1f50a44cabb3a84e663b81d93.
    private static readonly Position Btc = new(InstrumentSymbol.Parse("BTC/USDT:USDT"), 109.488m, 32_481.98m), Eth = new(InstrumentSymbol.Parse("ETH/USDT:USDT"), 3_683.979m, 1_456.84m);

    public static TheoryData<string> Rulebooks => [.. RulebookLibrary.Shipped.All.Where(book => book.Model == "standard").Select(book => $"{book.Name}@{book.Version}")];

    [Fact]
    public void Levels_OfTheFaqsCrossAccount_AreItsLiquidationPrices()
    {
        MarginStatement statement = Evaluate(new AccountSnapshot { Path = AccountPath.Of("faq"), Collateral = [new Balance(Currency.Of("USDT"), 1_535_443.01m)], Positions = [Btc, Eth] })[0];

        Assert.Equal([("BTC", 26_316.89m), ("ETH", 1_153.26m)], statement.LiquidationLevels.Select(level => (level.Factor, decimal.Round(level.Below!.Value, 2))));
        Assert.All(statement.LiquidationLevels, level => Assert.Null(level.Above));
    }

    [Fact]
    public void Levels_OfTheFaqsIsolatedPositions_AreItsLiquidationPrices()
    {
        MarginStatement[] statements = Evaluate(new AccountSnapshot { Path = AccountPath.Of("faq"), Isolated = [new(Btc, 1_535_443.01m), new(Eth, 1_535_443.01m)] });

        Assert.Equal([18_778.73m, 1_114.78m], statements.Skip(1).Select(one => decimal.Round(Assert.Single(one.LiquidationLevels).Below!.Value, 2)));
    }

    [Theory]
    [MemberData(nameof(Rulebooks))]
    public void Margin_OfAMarginalTable_IsContinuousAtEveryTier(string rulebook)
    {
        var parameters = (StandardParameters)RulebookLibrary.Shipped.Find(rulebook).Parameters;
        foreach (StandardMarket market in parameters.Markets.Where(market => market is { Reading: TierReading.Marginal, Size: StandardSize.Value }))
            foreach (StandardTable table in market.Tables)
                foreach (decimal end in table.Tiers.Select(tier => tier.UpTo).OfType<decimal>().SkipLast(1))
                {
                    // Two positions a little apart around the end of the tier, valued as the venue values them.
                    string name = table.Instruments[0];
                    InstrumentSymbol symbol = name.Contains('/', StringComparison.Ordinal) ? InstrumentSymbol.Parse(name) : SymbolOf(Currency.Of(name), market);
                    decimal price = symbol.IsInverse ? 0.5m : 2m, unit = 1e-9m;
                    decimal at = Maintenance(rulebook, symbol, symbol.IsInverse ? end * price : end / price, price), above = Maintenance(rulebook, symbol, (symbol.IsInverse ? end * price : end / price) + unit, price);
                    Assert.True(above - at >= 0m && above - at <= 4m * unit, $"{table.Instruments[0]} jumps by {above - at} at {end}.");
                }
    }

    [Theory]
    [MemberData(nameof(Rulebooks))]
    public void Verification_SaysAgainstWhatAndWhatIsNot(string rulebook)
    {
        Rulebook book = RulebookLibrary.Shipped.Find(rulebook);
        Assert.True(book.Verification.Length > 40, $"{rulebook}: '{book.Verification}'");
        Assert.NotEqual("", book.Products);
    }

    // The copies of Binance's endpoint may not be shipped; PLIMSOLL_LEVERAGE_TIERS names a folder of files as ccxt's fetchLeverageTiers writes them.
    [Fact]
    public void Problems_OfEveryTableInTheLeverageTierFiles_AreNone()
    {
        if (Environment.GetEnvironmentVariable("PLIMSOLL_LEVERAGE_TIERS") is not { Length: > 0 } folder) return;
        int tiers = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.json"))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
            // One coin there has a name in Chinese characters, which our symbols do not have.
            foreach (JsonProperty symbol in document.RootElement.EnumerateObject().Where(entry => entry.Name.All(char.IsAscii)))
            {
                StandardMarket market = ((StandardParameters)RulebookLibrary.Shipped.Find("binance-usdm").Parameters).Markets[0] with
                {
                    Tables = [new() { Instruments = [symbol.Name], Tiers = [.. symbol.Value.EnumerateArray().Select(row => new StandardTier
                    {
                        UpTo = row.GetProperty("maxNotional").GetDecimal(),
                        Maintenance = row.GetProperty("maintenanceMarginRate").GetDecimal(),
                        Leverage = row.GetProperty("maxLeverage").GetDecimal(),
                        Deduction = decimal.Parse(row.GetProperty("info").GetProperty("cum").ToString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture),
                    })] }],
                };
                Assert.Empty(((StandardParameters)RulebookLibrary.Shipped.Find("binance-usdm").Parameters with { Markets = [market] }).Problems());
                tiers += market.Tables[0].Tiers.Length;
            }
        }

        Assert.True(tiers > 0, $"{folder} holds no tiers.");
    }

    // What a venue in hedge mode would margin twice is netted: no statement may be silent about it.
    [Fact]
    public void HedgedLegs_OfOneContract_AreNettedAndTheStatementSaysSo()
    {
        var hedged = new AccountSnapshot { Path = AccountPath.Of("hedged"), Positions = [new Position(Btc.Symbol, 10m, 31_000m), new Position(Btc.Symbol, -10m, 31_000m)] };

        MarginStatement statement = Assert.Single(Evaluate(hedged));

        Assert.Equal(0m, statement.MaintenanceMargin.Amount);
        Assert.Contains(statement.Warnings, warning => warning.Code == "partly-verified" && warning.Message.Contains("hedge mode", StringComparison.Ordinal));
    }

    private static InstrumentSymbol SymbolOf(Currency coin, StandardMarket market)
    {
        Currency quote = market.Inverse == true ? Currency.Usd : market.Quotes is { Length: > 0 } quotes ? quotes[0] : market.Settles is { Length: > 0 } settles ? settles[0] : Currency.Of("USDT");
        return InstrumentSymbol.Perpetual(coin, quote, market.Inverse == true ? coin : quote);
    }

    private static decimal Maintenance(string rulebook, InstrumentSymbol symbol, decimal quantity, decimal price)
    {
        var account = new AccountSnapshot { Path = AccountPath.Of("one"), Positions = [new Position(symbol, quantity, price)] };
        MarginOutcome outcome = MarginModels.Create(RulebookLibrary.Shipped.Find(rulebook)).Prepare(Market(symbol, price)).Evaluate([account], MarginDetail.Totals)[0];
        MarginStatement total = Assert.IsType<MarginOutcome.Calculated>(outcome).Statement;
        return (total.Currencies.IsEmpty ? total : Assert.Single(total.Currencies)).MaintenanceMargin.Amount;
    }

    private static MarketSnapshot Market(InstrumentSymbol symbol, decimal price) => Market((symbol, price));

    private static MarketSnapshot Market(params (InstrumentSymbol Symbol, decimal Price)[] instruments)
    {
        Timestamp now = Timestamp.Utc(2026, 11, 1);
        return new()
        {
            AsOf = now,
            ValuationTime = now,
            Indices = instruments.Select(one => (one.Symbol.Base, one.Price)).Append((Currency.Of("USDT"), 1m)).Append((Currency.Of("USDC"), 1m))
                .ToFrozenDictionary(one => (one.Item1, Currency.Usd), one => new IndexPrice(one.Item2, now, null)),
            Instruments = instruments.ToFrozenDictionary(one => one.Symbol, one => new InstrumentMarket { Instrument = Instrument.Of(one.Symbol), Time = now, MarkPrice = one.Price }),
        };
    }

    private static MarginStatement[] Evaluate(AccountSnapshot account) =>
    [
        .. MarginModels.Create(RulebookLibrary.Shipped.Find("binance-usdm@2021")).Prepare(Market((Btc.Symbol, 31_967.27m), (Eth.Symbol, 1_335.18m))).Evaluate([account], MarginDetail.Full)
            .Select(outcome => Assert.IsType<MarginOutcome.Calculated>(outcome).Statement),
    ];
}
