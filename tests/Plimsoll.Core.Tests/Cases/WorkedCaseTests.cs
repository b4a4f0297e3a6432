using System.Globalization;
using System.Text.Json;
using Plimsoll.Accounts;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Scenarios;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Cases;

/// <summary>Every case file against the native model, number by number in the order they are computed, so that a failure names the first term that moved.</summary>
public class WorkedCaseTests
{
    private const double Tolerance = 1e-9;

    // What is left of sums that cancel: of returns, and of single numbers, which may be of millions of dollars.
    private const double NothingOfReturns = 1e-14, Nothing = 1e-10;

    public static TheoryData<string> Cases => [.. WorkedCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Factors_EveryCase_AreThoseOfTheFile(string name)
    {
        using WorkedCase worked = WorkedCase.Read(name);
        MarketRiskParameters risk = worked.Parameters.MarketRisk;
        HorizonFactors factors = worked.Native.Horizon(risk.Hours).Factors;
        ReturnPanel panel = ReturnPanel.Create(worked.Market.History, risk.Leader, risk.Hours, worked.Market.ValuationTime);
        Near(worked.Number("stressedStart"), factors.Builder.StressedStart, "start of the stressed window");
        foreach (JsonProperty entry in worked.Expected.GetProperty("factors").EnumerateObject())
        {
            Currency coin = Currency.Of(entry.Name);
            bool peg = worked.Parameters.ClassOf(coin).Peg == true;
            Factor factor = factors.Of(coin);
            double[] returns = Numbers(entry.Value, "returns"), variances = new double[returns.Length + 1];
            if (!factor.IsProxy) Near(entry.Value, "returns", panel.Returns(coin).ToArray());
            Ewma.Forecasts(returns, risk.Decay, Ewma.MeanSquare(returns.AsSpan(0, risk.SeedReturns)), variances);
            Near(entry.Value, "sigma", [.. variances[..^1].Select(Math.Sqrt)]);
            Near(entry.Value, "sigmaNow", factor.DailyVolatility);
            var rescaling = new VolatilityRescaling(risk.Rescaling, risk.LeastScale, risk.GreatestScale);
            Near(entry.Value, "k", [.. variances[..^1].Select(then => peg ? 1 : rescaling.Factor(factor.DailyVolatility * factor.DailyVolatility, then))]);
            Near(entry.Value, "core", factor.Core);
            Near(entry.Value, "coreBasis", factor.CoreBasis);
            Near(entry.Value, "coreVolatility", factor.CoreVolatility);
            Near(entry.Value, "stressed", factor.Stressed);
            Near(entry.Value, "stressedBasis", factor.StressedBasis);
            Near(entry.Value, "stressedVolatility", factor.StressedVolatility);
            Near(entry.Value.GetProperty("down"), factor.Down, "range down");
            Near(entry.Value.GetProperty("up"), factor.Up, "range up");
            Near(entry.Value, "stressedDown", factor.StressedDown);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Requirement_EveryCase_IsThatOfTheFileTermByTerm(string name)
    {
        using WorkedCase worked = WorkedCase.Read(name);
        Requirement requirement = Requirement.Of(worked.Native, NettingSet.Of(worked.Account, worked.Native));
        JsonElement expected = worked.Expected, risks = expected.GetProperty("marketRisk");
        Near(expected, "nav", (double)requirement.Set.Nav);
        Assert.Equal(expected.GetProperty("inBook").EnumerateObject().Select(coin => coin.Name), requirement.Hedges.Keys.Select(coin => coin.Code));
        foreach ((Currency coin, double coins) in requirement.Hedges) Near(expected.GetProperty("inBook"), coin.Code, coins);

        Compare(risks.GetProperty("withoutOrders"), requirement.InitialWithoutOrders);
        Compare(risks.GetProperty("initial"), requirement.Initial);
        Compare(risks.GetProperty("maintenance"), requirement.Maintenance);
        Assert.Equal(expected.GetProperty("exposures").EnumerateObject().Select(entry => entry.Name), requirement.Exposures.Select(exposure => exposure.Underlying.Code));
        foreach (Exposure exposure in requirement.Exposures) Compare(expected.GetProperty("exposures").GetProperty(exposure.Underlying.Code), exposure);
        foreach (JsonProperty sector in expected.GetProperty("sectors").EnumerateObject())
        {
            Near(sector.Value, "capacity", requirement.Horizon.SectorCapacity(sector.Name));
            Near(sector.Value, "charge", requirement.Sectors.Where(charge => charge.Sector == sector.Name).Sum(charge => charge.Amount));
        }

        Near(expected, "crowding", requirement.Crowding.Sum());
        Near(expected.GetProperty("minimum"), new LevelPair(requirement.Minimums.Sum(minimum => minimum.Initial), requirement.Minimums.Sum(minimum => minimum.Maintenance)), "minimum");
        foreach (AssetHaircut haircut in requirement.Haircuts)
        {
            JsonElement asset = expected.GetProperty("haircuts").GetProperty(haircut.Holding.Currency.Code);
            Near(asset, "rate", haircut.Count.Rate);
            Near(asset, "cap", haircut.Count.Cap);
            Near(asset, "amount", haircut.Amount);
        }

        Near(expected.GetProperty("wrongWay"), requirement.WrongWay, "wrong way");
        Near(expected, "costToRealise", requirement.CostToRealise);
        Near(expected, "equity", requirement.Equity);
        Near(expected, "initialWithoutOrders", requirement.InitialForMaintenance);
        Near(expected, "initialMargin", requirement.InitialMargin);
        Near(expected, "maintenanceBeforeCap", requirement.MaintenanceMargin);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Statement_EveryCase_IsTheFilesRequirementRoundedUpALineAtATime(string name)
    {
        using WorkedCase worked = WorkedCase.Read(name);
        var evaluator = new NativeEvaluator(new ModelVersion("test", "1", ""), worked.Native);
        MarginStatement statement = Assert.IsType<MarginOutcome.Calculated>(evaluator.Evaluate([worked.Account], MarginDetail.Lines)[0]).Statement;
        Assert.InRange((double)statement.InitialMargin.Amount - worked.Number("initialMargin"), -1e-6, 0.01 * statement.Lines.Length);
        Assert.InRange((double)statement.MaintenanceMargin.Amount - worked.Number("maintenanceMargin"), -0.01, 0.01 * statement.Lines.Length);
        Assert.InRange((double)statement.Equity.Amount - worked.Number("equity"), -0.06, 1e-6);
    }

    [Fact]
    public void WorkedCaseOfTheModelPage_QuotesTheCaseFile()
    {
        string page = File.ReadAllText(Path.Combine(WorkedCase.Repository, "docs", "models", "plimsoll.md"));
        string section = page[page.IndexOf("Worked case\n", StringComparison.Ordinal)..];
        using WorkedCase worked = WorkedCase.Read(WorkedCase.Names.Single(name => section.Contains($"{name}.json", StringComparison.Ordinal)));
        string[][] rows = [.. section.Split('\n').Where(line => line.StartsWith('|')).Skip(2).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];
        Assert.True(rows.Length >= 10, $"The table has {rows.Length} rows.");
        foreach (string[] row in rows)
        {
            string text = row[2].Replace(",", "", StringComparison.Ordinal);
            int decimals = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
            Assert.True(worked.Number(row[1].Trim('`')).ToString($"F{decimals}", CultureInfo.InvariantCulture) == text, $"{row[1]}: the page says {row[2]}, the file {worked.Number(row[1].Trim('`'))}.");
        }
    }

    private static void Compare(JsonElement expected, MarketRisk risk)
    {
        Near(expected, "total", risk.Total);
        JsonElement moneyness = expected.GetProperty("moneyness");
        Near(moneyness, "total", risk.Moneyness.Total);
        Near(moneyness, "break", risk.Moneyness.BreakCharge);
        foreach (GroupMarketRisk group in risk.Moneyness.Groups) Compare(moneyness.GetProperty("groups").GetProperty(group.Group.Axis.Group.Name), group);
        Assert.Equal(moneyness.GetProperty("groups").EnumerateObject().Count(), risk.Moneyness.Groups.Length);
        if (expected.GetProperty("strike") is not { ValueKind: JsonValueKind.Object } strike || risk.Dynamics == SmileDynamics.StickyMoneyness) return;
        foreach (GroupMarketRisk group in risk.Groups) Compare(strike.GetProperty("groups").GetProperty(group.Group.Axis.Group.Name), group);
    }

    private static void Compare(JsonElement expected, GroupMarketRisk group)
    {
        Compare(expected.GetProperty("joint"), group.Joint);
        for (int u = 0; u < group.Books.Length; u++) Compare(expected.GetProperty("alone").GetProperty(group.Books[u].Underlying.Code), group.Alone[u]);
        Near(expected, "kappa", group.Group.Offset);
        Near(expected, "offset", group.Offset);
        Near(expected, "falling", group.Falling.Base);
        Near(expected, "scattered", group.Scattered.Base);
    }

    private static void Compare(JsonElement expected, Legs legs)
    {
        Near(expected, "core", legs.CoreShortfall);
        Near(expected, "grid", legs.Grid);
        Near(expected, "stressed", legs.Stressed);
        Near(expected, "library", legs.Stress);
        Near(expected, "base", legs.Base);
    }

    private static void Compare(JsonElement expected, Exposure exposure)
    {
        Near(expected, "base", exposure.Base);
        Near(expected, "N", exposure.Notional);
        Near(expected, "gross", exposure.Gross);
        Near(expected, "vega", exposure.Book.Items.Sum(item => item.Quantity * item.Risk.Vega));
        Near(expected.GetProperty("K"), "bids", exposure.Bids.Notional);
        Near(expected.GetProperty("K"), "asks", exposure.Asks.Notional);
        Near(expected, "x", exposure.TimesToLiquidate);
        Near(expected, "m", exposure.Multiplier);
        Near(expected, "size", exposure.Size);
        Near(expected, "deltaCost", exposure.DeltaCost);
        Near(expected, "vegaCost", exposure.VegaCost);
        Near(expected, "C", exposure.Cost);
        Near(expected, "ceiling", exposure.Ceiling);
        Near(expected, "crowding", exposure.CrowdingFraction);
        Near(expected, "minimum", exposure.Minimum);
        Near(expected, "delta", exposure.Book.Delta);
    }

    private static double[] Numbers(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private static void Near(JsonElement of, string name, double[] actual)
    {
        double[] expected = Numbers(of, name);
        Assert.True(expected.Length == actual.Length, $"{name}: the file has {expected.Length} numbers, the model {actual.Length}.");
        for (int i = 0; i < actual.Length; i++) Near(expected[i], actual[i], $"{name}[{i}]", NothingOfReturns);
    }

    private static void Near(JsonElement of, LevelPair actual, string what)
    {
        Near(of.GetProperty("initial").GetDouble(), actual.Initial, what + ", initial");
        Near(of.GetProperty("maintenance").GetDouble(), actual.Maintenance, what + ", maintenance");
    }

    private static void Near(JsonElement of, string name, double actual) => Near(of.GetProperty(name).GetDouble(), actual, name);

    private static void Near(double expected, double actual, string what, double nothing = Nothing) =>
        Assert.True(Math.Abs(expected - actual) <= nothing + (Tolerance * Math.Abs(expected)), $"{what}: the file has {expected:R}, the model {actual:R}.");
}
