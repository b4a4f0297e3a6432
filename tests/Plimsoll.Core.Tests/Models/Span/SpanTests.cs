using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Models.Span;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Span;

public class SpanTests
{
    private static readonly SpanProduct Btc = new()
    {
        Underlying = Currency.Of("BTC"),
        ContractCoins = 5m,
        PriceScanRange = 0.35m,
        VolatilityScanRange = 0.6,
        ExtremeMultiple = 3m,
        ExtremeCover = 0.33m,
        ShortOptionMinimum = 0.05m,
        MonthTiers = [35, 95],
        Spreads = [new() { FirstTier = 1, SecondTier = 2, Charge = 0.01m }, new() { FirstTier = 1, SecondTier = 3, Charge = 0.02m }, new() { FirstTier = 2, SecondTier = 3, Charge = 0.03m }],
    };

    private static readonly SpanProduct Eth = Btc with { Underlying = Currency.Of("ETH"), ContractCoins = 50m };

    [Fact]
    public void Scenarios_AreSixteen_ThePairOfEachMovesVolatilityTheOtherWay()
    {
        Assert.Equal(["0u", "0d", "+1/3u", "+1/3d", "-1/3u", "-1/3d", "+2/3u", "+2/3d", "-2/3u", "-2/3d", "+3/3u", "+3/3d", "-3/3u", "-3/3d", "+ext", "-ext"], SpanScenario.All.Select(one => one.Name));
        Assert.Equal(Enumerable.Range(1, 16), SpanScenario.All.Select(one => one.Number));
    }

    [Fact]
    public void Future_LosesAsThePriceFalls_AndLossesAreAboveZero()
    {
        SpanRiskArray array = SpanRiskArray.Future(new SpanScan(10_000m, 0, 2m, 0.35m));
        Assert.Equal([0, 0, -3333, -3333, 3333, 3333, -6667, -6667, 6667, 6667, -10000, -10000, 10000, 10000, -7000, 7000], array.Losses.Select(loss => (int)loss));
        Assert.Equal(10_000m, array.ScanRisk);
        Assert.Equal(12, array.Worst);
    }

    [Fact]
    public void Option_OfTheSlidesPortfolio_AgreesWithAnIndependentComputation()
    {
        // S&P 500 future 2,790, call 2,825, volatility 16 %, range 120 points of 250 USD, volatility ±35 %, extreme twice the range at 35 %; 45 days, one day ahead.
        // Python 3 (standard library, erfc), Black-76 without discount.
        SpanScan scan = new(30_000m, 0.35, 2m, 0.35m);
        SpanRiskArray call = SpanRiskArray.Option(scan, OptionSide.Call, 2790, 2825, 45 / 365.0, 0.16, 1 / 365.0, 250m, 0m);
        double[] expected =
        [
            -5169.3183, 5407.4884, -10035.4822, 919.8444, -1057.2251, 8411.6916, -15649.9767, -5106.5754, 2322.2341, 10191.241, -21981.5831, -12508.3098, 5016.4757, 11110.599, -14531.526, 3942.0283,
        ];
        for (int s = 0; s < expected.Length; s++) Assert.Equal(expected[s], (double)call.Losses[s], 3);

        // Long the future, short the call: worst with the price down by the whole range and volatility up.
        SpanRiskArray book = SpanRiskArray.Sum([(SpanRiskArray.Future(scan), 1m), (call, -1m)]);
        Assert.Equal("-3/3u", SpanScenario.All[book.Worst].Name);
        Assert.Equal(24_983.5243m, book.ScanRisk, 3);
    }

    [Fact]
    public void Option_MovedBelowZero_IsPricedNearZeroAndStaysANumber()
    {
        SpanRiskArray put = SpanRiskArray.Option(new SpanScan(60m, 0.6, 3m, 0.33m), OptionSide.Put, 100, 90, 0.1, 0.8, 0, 1m, 0m);
        // Worth almost its strike of 90, less the five or so that it is worth today; 33 % of that.
        Assert.InRange(put.Losses[15], -0.33m * 86m, -0.33m * 83m);
    }

    [Fact]
    public void InterMonth_FollowsThePriority_AndUsesADeltaOnce()
    {
        // Long 3 in 20 days, short 2 in 60 days, short 4 in 120 days: 2 spreads between tiers 1 and 2, 1 between 1 and 3.
        var commodity = new SpanCommodity(Btc, [Future(Btc, 3m, 20), Future(Btc, -2m, 60), Future(Btc, -4m, 120)], 60_000m);
        Assert.Equal((2m * 0.01m * 60_000m) + (1m * 0.02m * 60_000m), commodity.InterMonthCharge);
        Assert.Equal(-3m, commodity.NetDelta);
        Assert.Equal(3m * 21_000m, commodity.Scan.ScanRisk);
    }

    [Fact]
    public void Credits_OffsetOppositeDeltas_AtThePriceRiskOfEach()
    {
        // 10 BTC long at 60,000 against 150 ETH short at 3,000, one BTC to twenty ETH: 7.5 spreads.
        var bitcoin = new SpanCommodity(Btc, [Future(Btc, 10m, 20)], 60_000m);
        var ether = new SpanCommodity(Eth, [Future(Eth, -150m, 20, 3_000m)], 3_000m);
        SpanCredit credit = new() { First = Currency.Of("BTC"), Second = Currency.Of("ETH"), FirstDeltas = 1m, SecondDeltas = 20m, Credit = 0.5m };
        ImmutableArray<decimal> credits = SpanCommodity.Credits([bitcoin, ether], [credit]);
        Assert.Equal(210_000m, bitcoin.PriceRisk);
        Assert.Equal([7.5m * 21_000m * 0.5m, 150m * 1_050m * 0.5m], credits.ToArray());
        Assert.Equal([0m, 0m], SpanCommodity.Credits([bitcoin, new SpanCommodity(Eth, [Future(Eth, 150m, 20, 3_000m)], 3_000m)], [credit]).ToArray());
    }

    [Fact]
    public void Risk_OfOptionsFarOutOfTheMoney_IsTheirMinimum()
    {
        // 10 calls sold that lose nothing in any scenario: 5 % of the range of 10 coins.
        var worthless = new SpanPosition(new SpanRiskArray([.. new decimal[16]]), -2m, -10m, 0m, 10, true);
        var commodity = new SpanCommodity(Btc, [worthless], 60_000m);
        Assert.Equal(10m * 0.05m * 21_000m, commodity.Risk(0m));
    }

    private static SpanPosition Future(SpanProduct product, decimal coins, double days, decimal price = 60_000m) =>
        new(SpanRiskArray.Future(new SpanScan(product.PriceScanRange * price * product.ContractCoins, 0, 3m, 0.33m)), coins / product.ContractCoins, coins, 1m, days, false);
}
