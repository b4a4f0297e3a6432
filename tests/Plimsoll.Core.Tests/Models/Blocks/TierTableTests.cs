using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Blocks;

public class TierTableTests
{
    // Binance USD-M BTCUSDT as the 2021 liquidation FAQ had it; "cum" as printed.
    private static readonly (decimal Cap, decimal Rate, decimal Cum)[] Btc2021 =
    [
        (50_000m, 0.004m, 0m), (250_000m, 0.005m, 50m), (1_000_000m, 0.01m, 1_300m), (10_000_000m, 0.025m, 16_300m), (20_000_000m, 0.05m, 266_300m), (50_000_000m, 0.10m, 1_266_300m),
        (100_000_000m, 0.125m, 2_516_300m), (200_000_000m, 0.15m, 5_016_300m), (300_000_000m, 0.25m, 25_016_300m), (500_000_000m, 0.50m, 100_016_300m),
    ];

    [Fact]
    public void Deductions_OfAMarginalTable_AreWhatTheVenuePrints() => Assert.Equal(Btc2021.Select(row => row.Cum), Marginal().Deductions);

    [Fact]
    public void Maintenance_AtTheEndOfEachMarginalTier_IsContinuous()
    {
        TierTable table = Marginal();
        for (int k = 1; k < table.Tiers.Length; k++)
        {
            decimal end = table.FloorOf(k);
            Assert.Equal(table.Maintenance(end), (end * table.Tiers[k].Maintenance) - table.Deductions[k]);
        }
    }

    [Fact]
    public void At_TheEndOfATier_IsStillInIt() => Assert.Equal((1, 2), (Marginal().At(50_000m)!.Value.Tier, Marginal().At(50_000.000001m)!.Value.Tier));

    [Fact]
    public void At_BeyondTheLastTier_RefusesOrGoesOnAsTheVenueDoes()
    {
        Assert.Null(Marginal().At(500_000_001m));
        Assert.Equal(0.50m, TierTable.Create(TierReading.Marginal, Rows(), BeyondLastTier.LastTier).At(1e12m)!.Value.MaintenanceRate);
        Assert.Equal(10, Marginal().AtOrBeyond(1e12m).Tier);
    }

    // OKX 1INCH-USDT of 2025-07: three tiers and a rule; 43 tiers, the last at 24 % and 28 %.
    [Fact]
    public void Further_TiersOfOkx_GoOnByTheRule()
    {
        ImmutableArray<Tier> head = [new(72_000m, 0.02m, 0.05m), new(150_000m, 0.03m, 0.0666m), new(220_000m, 0.04m, 0.08m)];
        TierTable table = TierTable.Create(TierReading.WholePosition, [.. head, .. TierTable.Further(head[^1], 72_000m, 0.005m, 0.005m, 40)]);

        Assert.Equal(43, table.Tiers.Length);
        Assert.Equal((3_100_000m, 0.24m, 0.28m), (table.Largest!.Value, table.Tiers[^1].Maintenance, table.Tiers[^1].Initial));
        Assert.Equal((4, 0.045m), (table.At(220_001m)!.Value.Tier, table.At(292_000m)!.Value.MaintenanceRate));
    }

    // BitMEX XBTUSD: below 200 XBT 0.5 % and 1 %, 0.5 % more of both for each 150 XBT.
    [Theory]
    [InlineData(180, 0.005, 0.010)]
    [InlineData(200, 0.005, 0.010)]
    [InlineData(230, 0.010, 0.015)]
    [InlineData(499, 0.015, 0.020)]
    [InlineData(649, 0.020, 0.025)]
    public void At_EvenSteps_GivesTheRatesOfBitmex(int position, decimal maintenance, decimal initial)
    {
        var first = new Tier(200m, 0.005m, 0.01m);
        TierTable table = TierTable.Create(TierReading.WholePosition, [first, .. TierTable.Further(first, 150m, 0.005m, 0.005m)]);

        TierPoint point = table.At(position)!.Value;

        Assert.Equal((maintenance, initial), (point.MaintenanceRate, point.InitialRate));
    }

    // Delta Exchange 2021: 0.5 % up to 5 BTC, 0.075 % more for each further one; 20 BTC need 1.625 %.
    [Fact]
    public void At_RatesThatRiseAboveAThreshold_RiseFromThere()
    {
        TierTable table = TierTable.Create(TierReading.WholePosition, [new(5m, 0.005m, 0.01m), new(null, 0.005m, 0.01m) { MaintenanceSlope = 0.00075m, InitialSlope = 0.0015m }]);

        Assert.Equal((0.01625m, 0.0325m), (table.At(20m)!.Value.MaintenanceRate, table.At(20m)!.Value.InitialRate));
        Assert.Equal(0.005m, table.At(5m)!.Value.MaintenanceRate);
    }

    [Fact]
    public void Initial_AtLeverage_IsExactAndNeverBelowTheTiers()
    {
        TierPoint point = TierTable.Create(TierReading.Marginal, [new(null, 0.0065m, 1m / 75m) { Leverage = 75m }]).At(3_000_000m)!.Value;

        Assert.Equal(40_000m, point.Initial(3_000_000m));
        Assert.Equal(300_000m, point.Initial(3_000_000m, chosen: 10m));
        Assert.Equal(40_000m, point.Initial(3_000_000m, chosen: 125m));
    }

    [Fact]
    public void Problems_OfABadTable_NamesEveryOne()
    {
        ImmutableArray<Problem> problems = TierTable.Problems(
            TierReading.Marginal, [new(50m, 0.02m, 0.01m), new(40m, 0.01m, 0.5m), new(null, 0.5m, 2m) { Deduction = 7m }, new(100m, 0.6m, 0.7m) { MaintenanceSlope = -1m }]);

        Assert.Equal(
            ["[0].maintenance", "[1].upTo", "[1].maintenance", "[2].upTo", "[2].initial", "[3].maintenanceSlope", "[3].initial", "[3].maintenanceSlope", "[2].deduction"],
            problems.Select(problem => problem.Place));
    }

    [Fact]
    public void Problems_OfAPrintedDeductionThatDoesNotFollow_SaysWhatWouldFollow()
    {
        ImmutableArray<Tier> rows = Rows();

        Problem problem = Assert.Single(TierTable.Problems(TierReading.Marginal, rows.SetItem(3, rows[3] with { Deduction = 16_200m })));

        Assert.Equal("[3].deduction", problem.Place);
        Assert.Contains("16200", problem.Message, StringComparison.Ordinal);
        Assert.Contains("16300", problem.Message, StringComparison.Ordinal);
    }

    internal static TierTable Marginal() => TierTable.Create(TierReading.Marginal, Rows());

    private static ImmutableArray<Tier> Rows() => [.. Btc2021.Select(row => new Tier(row.Cap, row.Rate, 1m) { Deduction = row.Cum })];
}
