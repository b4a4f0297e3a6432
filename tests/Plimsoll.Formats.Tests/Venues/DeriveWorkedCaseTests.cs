using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests.Venues;

/// <summary>The worked cases of docs/models/derive.md, calculated by hand there.</summary>
public class DeriveWorkedCaseTests
{
    private static readonly Timestamp Now = Timestamp.Utc(2026, 11, 20, 8);

    [Fact]
    public void StandardManager_WorkedCase_IsThatOfThePage()
    {
        var market = new SmallVenueMarket(
            Now, [("BTC/USD", 100_000m), ("USDC/USD", 1m)],
            [("BTC/USDC:USDC", 100_100m, null), ("BTC/USDC:USDC-261225-110000-C", 2_100m, 100_600m), ("BTC/USDC:USDC-261225-90000-P", 1_500m, 100_600m)]);

        MarginStatement statement = market.Statement("derive-srm@2026-01", SmallVenueMarket.Account(
            [("USDC", 50_000m), ("BTC", 0.5m)],
            [("BTC/USDC:USDC", 1m, 99_000m), ("BTC/USDC:USDC-261225-110000-C", -2m, null), ("BTC/USDC:USDC-261225-90000-P", -1m, null)]));

        Assert.Equal(82_900m, statement.Equity.Amount);
        Assert.Equal(12_500m, statement.Haircut.Amount);
        Assert.Equal((51_635m, 33_506.5m), (statement.InitialMargin.Amount, statement.MaintenanceMargin.Amount));
        MarginLine[] lines = [.. Assert.Single(statement.Lines).Lines];
        Assert.Equal((10_010m, 6_506.5m), Amounts(lines, MarginComponent.PositionMargin));
        Assert.Equal((39_000m, 27_000m), Amounts(lines, MarginComponent.OptionMargin));
        Assert.Equal((2_625m, 0m), Amounts(lines, MarginComponent.InitialHaircut));
    }

    [Fact]
    public void FirstPortfolioManager_WorkedCase_IsThatOfThePage()
    {
        MarginStatement statement = Linear("derive-pmrm@2026-01");

        Assert.Equal((44_794.065306m, 34_724.081633m), (decimal.Round(statement.InitialMargin.Amount, 6), decimal.Round(statement.MaintenanceMargin.Amount, 6)));
        Assert.Equal("spot −20 %, vol up", Worst(statement));
        Assert.Equal(1_388.963265m, decimal.Round(Amounts(statement.Lines, MarginComponent.StablecoinDepeg).Initial, 6));
    }

    [Fact]
    public void SecondPortfolioManager_WorkedCase_IsThatOfThePage()
    {
        MarginStatement statement = Linear("derive-pmrm2@2026-01");

        Assert.Equal((31_711.877551m, 24_761.338776m), (decimal.Round(statement.InitialMargin.Amount, 6), decimal.Round(statement.MaintenanceMargin.Amount, 6)));
        Assert.Equal("spot −18 %, vol up", Worst(statement));
        Assert.Equal(1_020.408163m, decimal.Round(statement.Haircut.Amount, 6));
    }

    private static MarginStatement Linear(string rulebook) => new SmallVenueMarket(Now, [("BTC/USD", 100_000m), ("USDC/USD", 0.98m)], [("BTC/USDC:USDC", 100_100m, null)])
        .Statement(rulebook, SmallVenueMarket.Account([("USDC", 50_000m), ("BTC", 0.5m)], [("BTC/USDC:USDC", 1m, 99_000m)]));

    private static string Worst(MarginStatement statement)
    {
        var set = (Evidence.ScenarioSet)statement.Lines.Single(line => line.Component == MarginComponent.ScenarioRisk).Evidence;
        return set.All[set.Worst].Scenario;
    }

    private static (decimal Initial, decimal Maintenance) Amounts(IEnumerable<MarginLine> lines, MarginComponent component)
    {
        MarginLine line = lines.Single(one => one.Component == component);
        return (line.Initial.Amount, line.Maintenance.Amount);
    }
}
