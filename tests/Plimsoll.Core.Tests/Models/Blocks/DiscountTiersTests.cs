using System.Collections.Immutable;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Core.Tests.Models.Blocks;

public class DiscountTiersTests
{
    // Bybit's illustration of 2025-09-18 for BTC.
    private static readonly ImmutableArray<DiscountTier> Bybit =
    [
        new() { UpTo = 10m, Ratio = 0.98m }, new() { UpTo = 20m, Ratio = 0.95m }, new() { UpTo = 30m, Ratio = 0.9m }, new() { UpTo = 40m, Ratio = 0.85m }, new() { UpTo = 50m, Ratio = 0.8m },
    ];

    [Theory]
    [InlineData(5, 4.9)]
    [InlineData(10, 9.8)]
    [InlineData(25, 23.8)]
    [InlineData(50, 44.8)]
    [InlineData(80, 44.8)]
    [InlineData(-3, -3)]
    public void Counted_AHolding_CutsEachSliceAndADebtNotAtAll(decimal holding, decimal counted) => Assert.Equal(counted, DiscountTiers.Create(Bybit).Counted(holding));

    // OKX, a token of April 2025: 120 m at 0.85 … and from 370 m at 0.73 on 0.03 less each 120 m; the 28th tier ends at 3,250 m and counts for 0.01.
    [Fact]
    public void Further_DiscountsOfOkx_GoDownToTheLastThatCounts()
    {
        ImmutableArray<DiscountTier> head =
            [new() { UpTo = 120m, Ratio = 0.85m }, new() { UpTo = 200m, Ratio = 0.79m }, new() { UpTo = 250m, Ratio = 0.76m }, new() { UpTo = 370m, Ratio = 0.73m }];

        ImmutableArray<DiscountTier> all = [.. head, .. DiscountTiers.Further(head[^1], 120m, 0.03m)];

        Assert.Equal(28, all.Length);
        Assert.Equal((3_250m, 0.01m), (all[^1].UpTo!.Value, all[^1].Ratio));
        Assert.Equal((3_130m, 0.04m), (all[^2].UpTo!.Value, all[^2].Ratio));
    }

    // Binance multi-assets: a debt of 5,000 USDC at a ratio of 0.975 sells 5,128.20 of BTC.
    [Fact]
    public void NeededToCount_ADebt_IsWhatHasToBeSold()
    {
        Assert.Equal(5_128.20m, DiscountTiers.Flat(0.975m).NeededToCount(5_000m, 2));
        Assert.Equal(25m, DiscountTiers.Create(Bybit).NeededToCount(23.8m));
        Assert.Null(DiscountTiers.Create(Bybit).NeededToCount(45m));
    }

    [Fact]
    public void Problems_OfBadTiers_NamesEveryOne() => Assert.Equal(
        ["[0].upTo", "[1].upTo", "[1].ratio", "[1].ratio"],
        DiscountTiers.Problems([new() { Ratio = 0.9m }, new() { UpTo = 0m, Ratio = 1.5m }]).Select(problem => problem.Place));
}
