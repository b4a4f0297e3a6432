using Plimsoll.Models.Standard;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public class TierMergeTests
{
    private static TierFile Sample(string name) => TierTableFile.Read(Path.Combine(DataFilesTests.RepositoryRoot(), "tests", "Plimsoll.Formats.Tests", "Tiers", name));

    private static Rulebook Book(string name) => RulebookLibrary.Shipped.Find(name);

    private static StandardTable Table(Rulebook rulebook, string instrument) =>
        Assert.Single(((StandardParameters)rulebook.Parameters).Markets.SelectMany(market => market.Tables), table => table.Instruments.Contains(instrument));

    [Fact]
    public void Into_RulebookOfTheVenue_ReplacesItsTablesAndAddsOthersUnderANewVersionAndHash()
    {
        Rulebook before = Book("binance-usdm@2026-04");
        TierMerge merge = TierMerge.Into(before, Sample("binance-usdm.json"), anyVenue: false);

        Assert.Equal(("binance-usdm", "2026-04+tiers", before.Effective), (merge.Rulebook.Name, merge.Rulebook.Version, merge.Rulebook.Effective));
        Assert.NotEqual(before.Sha256, merge.Rulebook.Sha256);
        Assert.Equal([10000m, 100000m, 500000m, 1000000m, 2000000m, 5000000m, 10000000m, 20000000m], Table(merge.Rulebook, "ETH").Tiers.Select(tier => tier.UpTo!.Value));
        Assert.Equal(Table(before, "BTC").Tiers.Select(tier => (tier.UpTo, tier.Maintenance, tier.Leverage, tier.Deduction)), Table(merge.Rulebook, "BTC").Tiers.Select(tier => (tier.UpTo, tier.Maintenance, tier.Leverage, tier.Deduction)));
        Assert.Contains("binance-usdm.json", merge.Rulebook.Products, StringComparison.Ordinal);
        Assert.Equal(Verified.Partial, merge.Rulebook.Verified);
    }

    [Fact]
    public void Into_Rulebook_ReadsBackFromItsTextWithTheSameHash()
    {
        foreach ((string name, string file) in ((string, string)[])[("binance-usdm", "binance-usdm.json"), ("binance-coinm", "binance-coinm.json"), ("bybit", "bybit-linear.json"), ("okx", "okx-swap.json"), ("binance-usdm", "ccxt.json")])
        {
            Rulebook merged = TierMerge.Into(Book(name), Sample(file), anyVenue: true).Rulebook;
            Rulebook read = RulebookFile.Parse(RulebookText.Write(merged), "copy.yaml");
            Assert.EndsWith("+tiers", read.Version, StringComparison.Ordinal);
            Assert.Equal(merged.Sha256, read.Sha256);
        }
    }

    [Fact]
    public void Into_Twice_KeepsOneMarkAndHoldsTheTablesOfBoth()
    {
        Rulebook once = TierMerge.Into(Book("binance-usdm"), Sample("binance-usdm.json"), anyVenue: false).Rulebook, again = TierMerge.Into(once, Sample("ccxt.json"), anyVenue: false).Rulebook;

        Assert.Equal(once.Version, again.Version);
        Assert.NotEqual(once.Sha256, again.Sha256);
        Assert.Equal(once.Sha256, TierMerge.Into(once, Sample("binance-usdm.json"), anyVenue: false).Rulebook.Sha256);
        Table(again, "ETH");
        Assert.Null(Table(again, "币安人生").Tiers[^1].UpTo);
    }

    [Fact]
    public void Into_Okx_KeepsTheSizeOfTheContractThatTheRulebookStates()
    {
        TierMerge merge = TierMerge.Into(Book("okx"), Sample("okx-swap.json"), anyVenue: false);

        StandardTable inch = Table(merge.Rulebook, "1INCH");
        Assert.Equal((1m, 4, (StandardFurtherTiers?)null), (inch.ContractSize, inch.Tiers.Length, inch.Then));
        Assert.Equal((0.0666m, (decimal?)null), (inch.Tiers[1].Initial!.Value, inch.Tiers[1].Leverage));
        Assert.Equal("BTC/USD:BTC", Assert.Single(merge.LeftOut).Table.Symbol.ToString());
    }

    [Theory]
    [InlineData("bybit", "binance-usdm.json", false, "they are tiers of Binance, and bybit is of Bybit")]
    [InlineData("okx", "binance-usdm.json", true, "okx counts sizes in contracts, and the tiers are in value")]
    [InlineData("plimsoll", "binance-usdm.json", true, "plimsoll is of the model plimsoll, which has no tier tables")]
    [InlineData("binance-options", "binance-usdm.json", false, "binance-options does not margin such contracts")]
    public void Into_RulebookThatTheTablesDoNotFit_LeavesThemOutWithTheReason(string rulebook, string file, bool anyVenue, string reason)
    {
        Rulebook before = Book(rulebook);
        TierMerge merge = TierMerge.Into(before, Sample(file), anyVenue);

        Assert.Empty(merge.Used);
        Assert.Same(before, merge.Rulebook);
        Assert.All(merge.LeftOut, left => Assert.Equal(reason, left.Reason));
    }

    [Fact]
    public void Into_ContractsOfUnknownSize_AreLeftOutWithTheCure()
    {
        TierFile file = TierTableFile.Parse("""[ { "instFamily": "XRP-USDT", "tier": "1", "minSz": "0", "maxSz": "500", "mmr": "0.004", "imr": "0.008" } ]""", "x.json");

        Assert.Contains("does not state the size of a contract of XRP", Assert.Single(TierMerge.Into(Book("okx"), file, anyVenue: false).LeftOut).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Into_DeductionThatDoesNotFollow_IsDroppedAndTheRatesCount()
    {
        TierFile file = TierTableFile.Parse("""[ { "symbol": "ETHUSDT", "brackets": [ { "initialLeverage": 125, "notionalCap": 50000, "notionalFloor": 0, "maintMarginRatio": 0.004, "cum": 0 }, { "initialLeverage": 100, "notionalCap": 600000, "notionalFloor": 50000, "maintMarginRatio": 0.005, "cum": 60 } ] } ]""", "x.json");

        Assert.Equal([0m, null], Table(TierMerge.Into(Book("binance-usdm"), file, anyVenue: false).Rulebook, "ETH").Tiers.Select(tier => tier.Deduction));
    }
}
