using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Gmx;
using Plimsoll.Values;
using Xunit;
using static Plimsoll.Core.Tests.Models.Onchain.OnchainBook;

namespace Plimsoll.Core.Tests.Models.Onchain;

/// <summary>The GMX v2 rules over accounts and markets; the contracts' own cases run through the calculators in the vector tests.</summary>
public sealed class GmxModelTests
{
    private static readonly GmxMarketParameters Btc = new()
    {
        Collateral = [Currency.Of("BTC"), Currency.Of("USDC")],
        MinimumCollateral = 0.005m,
        LiquidationCollateral = 0.005m,
        OpenInterestMultiplier = 0.00000000006m,
        PositiveImpactFactor = 0.00000000003m,
        NegativeImpactFactor = 0.00000000009m,
        ImpactExponent = 2m,
        LiquidationImpactCap = 0m,
        FeeImproving = 0.0004m,
        FeeWorsening = 0.0006m,
    };

    private static readonly IMarginModel Model = Of(Btc);

    private static readonly MarketSnapshot WorkedMarket = MarketOf(("BTC", 60_000m), ("SOL", 150m)).With("BTC", one => one with { OpenInterestLong = 1_200m, OpenInterestShort = 900m })
        .With("SOL", one => one with { OpenInterestLong = 100_000m, OpenInterestShort = 100_000m });

    private static readonly AccountSnapshot Worked = Account(0m, ("BTC", 5m, 59_000m)) with { Collateral = [new Balance(Currency.Of("BTC"), 0.5m)] };

    // The worked case of docs/models/gmx-v2.md.
    [Fact]
    public void Margin_OfTheWorkedCase_IsThatOfThePage()
    {
        MarginStatement statement = Margin(Model, Worked, WorkedMarket);

        Assert.Equal(Money.Usd(35_000m), statement.Equity);
        Assert.Equal(Money.Usd(1_593m), statement.MaintenanceMargin);
        Assert.Equal(Money.Usd(6_475m), statement.InitialMargin);
        Assert.Equal(Money.Usd(28_525m), statement.Withdrawable);
    }

    [Fact]
    public void PriceImpact_OfClosingAgainstTheBalance_CountsUpToItsCap()
    {
        // Closing 500 of the 900 short BTC leaves 72 million long and 24 million short: (48e6² − 18e6²)·9e-11 = 178,200 USD, and 1 % of the size of 30 million is more.
        AccountSnapshot account = Account(1_000_000m, ("BTC", -500m, 60_000m));
        MarginStatement capped = Margin(Of(Btc with { LiquidationImpactCap = 0.001m }), account, WorkedMarket), free = Margin(Of(Btc with { LiquidationImpactCap = 0.01m }), account, WorkedMarket);

        Assert.Equal(30_000m, capped.Lines.Single(line => line.Component == MarginComponent.PriceImpact).Maintenance.Amount);
        Assert.Equal(178_200m, free.Lines.Single(line => line.Component == MarginComponent.PriceImpact).Maintenance.Amount, 8);
        Assert.Equal(Money.Usd(18_000m), free.Lines.Single(line => line.Component == MarginComponent.Fees).Maintenance);
        Assert.DoesNotContain(Margin(Model, account, WorkedMarket).Lines, line => line.Component == MarginComponent.PriceImpact);
    }

    [Fact]
    public void InitialMargin_WithTheOpenInterestOfItsSide_Rises()
    {
        // 100,000 BTC at 60,000 USD are 6 billion USD: 36 % of the size.
        MarketSnapshot crowded = WorkedMarket.With("BTC", one => one with { OpenInterestLong = 100_000m });

        Assert.Equal(Money.Usd(106_200m + 5_000m), Margin(Model, Worked, crowded).InitialMargin);
        Assert.Equal(Money.Usd(1_593m), Margin(Model, Worked, crowded).MaintenanceMargin);
    }

    [Fact]
    public void LiquidationLevel_OfALong_IsWhereTheContractsLiquidate()
    {
        MarginStatement statement = Margin(Model, Account(20_000m, ("BTC", 5m, 59_000m)), WorkedMarket, MarginDetail.Full);
        decimal level = statement.LiquidationLevels.Single(one => one.Factor == "BTC").Below!.Value;

        // 20,000 + 5·(p − 59,000) − 118 = 1,475.
        Assert.Equal(55_318.6m, level, 3);
        var position = new GmxPosition(true, GmxFloat.Of(295_000m), GmxFloat.Of(5m), GmxFloat.Of(20_000m));
        bool Liquidates(decimal price) => position.IsLiquidatable(
            position.Remaining(GmxFloat.Of(price), GmxFloat.One, GmxFloat.Of(118m), 0, null), GmxFloat.Of(0.005m), GmxFloat.One);
        Assert.True(Liquidates(level - 0.01m));
        Assert.False(Liquidates(level + 0.01m));
    }

    [Fact]
    public void Positions_BesideEachOther_AreRefusedWithWhatToWrite_AndIsolatedOnesAreMargined()
    {
        AccountSnapshot cross = Account(50_000m, ("BTC", 1m, 60_000m), ("SOL", 10m, 150m));
        AccountSnapshot apart = Account(0m) with { Isolated = [new(cross.Positions[0], 5_000m), new(cross.Positions[1], 100m)] };

        Assert.Equal(
            [
                "BTC/USDC:USDC: no margin rule: GMX v2 keeps the collateral of each position apart; write it with marginMode isolated and its isolatedCollateral",
                "SOL/USDC:USDC: no margin rule: GMX v2 keeps the collateral of each position apart; write it with marginMode isolated and its isolatedCollateral",
            ],
            Gaps(Model, cross, WorkedMarket));
        Assert.Equal(3, Model.Prepare(WorkedMarket).Evaluate([apart], MarginDetail.Lines).OfType<MarginOutcome.Calculated>().Count());
    }

    [Fact]
    public void Collateral_OfTwoTokensOrOfAnother_IsRefused()
    {
        AccountSnapshot two = Worked with { Collateral = [new(Currency.Of("BTC"), 0.5m), new(Currency.Of("USDC"), 1m)] }, other = Worked with { Collateral = [new(Currency.Of("SOL"), 5m)] };

        Assert.Equal(["BTC/USDC:USDC: no margin rule: GMX v2 keeps one collateral token for a position, not BTC and USDC; leave out what is not its own"], Gaps(Model, two, WorkedMarket));
        Assert.Equal(["SOL: no margin rule: collateral of BTC/USDC:USDC is BTC or USDC at GMX v2, and never owed"], Gaps(Model, other, WorkedMarket));
    }

    [Fact]
    public void OpenInterest_MissingOrSmallerThanThePosition_IsAGap()
    {
        Assert.Equal(["BTC/USDC:USDC: no open interest of longs", "BTC/USDC:USDC: no open interest of shorts"], Gaps(Model, Worked, MarketOf(("BTC", 60_000m))));
        Assert.Equal(
            ["BTC/USDC:USDC: no open interest of longs that holds the position: it is smaller than the position itself"],
            Gaps(Model, Worked, WorkedMarket.With("BTC", one => one with { OpenInterestLong = 4m })));
    }

    // What the contracts' tests print, to the last of 30 digits (gmx-synthetics test/pricing/PricingUtils).
    [Theory]
    [InlineData("100000", "3", "0.000000000001", "999999999999999972158527355760923")]
    [InlineData("10000000", "1.75", "0.0000001", "177827941003892277732818564790100000")]
    [InlineData("10000", "1.5", "0.000001", "999999999999999985875227000000")]
    [InlineData("0.001", "1.5", "0.000001", "0")]
    public void Impact_OfAnImbalance_IsThatOfTheContractsToTheLastDigit(string imbalance, string exponent, string factor, string expected)
    {
        static BigInteger Float(string text) => GmxFloat.Of(decimal.Parse(text, CultureInfo.InvariantCulture));

        Assert.Equal(BigInteger.Parse(expected, CultureInfo.InvariantCulture), GmxImpact.Of(Float(imbalance), Float(factor), Float(exponent)));
    }

    [Fact]
    public void Decimals_ThroughFixedPointAndBack_AreThemselves()
    {
        foreach (decimal value in new[] { 0m, 1m, -1m, 0.0000000000000000000000000001m, 79_228_162_514_264_337_593_543_950_335m, -123_456.789m })
            Assert.Equal(value, GmxFloat.ToDecimal(GmxFloat.Of(value)));
    }

    private static IMarginModel Of(GmxMarketParameters btc) => GmxRules.Create(Rulebook, new GmxParameters
    {
        MinimumCollateralUsd = 1m,
        Markets = ImmutableSortedDictionary<string, GmxMarketParameters>.Empty.Add("BTC", btc).Add("SOL", Btc with { Collateral = [Currency.Of("SOL"), Currency.Of("USDC")] }),
    });
}
