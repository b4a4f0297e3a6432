using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Blocks;

public class StressBlocksTests
{
    private static readonly ImmutableArray<ChargeTier> Tiers = [new() { UpTo = 10_000m, Multiplier = 1m }, new() { UpTo = 70_000m, Multiplier = 2m }, new() { Multiplier = 4m }];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10_000, 10_000)]
    [InlineData(30_000, 50_000)]
    [InlineData(100_000, 10_000 + 120_000 + 120_000)]
    public void Charge_MultipliesEachSlice_AndTheLastGoesOn(int amount, int expected) => Assert.Equal(expected, ChargeTiers.Charge(Tiers, amount));

    [Fact]
    public void ChargeTiers_ThatDoNotRise_AreNamed()
    {
        Assert.Empty(ChargeTiers.Problems(Tiers, "tiers"));
        Assert.Equal(["tiers[0].upTo", "tiers[1].multiplier"], ChargeTiers.Problems([new() { Multiplier = 2m }, new() { Multiplier = 1m }], "tiers").Select(problem => problem.Place));
    }

    [Theory]
    [InlineData(0, 0.3)]
    [InlineData(15, 0.275)]
    [InlineData(45, 0.225)]
    [InlineData(400, 0.2)]
    public void TermNodes_AreLinearBetween_AndFlatBeyond(double days, double expected) =>
        Assert.Equal(expected, TermNodes.At([Node(0, 0.3), Node(30, 0.25), Node(60, 0.2)], days), 12);

    [Fact]
    public void HedgePairs_UseAnExposureOnce()
    {
        Assert.Equal([new HedgedPair(0, 2, 3m), new HedgedPair(0, 1, 1m)], HedgePairs.Match([4m, -2m, -3m], [(0, 2), (0, 1), (1, 2)]).ToArray());
        Assert.Equal([(0, 1), (1, 2), (0, 2)], HedgePairs.NearestFirst(3));
    }

    [Fact]
    public void StressBook_OfFutures_IsExactAndTheSameAtEveryVolatility()
    {
        StressResult result = new StressBook(-9_703.4243706m, []).Over(StressBook.Symmetric(0.04m, 0.12m), [VolatilityMove.Up, VolatilityMove.Same], (volatility, _, _) => volatility);
        Assert.Equal([-0.12m, -0.12m, -0.04m, -0.04m, 0m, 0m, 0.04m, 0.04m, 0.12m, 0.12m], result.Cells.Select(cell => cell.Move));
        Assert.Equal(1_164.410924472m, result.Loss);
        Assert.Equal(8, result.Worst);
        Assert.Equal(-1, new StressBook(0m, []).Over([0.1m], [VolatilityMove.Same], (volatility, _, _) => volatility).Worst);
    }

    [Fact]
    public void AssetGroups_FindTheNamedGroup_ElseThatOfAllOthers()
    {
        Group named = new([Currency.Of("BTC")]), others = new([]);
        Assert.Same(named, AssetGroups.Of([others, named], Currency.Of("BTC")));
        Assert.Same(others, AssetGroups.Of([others, named], Currency.Of("DOGE")));
        Assert.Null(AssetGroups.Of([named], Currency.Of("DOGE")));
        Assert.Equal(["g[1].assets", "g[2].assets"], AssetGroups.Problems([others, new Group([]), new Group([Currency.Of("BTC"), Currency.Of("BTC")])], "g").Select(problem => problem.Place));
    }

    private static TermNode Node(double days, double value) => new() { Days = days, Value = value };

    private sealed record Group(ImmutableArray<Currency> Assets) : IAssetGroup;
}
