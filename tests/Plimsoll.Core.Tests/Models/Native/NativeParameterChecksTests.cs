using Plimsoll.Core.Tests.Generators;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Native;

public class NativeParameterChecksTests
{
    private static readonly NativeParameters Plain = TestParameters.Native();

    private static (string Place, NativeParameters Parameters)[] Contradictions =>
    [
        ("marketRisk.maintenanceTail", Risk(risk => risk with { MaintenanceTail = 0.005 })),
        ("marketRisk.shortHours", Risk(risk => risk with { ShortHours = 48 })),
        ("marketRisk.hours", Risk(risk => risk with { Hours = 36 })),
        ("marketRisk.copula.draws", Risk(risk => risk with { Copula = new CopulaParameters { Draws = 479, DegreesOfFreedom = 4 } })),
        ("marketRisk.windowDays", Risk(risk => risk with { WindowDays = 39 })),
        ("grid.points", Plain with { Grid = Plain.Grid with { Points = [-1, 1] } }),
        ("grid.points[2]", Plain with { Grid = Plain.Grid with { Points = [-1, 0, 0, 1] } }),
        ("classes[5].name", Plain with { Classes = Plain.Classes.Add(Plain.Classes[3] with { Name = "majors", Assets = [] }) }),
        ("classes[1].assets", Classes(1, entry => entry with { Assets = [.. entry.Assets, Currency.Of("BTC")] })),
        ("classes[2].reference", Classes(2, entry => entry with { Reference = Currency.Of("SOL") })),
        ("classes[4].group", Classes(4, entry => entry with { Group = "majors" })),
        ("classes[3].group", Plain with { Classes = [.. TestParameters.Joined(Plain).Classes.Select(entry => entry.Name == "small" ? entry with { Group = "mid" } : entry)] }),
        ("defaultClass", Plain with { DefaultClass = "huge" }),
        ("sectors[0].name", Plain with { Sectors = [new Sector { Name = "majors", Assets = [] }] }),
        ("sectors[1].name", Plain with { Sectors = [.. Plain.Sectors, Plain.Sectors[0]] }),
        ("stress[1].name", Stress(entry => entry with { Name = Plain.Stress[0].Name })),
        ("stress[1]", Stress(entry => entry with { Weight = entry.Weight.Add("huge", 1) })),
        ("stress[1]", Stress(entry => entry with { Spot = null, Volatility = null })),
        ("offset.breakShare", Plain with { Offset = Plain.Offset with { BreakShare = 0.51 } }),
        ("offset.lookbackDays", Plain with { Offset = Plain.Offset with { LookbackDays = 19 } }),
        ("collateral.brackets", Brackets()),
        ("collateral.brackets[1].upTo", Brackets((0.5, 1), (0.5, 2))),
        ("collateral.brackets[1].multiple", Brackets((0.5, 2), (1, 1))),
        ("data.boundSeconds", Plain with { Data = Plain.Data with { BoundSeconds = 119 } }),
        ("data.historyLimitHours", Plain with { Data = Plain.Data with { HistoryLimitHours = 47 } }),
        ("size.curveScale", Size(size => size with { Curve = SizeCurveKind.Linear })),
        ("size.curveScale", Size(size => size with { Curve = SizeCurveKind.Exponential, CurveScale = 0 })),
        ("size.curveBrackets", Size(size => size with { Curve = SizeCurveKind.Tiered })),
        ("size.curveBrackets[0].from", Size(size => Tiers(size, (1, 1)))),
        ("size.curveBrackets[2].from", Size(size => Tiers(size, (0, 1), (2, 2), (2, 3)))),
        ("size.curve", Size(size => Tiers(size, (0, 3), (2, 2)))),
        ("accountClasses", Plain with { AccountClasses = [] }),
        ("accountClasses[1].name", Plain with { AccountClasses = [new AccountClass { Name = "A", Factor = 1 }, new AccountClass { Name = "A", Factor = 2 }] }),
        ("regimes.stressed.liquidationThresholdScale", Regimes((1, 1), (1.5, 1.6), (2, 1.6))),
        ("regimes.stressed.marginMultiplier", Regimes((1.5, 1), (1.4, 1), (2, 1))),
        ("regimes.crisis.liquidationThresholdScale", Regimes((1, 1), (1.5, 1.2), (2, 1.1))),
    ];

    [Fact]
    public void Problems_PlainParametersAndTheirVariations_AreNone()
    {
        Assert.Empty(Plain.Problems());
        Assert.All(TestParameters.Variations(), variation => Assert.Empty(variation.Parameters.Problems()));
    }

    [Fact]
    public void Problems_EveryContradiction_NamesItsPlaceAlone()
    {
        foreach ((string place, NativeParameters parameters) in Contradictions)
        {
            Assert.True(parameters.Problems() is { IsEmpty: false } problems && problems.All(problem => problem.Place == place), $"{place}: found {string.Join("; ", parameters.Problems())}.");
            Assert.Throws<InvalidInputException>(() => Plimsoll.Models.Native.NativeModel.Create(new ModelVersion("test", "1", ""), parameters));
        }
    }

    [Fact]
    public void Problems_OfSeveral_AreReportedAtOnce() =>
        Assert.Equal(3, (Plain with { DefaultClass = "huge", Data = Plain.Data with { BoundSeconds = 1, HistoryLimitHours = 1 } }).Problems().Length);

    private static NativeParameters Risk(Func<MarketRiskParameters, MarketRiskParameters> change) => Plain with { MarketRisk = change(Plain.MarketRisk) };

    private static NativeParameters Size(Func<SizeParameters, SizeParameters> change) => Plain with { Size = change(Plain.Size) };

    private static NativeParameters Regimes(params (double Multiplier, double Scale)[] of)
    {
        RegimeCharge At(int i) => new() { MarginMultiplier = of[i].Multiplier, LiquidationThresholdScale = of[i].Scale };
        return Plain with { Regimes = new RegimeParameters { Elevated = At(0), Stressed = At(1), Crisis = At(2) } };
    }

    private static NativeParameters Classes(int at, Func<LiquidityClass, LiquidityClass> change) => Plain with { Classes = Plain.Classes.SetItem(at, change(Plain.Classes[at])) };

    private static NativeParameters Stress(Func<StressScenario, StressScenario> change) => Plain with { Stress = Plain.Stress.SetItem(1, change(Plain.Stress[1])) };

    private static NativeParameters Brackets(params (double UpTo, double Multiple)[] brackets) =>
        Plain with { Collateral = Plain.Collateral with { Brackets = [.. brackets.Select(bracket => new HaircutBracket { UpTo = bracket.UpTo, Multiple = bracket.Multiple })] } };

    private static SizeParameters Tiers(SizeParameters size, params (double From, double Multiplier)[] brackets) =>
        size with { Curve = SizeCurveKind.Tiered, CurveBrackets = [.. brackets.Select(bracket => new CurveBracket { From = bracket.From, Multiplier = bracket.Multiplier })] };
}
