using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Core.Tests.Models.Blocks;

public class ShortOptionRuleTests
{
    private static readonly ShortOptionRates Deribit = new() { InitialRate = 0.15m, InitialMinimum = 0.10m, MaintenanceRate = 0.075m, PutMarkRate = 0.075m };

    // Bit.com article 9771460: ETH-USDT put 1850, underlying 2098, mark 2.4.
    [Fact]
    public void PerOption_LinearPutOfTheDeribitForm_IsThePublishedExample() =>
        Assert.Equal((212.2m, 159.75m), ShortOptionRule.PerOption(Deribit, OptionSide.Put, 2_098m, 2_098m, 1_850m, 2.4m));

    [Fact]
    public void PerOption_InverseCall_TakesOffWhatItIsOutOfTheMoneyAsAFraction()
    {
        Assert.Equal((0.13m, 0.105m), ShortOptionRule.PerOption(Deribit, OptionSide.Call, 1m, 50_000m, 55_000m, 0.03m));
        Assert.Equal((0.16m, 0.105m), ShortOptionRule.PerOption(Deribit, OptionSide.Call, 1m, 50_000m, 51_000m, 0.03m));
    }

    [Fact]
    public void PerOption_InversePutWorthMoreThanACoin_IsHeldToItsMark() =>
        Assert.Equal((2.15m, 2.15m), ShortOptionRule.PerOption(Deribit with { InitialMinimum = 0.05m, InitialRate = 0.075m }, OptionSide.Put, 1m, 20_000m, 60_000m, 2m));

    // OKX help 360037743511: 100 out of the money at 5,900, factor 1.02, mark 0.0575; each contract 0.1 BTC.
    [Fact]
    public void PerOption_FactorBySize_MultipliesAllButTheMark()
    {
        ShortOptionRates okx = new() { InitialRate = 0.15m, InitialMinimum = 0.10m, MaintenanceRate = 0.03m, PutMarkRate = 0.03m };

        (decimal initial, decimal maintenance) = ShortOptionRule.PerOption(okx, OptionSide.Call, 1m, 5_900m, 6_000m, 0.0575m, 1.02m);

        Assert.Equal(0.019321m, decimal.Round(initial * 0.1m, 6));
        Assert.Equal((0.03m * 1.02m) + 0.0575m, maintenance);
    }

    [Fact]
    public void PerOption_MaintenanceWithAMinimum_TakesOffWhatItIsOutOfTheMoney()
    {
        ShortOptionRates binance = new() { InitialRate = 0.15m, InitialMinimum = 0.10m, MaintenanceRate = 0.075m, MaintenanceMinimum = 0.05m };

        Assert.Equal((5_100m, 2_600m), ShortOptionRule.PerOption(binance, OptionSide.Put, 50_000m, 50_000m, 40_000m, 100m));
        Assert.Equal((7_100m, 3_350m), ShortOptionRule.PerOption(binance, OptionSide.Put, 50_000m, 50_000m, 49_500m, 100m));
    }

    // Bybit help 000001546: 31,000 call, index 30,000, mark 300, factor 3 %, fee 0.2 %.
    [Fact]
    public void PerOption_WithTheFeeOfLiquidation_IsThePublishedExampleOfBybit()
    {
        ShortOptionRates bybit = new() { InitialRate = 0.15m, InitialMinimum = 0.10m, MaintenanceRate = 0.03m, CallMarkRate = 0.03m, PutMarkRate = 0.03m, LiquidationFee = 0.002m };

        Assert.Equal((3_800m, 1_260m), ShortOptionRule.PerOption(bybit, OptionSide.Call, 30_000m, 30_000m, 31_000m, 300m));
        Assert.Equal(4_000m, ShortOptionRule.PerOption(bybit, OptionSide.Call, 30_000m, 30_000m, 31_000m, 300m, orderPrice: 500m).Initial);
        Assert.Equal((1_050m, 3.78m), ShortOptionRule.Purchase(0.3m, 3_500m, 42_000m, 0.0003m, 0.125m));
        Assert.Equal(1.25m, ShortOptionRule.Purchase(1m, 10m, 42_000m, 0.0003m, 0.125m).Fee);
    }
}
