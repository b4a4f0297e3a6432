using Plimsoll.Instruments;
using Plimsoll.Models.Paradex;

namespace Plimsoll.Core.Tests.Models.Paradex;

public class OptionGroupTests
{
    private static readonly ParadexOptionRates Rates = new() { PremiumMultiplier = 1m, LongItmFraction = 0.2m, ShortItmFraction = 0.15m, ShortOtmFraction = 0.1m };

    // The example of the venue's page on option spreads: 14,000 apart, 2,500 together, at both stages.
    [Fact]
    public void Margin_CallSpread_IsWhatItCanLose()
    {
        var group = new OptionGroup([new(OptionSide.Call, 100_000m, 1m, 4_000m), new(OptionSide.Call, 110_000m, -1m, 1_500m)], 100_000m);

        Assert.Equal(14_000m, group.Isolated(Rates, 1m));
        Assert.Equal(2_500m, group.MaxSettlementLoss);
        Assert.Equal(0m, group.NetShortCalls);
        Assert.Equal(2_500m, group.Margin(Rates, 1m, 1.2m));
        Assert.Equal(2_500m, group.Margin(Rates, 0.5m, 1m));
        Assert.Equal(14_000m, group.Margin(Rates, 1m, null));
    }

    [Fact]
    public void Margin_OnlyBought_KeepsTheBufferOfEach()
    {
        var group = new OptionGroup([new(OptionSide.Put, 100_000m, 2m, 25_000m), new(OptionSide.Put, 90_000m, 1m, 300m)], 100_000m);

        // 20 % of spot caps the first, the mark the second.
        Assert.Equal(40_300m, group.Margin(Rates, 1m, 1.2m));
        Assert.Equal(20_150m, group.Margin(Rates, 0.5m, 1m));
    }

    [Fact]
    public void Margin_UnpairedCall_CarriesItsReserve()
    {
        var group = new OptionGroup([new(OptionSide.Call, 100_000m, 1m, 4_000m), new(OptionSide.Call, 100_500m, -2m, 3_900m)], 100_000m);

        // Worth −3,800; nothing is worse at settlement at 0 or a strike than 0 (lost: nothing) … 500 gained; reserve 1.2 × 100,000. Apart: 4,000 + 2 × 14,500.
        Assert.Equal(0m, group.MaxSettlementLoss);
        Assert.Equal(1m, group.NetShortCalls);
        Assert.Equal(33_000m, group.Margin(Rates, 1m, 1.2m));
        Assert.Equal(5_000m, group.Margin(Rates, 1m, 0.05m));
    }

    [Theory]
    [InlineData(OptionSide.Call, 105_000, 10_000)]
    [InlineData(OptionSide.Call, 104_000, 11_000)]
    [InlineData(OptionSide.Put, 97_000, 12_000)]
    [InlineData(OptionSide.Put, 103_000, 15_000)]
    public void Isolated_Sold_TakesOffWhatIsOutOfTheMoney(OptionSide side, int strike, int expected) =>
        Assert.Equal(expected, new OptionLeg(side, strike, -1m, 500m).Isolated(Rates, 1m, 100_000m));
}
