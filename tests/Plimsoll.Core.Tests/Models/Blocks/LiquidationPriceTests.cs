using Plimsoll.Models.Blocks;

namespace Plimsoll.Core.Tests.Models.Blocks;

/// <summary>The examples are those of Binance's FAQ b3c689c1f50a44cabb3a84e663b81d93 unless they say otherwise.</summary>
public class LiquidationPriceTests
{
    private const decimal Wallet = 1_535_443.01m;

    [Fact]
    public void Nearest_IsolatedLongOfTheFaq_IsThePriceInTheTierThere()
    {
        // 109.488 BTC are worth 3.5 m at the mark and 2.06 m at the liquidation price: both in the 2.5 % tier.
        (decimal? below, decimal? above) = LiquidationPrice.Nearest(Wallet, [new(true, 109.488m, 32_481.98m, TierTableTests.Marginal())], false, 31_967.27m);

        Assert.Equal(18_778.73m, decimal.Round(below!.Value, 2));
        Assert.Null(above);
    }

    [Fact]
    public void Nearest_LongWhoseValueFallsIntoALowerTier_UsesTheLowerTiersRate()
    {
        TierTable tiers = TierTableTests.Marginal();
        var leg = new LiquidationLeg(true, 40m, 26_000m, tiers);

        decimal price = LiquidationPrice.Nearest(300_000m, [leg], false, 26_000m).Below!.Value;

        // 1.04 m at entry (2.5 %) but below 0.8 m (1 %) at the price. Equity there is the margin of that tier.
        Assert.InRange(40m * price, 250_000m, 1_000_000m);
        Assert.Equal(tiers.Maintenance(40m * price)!.Value, 300_000m + (40m * (price - 26_000m)), 12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nearest_AnySide_EquityEqualsMaintenanceThere(bool isLong)
    {
        foreach (bool inverse in new[] { false, true })
        {
            TierTable tiers = TierTable.Create(TierReading.Marginal, [new(5m, 0.01m, 1m), new(20m, 0.025m, 1m), new(null, 0.05m, 1m)]);
            (decimal size, decimal entry, decimal free) = inverse ? (300_000m, 30_000m, 1m) : (0.01m, 1_000m, 1m);

            (decimal? below, decimal? above) = LiquidationPrice.Nearest(free, [new(isLong, size, entry, tiers) { ClosingFee = 0.0005m }], inverse, entry);

            decimal price = (isLong ? below : above)!.Value;
            Assert.Null(isLong ? above : below);
            decimal value = inverse ? size / price : size * price, side = isLong ? 1m : -1m;
            decimal pnl = inverse ? side * size * ((1m / entry) - (1m / price)) : side * size * (price - entry);
            Assert.Equal(tiers.Maintenance(value)!.Value + (value * 0.0005m), free + pnl, 15);
        }
    }

    [Fact]
    public void Nearest_BothLegsOfHedgeMode_ShareOnePrice()
    {
        // 3 long and 1 short at one rate: the loss is that of 2, the margin that of 4.
        TierTable flat = TierTable.Flat(0.01m, 1m);

        (decimal? below, decimal? above) = LiquidationPrice.Nearest(1_000m, [new(true, 3m, 1_000m, flat), new(false, 1m, 1_000m, flat)], false, 1_000m);

        Assert.Equal(1_000m / 1.96m, below!.Value, 20);
        Assert.Null(above);
    }

    [Fact]
    public void Nearest_RateThatRisesWithTheValue_SolvesTheQuadratic()
    {
        // Inverse perpetual of Deribit: 1 % + 0.005 % for each coin, and the coins grow as the price falls.
        TierTable tiers = TierTable.Create(TierReading.WholePosition, [new(null, 0.01m, 0.02m) { MaintenanceSlope = 0.00005m, InitialSlope = 0.00005m }]);

        decimal price = LiquidationPrice.Nearest(5m, [new(true, 6_000_000m, 60_000m, tiers)], true, 60_000m).Below!.Value;

        decimal coins = 6_000_000m / price;
        Assert.Equal(coins * (0.01m + (0.00005m * coins)), 5m + 100m - coins, 12);
    }

    [Fact]
    public void Nearest_AlreadyLiquidated_IsTheMarkItself()
    {
        (decimal? below, decimal? above) = LiquidationPrice.Nearest(5_000m, [new(true, 10m, 100_000m, TierTableTests.Marginal())], false, 100_000m);

        Assert.Equal(100_000m, below);
        Assert.Null(above);
    }

    [Fact]
    public void AtRates_PriceBelowZero_IsNone() => Assert.Null(LiquidationPrice.AtRates(200m, [LiquidationLeg.InTier(true, 1m, 100m, 0.01m)], false));

    // Bybit help 900000031623: 7,890.08 at 50x goes bankrupt at 7,735.3725…, shown as 7,735.5.
    [Fact]
    public void Bankruptcy_OfAPosition_RoundsAgainstTheTrader()
    {
        decimal inverse = BankruptcyPrice.Of(true, true, 7_890.08m, 50m)!.Value;

        Assert.Equal(7_735.5m, BankruptcyPrice.Rounded(inverse, 0.5m, true));
        Assert.Equal(7_735m, BankruptcyPrice.Rounded(inverse, 0.5m, false));
        Assert.Equal(39_200m, BankruptcyPrice.Of(true, false, 40_000m, 50m));
        Assert.Equal(40_800m, BankruptcyPrice.Of(false, false, 40_000m, 50m));
        Assert.Null(BankruptcyPrice.Of(false, true, 40_000m, 1m));
    }
}
