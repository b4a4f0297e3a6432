using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests.Venues;

/// <summary>The rulebook of docs/adding-a-venue.md, run as it stands there: a venue from data alone.</summary>
public class AddingAVenueTests
{
    private const decimal Fee = 0.0005m;

    private static readonly InstrumentSymbol Bitcoin = InstrumentSymbol.Parse("BTC/USDT:USDT");

    [Fact]
    public void MaintenanceMargin_OfAPositionOverSixTiers_IsTheSumOfItsSlices()
    {
        MarginStatement statement = Margin(20m, 60_000m, mark: 60_000m, collateral: 100_000m).Currencies[0];
        Assert.Equal(13_165m + (Fee * 1_200_000m), statement.MaintenanceMargin.Amount);
        Assert.Equal(1_200_000m / 25m, statement.InitialMargin.Amount);
    }

    [Theory]
    [InlineData(0.3, 50_000, 900)]
    [InlineData(-0.3, 50_000, 900)]
    public void LiquidationPrice_OfASmallPosition_IsTheClosedForm(double size, decimal entry, decimal collateral)
    {
        decimal quantity = (decimal)size;
        MarginStatement statement = Margin(quantity, entry, entry, collateral);
        LiquidationLevel level = Assert.Single(statement.LiquidationLevels);
        decimal side = Math.Sign(quantity), at = quantity > 0m ? level.Below!.Value : level.Above!.Value;

        // The value at the level lies in the first tier (long) or the first (short): MM = V·(0.004 + fee).
        decimal expected = (entry - (side * collateral / Math.Abs(quantity))) / (1m - (side * (0.004m + Fee)));
        Assert.True(Math.Abs(quantity) * expected <= 20_000m);
        Assert.Equal((double)expected, (double)at, expected > 0m ? (double)expected * 1e-7 : 0);
    }

    [Fact]
    public void Instruments_WithoutATable_AreRefusedByName()
    {
        AccountSnapshot account = new() { Path = AccountPath.Of("one"), Positions = [new(InstrumentSymbol.Parse("ETH/USDT:USDT"), 1m, 3_000m)] };
        var outcome = (MarginOutcome.Unavailable)Model().Prepare(Market(60_000m)).Evaluate([account], MarginDetail.Totals)[0];
        Assert.Contains("Gate", Assert.Single(outcome.Gaps).Missing, StringComparison.Ordinal);
    }

    private static MarginStatement Margin(decimal quantity, decimal entry, decimal mark, decimal collateral)
    {
        AccountSnapshot account = new() { Path = AccountPath.Of("one"), Collateral = [new Balance(Currency.Of("USDT"), collateral)], Positions = [new(Bitcoin, quantity, entry)] };
        return ((MarginOutcome.Calculated)Model().Prepare(Market(mark)).Evaluate([account], MarginDetail.Full)[0]).Statement;
    }

    private static IMarginModel Model()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx"))) folder = folder.Parent;
        string page = File.ReadAllText(Path.Combine(folder!.FullName, "docs", "adding-a-venue.md"));
        int start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + 8;
        return MarginModels.Create(RulebookFile.Parse(page[start..page.IndexOf("```", start, StringComparison.Ordinal)], "adding-a-venue.md"));
    }

    private static MarketSnapshot Market(decimal mark)
    {
        Timestamp now = Timestamp.Utc(2026, 1, 31, 12);
        InstrumentMarket One(string symbol, decimal price) => new() { Instrument = Instrument.Of(InstrumentSymbol.Parse(symbol)), Time = now, MarkPrice = price };
        return new()
        {
            AsOf = now,
            ValuationTime = now,
            Indices = new Dictionary<(Currency, Currency), IndexPrice>
            {
                [(Currency.Of("BTC"), Currency.Usd)] = new(mark, now, null),
                [(Currency.Of("ETH"), Currency.Usd)] = new(3_000m, now, null),
                [(Currency.Of("USDT"), Currency.Usd)] = new(1m, now, null),
            }.ToFrozenDictionary(),
            Instruments = new[] { One("BTC/USDT:USDT", mark), One("ETH/USDT:USDT", 3_000m) }.ToFrozenDictionary(one => one.Instrument.Symbol),
        };
    }
}
