using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests.Venues;

/// <summary>The worked cases of docs/models/paradex.md, calculated by hand there.</summary>
public class ParadexWorkedCaseTests
{
    private static readonly Timestamp Now = Timestamp.Utc(2026, 11, 20, 8);

    [Fact]
    public void CrossMargin_PerpetualWithOrders_IsThatOfThePage()
    {
        var market = new SmallVenueMarket(Now, [("BTC/USD", 90_000m), ("USDC/USD", 1m)], [("BTC/USDC:USDC", 90_000m, null)]);

        MarginStatement statement = market.Statement("paradex@2026-10", SmallVenueMarket.Account(
            [("USDC", 50_000m)], [("BTC/USDC:USDC", -1m, 90_000m)], [("BTC/USDC:USDC", 3m, 89_000m), ("BTC/USDC:USDC", -2m, 89_900m)]));

        MarginLine[] lines = [.. Assert.Single(statement.Lines).Lines];
        Assert.Equal((5_400m, 900m), Amounts(lines, MarginComponent.PositionMargin));
        Assert.Equal((243m, 40.5m), Amounts(lines, MarginComponent.Fees));
        Assert.Equal((200m, 0m), Amounts(lines, MarginComponent.OpenOrders));
        Assert.Equal((5_843m, 940.5m), (statement.InitialMargin.Amount, statement.MaintenanceMargin.Amount));
    }

    [Fact]
    public void CrossMargin_CallSpread_IsThatOfThePage()
    {
        var market = new SmallVenueMarket(
            Now, [("BTC/USD", 100_000m), ("USDC/USD", 1m)], [("BTC/USDC:USDC-261225-100000-C", 4_000m, 100_000m), ("BTC/USDC:USDC-261225-110000-C", 1_500m, 100_000m)]);
        var account = SmallVenueMarket.Account([("USDC", 10_000m)], [("BTC/USDC:USDC-261225-100000-C", 1m, null), ("BTC/USDC:USDC-261225-110000-C", -1m, null)]);

        Assert.Equal((2_500m, 2_500m), Amounts(market.Statement("paradex@2026-10", account).Lines[0].Lines, MarginComponent.OptionMargin));
        Assert.Equal((14_000m, 7_000m), Amounts(market.Statement("paradex@2026-08", account).Lines[0].Lines, MarginComponent.OptionMargin));
    }

    [Fact]
    public void PortfolioMargin_Perpetual_IsThatOfThePage()
    {
        var market = new SmallVenueMarket(Now, [("BTC/USD", 70_000m), ("USDC/USD", 1m)], [("BTC/USDC:USDC", 70_000m, null)]);

        MarginStatement statement = market.Statement("paradex-pm@2026-10", SmallVenueMarket.Account([("USDC", 50_000m)], [("BTC/USDC:USDC", 1m, 70_000m)]));

        MarginLine[] lines = [.. Assert.Single(statement.Lines).Lines];
        Assert.Equal((9_800m, 4_900m), Amounts(lines, MarginComponent.ScenarioRisk));
        Assert.Equal((31.5m, 31.5m), Amounts(lines, MarginComponent.Fees));
        Assert.Equal((7m, 7m), Amounts(lines, MarginComponent.Funding));
        var set = (Evidence.ScenarioSet)lines.Single(line => line.Component == MarginComponent.ScenarioRisk).Evidence;
        Assert.Equal("spot −14 %, vol +40 %", set.All[set.Worst].Scenario);
        Assert.Contains(statement.Warnings, warning => warning.Code == "funding-unstated");
    }

    [Fact]
    public void Liquidation_BelowMaintenance_SaysTheShareTaken()
    {
        // 0.1 BTC at 54,800 bought at 60,000 with 530 USDC: value 10 against 54.8 + 2.466.
        var market = new SmallVenueMarket(Now, [("BTC/USD", 54_800m), ("USDC/USD", 1m)], [("BTC/USDC:USDC", 54_800m, null)]);

        MarginStatement statement = market.Statement("paradex@2026-10", SmallVenueMarket.Account([("USDC", 530m)], [("BTC/USDC:USDC", 0.1m, 60_000m)]));

        Assert.Equal(MarginStatus.Liquidation, statement.Status);
        Assert.StartsWith("The insurance fund takes over 100 % of every position at mark", Assert.Single(statement.Warnings, warning => warning.Code == "liquidation").Message, StringComparison.Ordinal);
    }

    private static (decimal Initial, decimal Maintenance) Amounts(IEnumerable<MarginLine> lines, MarginComponent component)
    {
        MarginLine line = lines.Single(one => one.Component == component);
        return (line.Initial.Amount, line.Maintenance.Amount);
    }
}
