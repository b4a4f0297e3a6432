using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Deribit;

public class DeribitPortfolioRulesTests
{
    // Worked example A of docs/models/deribit-pm.md: the captured answer of private/pme/simulate of 2026-02-15.
    [Fact]
    public void Evaluate_WorkedExampleA_GivesTheCapturedAnswer()
    {
        MarketSnapshot market = DeribitPortfolio.Market(DeribitPortfolio.Captured, [("ETH/USD", 1949.34m)], DeribitPortfolio.Future("ETH/USD:ETH", 1949.49m));

        MarginStatement statement = DeribitPortfolio.Statement(market, DeribitPortfolio.Account("ETH", 1m, ("ETH/USD:ETH", -0.999487053m * 1949.49m)), "ETH");

        MarginLine scenarios = statement.Line(MarginComponent.ScenarioRisk);
        var matrix = (Evidence.RiskMatrix)scenarios.Evidence;
        Assert.Equal(0.157461562m, statement.InitialMargin.Amount);
        Assert.Equal(0.125969249812m, statement.MaintenanceMargin.Amount, 20);
        Assert.Equal(0.152464127m, scenarios.Initial.Amount);
        Assert.Equal(0.004997435265m, statement.Line(MarginComponent.RollShock).Initial.Amount, 20);
        Assert.Equal(0m, statement.Line(MarginComponent.DeltaShock).Initial.Amount);
        Assert.Equal(("standard", 25, 9, "right"), (matrix.Worst.Source, matrix.Worst.Index, matrix.Worst.Bucket, matrix.Worst.Side));
        Assert.Equal(-0.15246412672881357, matrix.Worst.Pnl, 1e-15);
        double[] before = [0.21939959699999997, 0.155989308849711, 0.09885036787912087, 0.04709624857068063, 0, -0.04304011233014354, -0.08252645391743119, -0.11888171996035243, -0.15246412672881357];
        double[] counted = [0.13163975819999998, 0.09359358530982659, 0.05931022072747252, 0.028257749142408375, 0, -0.04304011233014354, -0.08252645391743119, -0.11888171996035243, -0.15246412672881357];
        AssertVector(before.SelectMany(pnl => Enumerable.Repeat(pnl, 3)), Assert.Single(matrix.Pairs).Standard, 1e-15);
        AssertVector(counted.SelectMany(pnl => Enumerable.Repeat(pnl, 3)), Assert.Single(matrix.Counted).Standard, 1e-15);
        AssertVector([.. Enumerable.Repeat(0.21939959699999997, 2), .. Enumerable.Repeat(-0.15246412672881357, 6)], matrix.Pairs[0].Extended, 1e-15);
        Assert.All(matrix.Counted[0].Extended, pnl => Assert.Equal(0, pnl));
        Assert.Equal("eth_eth", matrix.Pairs[0].Subject);
    }

    // Worked example B: the answer that the venue's documentation prints; its margin of orders and of a market maker's protection left aside.
    [Fact]
    public void Evaluate_WorkedExampleB_GivesThePrintedRiskMatrix()
    {
        MarketSnapshot market = DeribitPortfolio.Market(
            DeribitPortfolio.Printed, [("BTC/USD", 65666.19m)], DeribitPortfolio.Future("BTC/USD:BTC", 65910.57m), DeribitPortfolio.Future("BTC/USD:BTC-240628", 67371.75m));

        MarginStatement statement = DeribitPortfolio.Statement(
            market, DeribitPortfolio.Account("BTC", 1m, ("BTC/USD:BTC", 0.314538364m * 65910.57m), ("BTC/USD:BTC-240628", -0.001187534m * 67371.75m)), "BTC");

        var matrix = (Evidence.RiskMatrix)statement.Line(MarginComponent.ScenarioRisk).Evidence;
        Assert.Equal(-0.05968587238095239, matrix.Worst.Pnl, 1e-16);
        Assert.Equal(("standard", 1, 1, "left"), (matrix.Worst.Source, matrix.Worst.Index, matrix.Worst.Bucket, matrix.Worst.Side));
        AssertVector(
            [-0.05968587238095239, -0.04272965863636364, -0.02724789826086957, -0.013056284583333334, 0, 0, 0, 0, 0], matrix.Counted[0].Standard.Where((_, s) => s % 3 == 0), 1e-16);
        Assert.Equal(-0.05991206933333334, matrix.Instruments[0].Standard[0], 1e-16);
        Assert.Equal(0.0002261969523809524, matrix.Instruments[1].Standard[0], 1e-16);
        Assert.Equal(0.00315725898m, statement.Line(MarginComponent.RollShock).Initial.Amount, 20);
        Assert.Equal(0.062843131m, statement.InitialMargin.Amount);
        Assert.Equal(0.050274504784m, statement.MaintenanceMargin.Amount, 20);
        Assert.Equal(0.062843131m - 0.06284313098m, statement.Line(MarginComponent.Rounding).Initial.Amount, 20);
    }

    [Fact]
    public void Evaluate_BalanceThatNothingSettlesIn_DoesNotCount()
    {
        MarketSnapshot market = DeribitPortfolio.Market(DeribitPortfolio.Captured, [("USDT/USD", 1m)]);

        MarginStatement statement = DeribitPortfolio.Statement(market, DeribitPortfolio.Account("USDT", 1_000m), "USDT");

        Assert.Equal((1_000m, 0m), (statement.Nav.Amount, statement.Equity.Amount));
        Assert.Contains(statement.Warnings, warning => warning.Code == "collateral-not-counted");
    }

    // Worked example C. All numbers from a separate Python script written from the formulas of docs/models/deribit-pm.md with the standard library alone.
    [Fact]
    public void Evaluate_WorkedExampleC_ShortStraddleWithAHedge_AgreesWithAnIndependentComputation()
    {
        MarginStatement statement = DeribitPortfolio.Statement(Straddle(), StraddleAccount(), "BTC");

        var matrix = (Evidence.RiskMatrix)statement.Line(MarginComponent.ScenarioRisk).Evidence;
        double[] expected =
        [
            -1.12229238902961, -0.92378297666198, -0.911165638504093, -0.830046896363997, -0.534220085959989, -0.441049333944003, -0.620449677601531, -0.253010459772091, -0.0887033082085476,
            -0.484392025819856, -0.0780139581284872, 0.129965892275087, -0.412052700827278, 0, 0.216236900165349, -0.393415128250091, -0.00421461112165246, 0.189173968573563,
            -0.418750294959352, -0.0730170439432913, 0.0786498205908166, -0.479001781686735, -0.188565667880643, -0.0839903669711177, -0.566047510939782, -0.334849904021736, -0.27275897212737,
        ];
        AssertVector(expected, matrix.Pairs[0].Standard, 1e-12);
        AssertVector(
            [-1.565874333873, -1.3331771533493, -0.687432331996636, -0.802817476641652, -0.858888908166162, -0.876153001776767, -0.884663297922152, -0.889755572002249], matrix.Pairs[0].Extended, 1e-12);
        Assert.All(matrix.Counted[0].Extended, pnl => Assert.Equal(0, pnl));
        Assert.Equal(1.122292389m, statement.Line(MarginComponent.ScenarioRisk).Initial.Amount);
        Assert.Equal(0.05293906181199548, (double)statement.Line(MarginComponent.RollShock).Initial.Amount, 1e-9);
        Assert.Equal(0.9401851606495963, (double)statement.MaintenanceMargin.Amount, 1e-9);
        Assert.Equal(1.1752314508119954, (double)statement.InitialMargin.Amount, 1e-8);
    }

    [Fact]
    public void Evaluate_SeveralPairsInUsdc_OffsetAPartOfTheGainsScenarioByScenario()
    {
        // From the same Python script: BTC loses 56,622.29 where ETH gains 20,063.72, of which 40 % count.
        MarketSnapshot market = DeribitPortfolio.Market(
            Now, [("BTC/USD", 60_500m), ("ETH/USD", 3_000m), ("USDC/USD", 1m)],
            DeribitPortfolio.Future("BTC/USDC:USDC", 60_600m), DeribitPortfolio.Option("BTC/USDC:USDC-240707-58000-P", 1_800m, 61_000m, 0.62),
            DeribitPortfolio.Future("ETH/USDC:USDC", 3_010m), DeribitPortfolio.Option("ETH/USDC:USDC-240707-3200-C", 100m, 3_020m, 0.75));

        MarginStatement statement = DeribitPortfolio.Statement(
            market, DeribitPortfolio.Account("USDC", 100_000m, ("BTC/USDC:USDC", 3m), ("BTC/USDC:USDC-240707-58000-P", -4m), ("ETH/USDC:USDC", -40m), ("ETH/USDC:USDC-240707-3200-C", 20m)), "USDC");

        var matrix = (Evidence.RiskMatrix)statement.Line(MarginComponent.ScenarioRisk).Evidence;
        Assert.Equal(["btc_usdc", "eth_usdc"], matrix.Pairs.Select(pair => pair.Subject));
        Assert.Equal(-48596.804223927946, matrix.Worst.Pnl, 1e-7);
        Assert.Equal(20063.721923693814, matrix.Pairs[1].Standard[0], 1e-7);
        Assert.Equal(8025.488769477526, matrix.Counted[1].Standard[0], 1e-7);
        Assert.Equal(-32151.509391792366, matrix.Counted[0].Extended[1] + matrix.Counted[1].Extended[1], 1e-7);
        Assert.Equal(52670.52488426298, (double)statement.InitialMargin.Amount, 1e-7);
    }

    [Fact]
    public void Evaluate_ContributionsOfPositions_SumToTheRequirementAndAHedgeTakesSomeOff()
    {
        MarginStatement statement = DeribitPortfolio.Statement(Straddle(), StraddleAccount(), "BTC");

        Assert.Equal(statement.InitialMargin.Amount, statement.Positions.Sum(one => one.InitialContribution.Amount));
        Assert.Equal(statement.MaintenanceMargin.Amount, statement.Positions.Sum(one => one.MaintenanceContribution.Amount));
        Assert.True(statement.Positions.Single(one => one.Symbol.ToString().EndsWith("50000-P", StringComparison.Ordinal)).InitialContribution.Amount < 0m);
    }

    [Fact]
    public void Evaluate_OrdersOnBothSides_CountTheWorseSideForInitialMarginOnly()
    {
        AccountSnapshot account = StraddleAccount();
        MarginStatement without = DeribitPortfolio.Statement(Straddle(), account, "BTC");
        AccountSnapshot Ordered(params decimal[] contracts) => account with { Orders = [.. contracts.Select(one => new Order(InstrumentSymbol.Parse("BTC/USD:BTC"), one, 60_000m))] };

        MarginStatement both = DeribitPortfolio.Statement(Straddle(), Ordered(300_000m, -100_000m), "BTC"), buys = DeribitPortfolio.Statement(Straddle(), Ordered(300_000m), "BTC");
        MarginStatement sells = DeribitPortfolio.Statement(Straddle(), Ordered(-30_000m), "BTC");

        Assert.Equal(buys.InitialMargin, both.InitialMargin);
        Assert.True(both.Line(MarginComponent.OpenOrders).Initial.Amount > 0m);
        Assert.Equal(0m, sells.Line(MarginComponent.OpenOrders).Initial.Amount);
        Assert.Equal(without.MaintenanceMargin, both.MaintenanceMargin);
    }

    [Fact]
    public void Evaluate_OrdersThatLengthenTogether_AreFilledTogether()
    {
        AccountSnapshot account = DeribitPortfolio.Account("BTC", 3m) with
        {
            Orders = [new(InstrumentSymbol.Parse("BTC/USD:BTC"), 60_500m, 60_000m), new(InstrumentSymbol.Parse("BTC/USD:BTC-240707-60000-P"), -1m, 0.05m)],
        };

        MarginStatement ordered = DeribitPortfolio.Statement(Straddle(), account, "BTC");
        MarginStatement filled = DeribitPortfolio.Statement(Straddle(), DeribitPortfolio.Account("BTC", 3m, ("BTC/USD:BTC", 60_500m), ("BTC/USD:BTC-240707-60000-P", -1m)), "BTC");

        Assert.Equal(filled.InitialMargin, ordered.InitialMargin);
        Assert.Equal(0m, ordered.MaintenanceMargin.Amount);
    }

    [Fact]
    public void Evaluate_DebtInOneCurrency_DrawsOnNoOther()
    {
        AccountSnapshot account = StraddleAccount() with { Collateral = [new(Currency.Of("BTC"), -2m), new(Currency.Of("USDC"), 1_000_000m)] };
        MarketSnapshot market = Straddle() with { Indices = DeribitPortfolio.Market(Now, [("BTC/USD", 60_500m), ("USDC/USD", 1m)]).Indices };

        MarginStatement total = ((MarginOutcome.Calculated)DeribitPortfolio.Evaluate(market, account)).Statement;

        Assert.Equal(MarginStatus.Bankrupt, total.Currencies.Single(one => one.Currency.Code == "BTC").Status);
        Assert.Equal(MarginStatus.Healthy, total.Currencies.Single(one => one.Currency.Code == "USDC").Status);
        Assert.Equal(MarginStatus.Bankrupt, total.Status);
    }

    [Fact]
    public void Evaluate_JustBelowTheLiquidationLevel_IsLiquidatedAndJustAboveNot()
    {
        MarketSnapshot market = DeribitPortfolio.Market(Now, [("BTC/USD", 60_500m)], DeribitPortfolio.Future("BTC/USD:BTC", 60_500m));
        AccountSnapshot account = DeribitPortfolio.Account("BTC", 1m, ("BTC/USD:BTC", 120_000m));
        decimal level = Assert.Single(DeribitPortfolio.Statement(market, account, "BTC", MarginDetail.Full).LiquidationLevels).Below!.Value;

        MarginStatus At(decimal price) =>
            DeribitPortfolio.Statement(DeribitPortfolio.Market(Now, [("BTC/USD", price)], DeribitPortfolio.Future("BTC/USD:BTC", price)), account, "BTC").Status;
        Assert.Equal(MarginStatus.Liquidation, At(level - 0.01m));
        Assert.NotEqual(MarginStatus.Liquidation, At(level + 0.01m));
    }

    [Theory]
    [InlineData("SOL/USDC:USDC", "SOL/USDC:USDC: no margin rule: Deribit portfolio margin has no published parameters of SOL here, only of BTC, ETH")]
    [InlineData("BTC/USDT:USDT", "BTC/USDT:USDT: no margin rule: Deribit portfolio margin has no published parameters of USDT as settlement currency here, only of BTC, ETH, USDC")]
    [InlineData("BTC/USDC:USDC-240927", "BTC/USDC:USDC-240927: no margin rule: Deribit portfolio margin lists linear perpetuals and options, no linear dated futures")]
    [InlineData("ETH/BTC:BTC", "ETH/BTC:BTC: no margin rule: Deribit portfolio margin takes inverse instruments quoted in USD and linear ones quoted and settled in a dollar stable-coin")]
    public void Evaluate_InstrumentWithoutRule_IsRefusedByName(string symbol, string message)
    {
        var outcome = (MarginOutcome.Unavailable)DeribitPortfolio.Evaluate(Straddle(), DeribitPortfolio.Account("BTC", 1m, (symbol, 1m)));

        Assert.Equal(message, outcome.Gaps[0].ToString());
    }

    [Fact]
    public void Evaluate_OptionWithoutVolatilityOrMark_IsAGap()
    {
        InstrumentMarket option = DeribitPortfolio.Option("BTC/USD:BTC-240707-60000-C", 1.2m, 61_000m, 0) with { MarkVolatility = null };
        MarketSnapshot market = DeribitPortfolio.Market(Now, [("BTC/USD", 60_500m)], option);

        var outcome = (MarginOutcome.Unavailable)DeribitPortfolio.Evaluate(market, DeribitPortfolio.Account("BTC", 1m, ("BTC/USD:BTC-240707-60000-C", -1m)));

        Assert.Equal("implied volatility", Assert.Single(outcome.Gaps).Missing);
    }

    private static readonly Timestamp Now = Timestamp.Utc(2024, 6, 17, 8);

    private static MarketSnapshot Straddle() => DeribitPortfolio.Market(
        Now,
        [("BTC/USD", 60_500m)],
        DeribitPortfolio.Option("BTC/USD:BTC-240707-60000-C", 0.06594173144368783m, 61_000m, 0.62),
        DeribitPortfolio.Option("BTC/USD:BTC-240707-60000-P", 0.04954828882073695m, 61_000m, 0.62),
        DeribitPortfolio.Option("BTC/USD:BTC-240915-50000-P", 0.05063799743479975m, 62_000m, 0.70),
        DeribitPortfolio.Future("BTC/USD:BTC", 60_500m));

    private static AccountSnapshot StraddleAccount() => DeribitPortfolio.Account(
        "BTC", 3m, ("BTC/USD:BTC-240707-60000-C", -10m), ("BTC/USD:BTC-240707-60000-P", -10m), ("BTC/USD:BTC-240915-50000-P", 5m), ("BTC/USD:BTC", 2.5m * 60_500m));

    private static void AssertVector(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        double[] wanted = [.. expected], found = [.. actual];
        Assert.Equal(wanted.Length, found.Length);
        for (int s = 0; s < wanted.Length; s++) Assert.True(Math.Abs(wanted[s] - found[s]) <= tolerance, $"scenario {s + 1}: {found[s]:R}, expected {wanted[s]:R}");
    }
}
