using Plimsoll.Models.Blocks;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>Tiers in the forms that ccxt, freqtrade and the venues give them; the samples in Tiers/ follow the documented examples of each.</summary>
public class TierTableFileTests
{
    private static TierFile Sample(string name) => TierTableFile.Read(Path.Combine(DataFilesTests.RepositoryRoot(), "tests", "Plimsoll.Formats.Tests", "Tiers", name));

    private static SymbolTiers Table(TierFile file, string symbol) => Assert.Single(file.Tables, table => table.Symbol.ToString() == symbol);

    [Fact]
    public void Read_BinanceUsdM_GivesNotionalTiersReadMarginally()
    {
        TierFile file = Sample("binance-usdm.json");
        Assert.Equal(TierFormat.Binance, file.Format);
        Assert.Equal(["BTC/USDT:USDT", "ETH/USDT:USDT", "BTC/USDT:USDT-261225"], file.Tables.Select(table => table.Symbol.ToString()));
        SymbolTiers bitcoin = Table(file, "BTC/USDT:USDT");
        Assert.Equal((TierReading.Marginal, TierSize.Value, "Binance"), (bitcoin.Reading, bitcoin.Size, bitcoin.Venue));
        Assert.Equal(new TierRow(800000m, 3000000m, 0.0065m, 1m / 75m, 75m, 1500m), bitcoin.Rows[2]);
        Assert.Equal(bitcoin.Rows.Select(row => row.Deduction!.Value), bitcoin.Deductions.ToArray());
        Assert.Equal(421482000m, bitcoin.Deductions[^1]);
        Assert.Null(Table(file, "BTC/USDT:USDT-261225").Rows[^1].Cap);
        Assert.Equal("binance-usdm.json:30, [3]: 'BTCUSD_NEXT_YEAR' is no perpetual or future known here, as BTCUSDT, BTCUSDT_261225 or BTCUSD_PERP; it is left out.", Assert.Single(file.Exceptions).ToString());
    }

    [Fact]
    public void Read_BinanceCoinM_GivesTiersInCoinsAndPairsWithTheirFutures()
    {
        TierFile file = Sample("binance-coinm.json");
        SymbolTiers bitcoin = Table(file, "BTC/USD:BTC"), ether = Table(file, "ETH/USD:ETH");
        Assert.Equal(TierSize.Value, bitcoin.Size);
        Assert.Equal(new TierRow(50m, 100m, 0.05m, 0.1m, 10m, 1.605m), bitcoin.Rows[^1]);
        Assert.Equal((false, true), (bitcoin.WholeFamily, ether.WholeFamily));
        Assert.Contains("'1.5' times the usual", Assert.Single(file.Exceptions).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Okx_GivesContractsWithTheRateOverTheWholePosition()
    {
        TierFile file = Sample("okx-swap.json");
        Assert.Equal(TierFormat.Okx, file.Format);
        SymbolTiers inch = Table(file, "1INCH/USDT:USDT");
        Assert.Equal((TierReading.WholePosition, TierSize.Contracts, true, "OKX"), (inch.Reading, inch.Size, inch.WholeFamily, inch.Venue));

        // The venue prints the first contract of the tier (72001) and cuts its leverage off (15.01); the table goes on from the last contract below, at the printed rate.
        Assert.Equal(new TierRow(72000m, 150000m, 0.03m, 0.0666m, null, null), inch.Rows[1]);
        Assert.Equal(2000m, Table(file, "BTC/USD:BTC").Rows[^1].Cap);
        Assert.Contains("'BTC-USDT' is a pair of spot margin", Assert.Single(file.Exceptions).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BybitLinear_OrdersTheTiersAndTakesItsDeductions()
    {
        TierFile file = Sample("bybit-linear.json");
        SymbolTiers bitcoin = Table(file, "BTC/USDC:USDC"), future = Table(file, "BTC/USDT:USDT-261225");
        Assert.Equal((TierReading.Marginal, TierSize.Value, "Bybit"), (bitcoin.Reading, bitcoin.Size, bitcoin.Venue));
        Assert.Equal([0m, 100000m, 1000000m, 2000000m], bitcoin.Rows.Select(row => row.Floor));
        Assert.Equal(new TierRow(1000000m, 2000000m, 0.0067m, 0.0133m, 75m, 1800m), bitcoin.Rows[2]);
        Assert.Equal(bitcoin.Rows.Select(row => row.Deduction!.Value), bitcoin.Deductions.ToArray());
        Assert.Null(future.Reading);
        Assert.Contains("one page of several", Assert.Single(file.Exceptions).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BybitInPerCent_GivesFractionsAndKnowsQuarters()
    {
        TierFile file = Sample("bybit-inverse.json");
        Assert.Equal([new TierRow(0m, 150m, 0.005m, 0.01m, 100m, null), new TierRow(150m, 300m, 0.01m, 0.015m, 66.67m, null)], Table(file, "BTC/USD:BTC").Rows.ToArray());
        Table(file, "BTC/USD:BTC-261225");
    }

    [Fact]
    public void Read_Ccxt_TakesWhatOnlyTheVenuesOwnRowsTell()
    {
        TierFile file = Sample("ccxt.json");
        Assert.Equal(TierFormat.Ccxt, file.Format);
        Assert.Equal(("Binance", (decimal?)null, 75m), (Table(file, "币安人生/USDT:USDT").Venue, Table(file, "币安人生/USDT:USDT").Rows[^1].Cap, Table(file, "币安人生/USDT:USDT").Deductions[^1]));
        Assert.Equal((TierSize.Value, 5m), (Table(file, "BTC/USD:BTC").Size, Table(file, "BTC/USD:BTC").Rows[0].Cap));
        SymbolTiers okx = Table(file, "1INCH/USDT:USDT"), bybit = Table(file, "BTC/USDC:USDC"), other = Table(file, "GAL/USD:USD");
        Assert.Equal(Table(Sample("okx-swap.json"), "1INCH/USDT:USDT").Rows.ToArray(), okx.Rows.ToArray());
        Assert.Equal((TierReading.WholePosition, TierSize.Contracts), (okx.Reading, okx.Size));
        Assert.Equal(Table(Sample("bybit-linear.json"), "BTC/USDC:USDC").Rows.ToArray(), bybit.Rows.ToArray());
        Assert.Equal((null, null, 0.06m), (other.Reading, other.Venue, other.Rows[1].Maintenance));
        Assert.Equal(
        [
            "ccxt.json:27, [\"ETH/USD:BTC\"]: 'ETH/USD:BTC' settles in BTC, neither its base ETH (inverse) nor its quote USD (linear); quanto contracts are not margined; it is left out.",
            "ccxt.json:30, [\"XRP/USD:XRP\"]: the file does not say whether the sizes of XRP/USD:XRP are coins, dollars or contracts; it is left out: give the venue's own answer.",
            "ccxt.json:33, [\"LTC/USDT:USDT\"]: LTC/USDT:USDT has no tiers; it is left out.",
        ], file.Exceptions.Select(exception => exception.ToString()));
    }

    [Fact]
    public void Read_FreqtradeCache_GivesWhatTheVenueGave()
    {
        TierFile cache = Sample("freqtrade.json");
        Assert.Equal(TierFormat.Freqtrade, cache.Format);
        Assert.Equal(Table(Sample("binance-usdm.json"), "BTC/USDT:USDT").Rows.ToArray(), Assert.Single(cache.Tables).Rows.ToArray());
        TierFile parsed = TierTableFile.Parse("""{ "BTC/USDT:USDT": [ { "minNotional": 0, "maxNotional": 50000, "maintenanceMarginRate": 0.004, "maxLeverage": 125, "maintAmt": 0.0 }, { "minNotional": 50000, "maxNotional": 600000, "maintenanceMarginRate": 0.005, "maxLeverage": 100, "maintAmt": 50.0 } ] }""", "x.json");
        Assert.Equal((TierFormat.Freqtrade, TierReading.Marginal, 50m), (parsed.Format, parsed.Tables[0].Reading, parsed.Tables[0].Rows[1].Deduction));
    }

    [Theory]
    [InlineData("""{ "symbol": "BTCUSDT", "brackets": [ { "bracket": 1, "initialLeverage": 125, "notionalCap": 50000, "notionalFloor": 0, "maintMarginRatio": 0.004, "cum": 0.0 } ] }""", "BTC/USDT:USDT")]
    [InlineData("""[ { "tier": 1, "symbol": "ETH/BTC:BTC", "minNotional": 0, "maxNotional": 50, "maintenanceMarginRate": 0.004, "maxLeverage": 125, "info": {} } ]""", "ETH/BTC:BTC")]
    [InlineData("""[ { "symbol": "BTCUSD", "riskLimitValue": "150", "maintenanceMargin": "0.005", "initialMargin": "0.01", "maxLeverage": "100.00" } ]""", "BTC/USD:BTC")]
    [InlineData("""{ "category": "linear", "list": [ { "symbol": "1000PEPEUSDT", "riskLimitValue": "150", "maintenanceMargin": "0.005", "initialMargin": "0.01", "maxLeverage": "100.00" } ] }""", "1000PEPE/USDT:USDT")]
    [InlineData("""[ { "instFamily": "BTC-USDC", "tier": "1", "minSz": "0", "maxSz": "500", "mmr": "0.004", "imr": "0.008", "maxLever": "125" } ]""", "BTC/USDC:USDC")]
    public void Parse_TheListOrOneInstrument_IsReadToo(string text, string symbol) => Assert.Equal(symbol, Assert.Single(TierTableFile.Parse(text, "x.json").Tables).Symbol.ToString());

    [Fact]
    public void Read_DeductionThatTheRatesContradict_IsListedWithItsPlaceAndTheRatesAreFollowed()
    {
        TierFile file = TierTableFile.Parse("""
            [ { "symbol": "BTCUSDT", "brackets": [
              { "initialLeverage": 125, "notionalCap": 50000, "notionalFloor": 0, "maintMarginRatio": 0.004, "cum": 0.0 },
              { "initialLeverage": 100, "notionalCap": 600000, "notionalFloor": 50000, "maintMarginRatio": 0.005, "cum": 60.0 },
              { "initialLeverage": 50, "notionalCap": 900000, "notionalFloor": 600000, "maintMarginRatio": 0.01, "cum": 3060.0 } ] } ]
            """, "x.json");
        Problem told = Assert.Single(file.Exceptions);
        Assert.Equal("x.json:3, [0].brackets[1]: BTC/USDT:USDT: the deduction 60 does not follow from the rates (50000 × (0.005 − 0.004) + 0 is 50), so the margin would jump by -10 at 50000; the rates are followed.", told.ToString());
        Assert.Equal([0m, 50m, 3050m], file.Tables[0].Deductions.ToArray());
    }
}
