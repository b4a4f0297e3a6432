using System.Collections.Immutable;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Generators;

/// <summary>Complete and sensible parameters of the native model with short windows, so that a case costs little.</summary>
internal static class TestParameters
{
    /// <summary>Accounts of this name have the short margin period where their products allow it.</summary>
    public const string ShortAccount = "short";

    public static NativeParameters Native() => new()
    {
        MarketRisk = new MarketRiskParameters
        {
            InitialTail = 0.01,
            MaintenanceTail = 0.025,
            Hours = 24,
            ShortHours = 6,
            ShortNettingSets = [ShortAccount],
            WindowDays = 120,
            MinimumDays = 40,
            Rescaling = 0.75,
            LeastScale = 1.0 / 3.0,
            GreatestScale = 3,
            Decay = 0.97,
            SeedReturns = 10,
            Leader = Currency.Of("BTC"),
            ProxyFactor = 1.25,
            BasisTenorSlope = 2,
            StressedDays = 40,
            StressedWeight = 0.1,
        },
        VolatilityShock = new VolatilityShockParameters { BetaDown = -1.5, BetaUp = 0.3, Residual = 0.04, ReferenceDays = 30, ShortPower = 0.3, LongPower = 0.13, GreatestScale = 3 },
        Grid = new GridParameters
        {
            Points = [-1, -2.0 / 3.0, -1.0 / 3.0, 0, 1.0 / 3.0, 2.0 / 3.0, 1],
            Extended = [new ExtendedMove { Multiple = 1.5, Weight = 0.5 }, new ExtendedMove { Multiple = 3, Weight = 0.2 }],
            GreatestFall = 0.95,
        },
        Stress = Library(),
        Offset = new OffsetParameters { Stable = 0.8, Unstable = 0.5, CorrelationDays = 20, LookbackDays = 60, UnstableRange = 0.5, BreakShare = 0.5 },
        Classes =
        [
            Class("majors", ["BTC", "ETH"], "BTC", 0.35, 0.01, 5e6, 5e7, 0.0002, 1e6, 5, 0.05, 5e7) with { AutomaticLiquidation = true },
            Class("large", ["SOL", "XRP"], "SOL", 0.4, 0.02, 1e6, 1e7, 0.0005, 3e5, 3, 0.08, 1e7) with { AutomaticLiquidation = true },
            Class("mid", ["DOGE", "ADA"], "DOGE", 0.5, 0.04, 3e5, 3e6, 0.001, 1e5, 2, 0.12, 2e6),
            Class("small", ["LINK"], null, 0.6, 0.1, 5e4, 5e5, 0.003, 3e4, 1, 0.25, 2e5),
            Class("pegs", ["USDT", "USDC"], null, 0.2, 0.005, 1e7, 1e8, 0.0001, 1e6, 10, 0.01, 1e8) with { Peg = true },
        ],
        DefaultClass = "small",
        Sectors = [new Sector { Name = "memes", Assets = [Currency.Of("DOGE"), Currency.Of("PEPE")] }],
        Size = new SizeParameters
        {
            Curve = SizeCurveKind.SquareRootThenExponential,
            VolumeShare = 0.1,
            VolumeStress = 0.5,
            DepthBand = 0.02,
            RefillHours = 2,
            DepthHalfLifeHours = 24,
            SpreadStress = 3,
            Impact = 1,
            GrossShare = 0.25,
            SectorShare = 0.7,
            OpenInterestLower = 0.6,
            OpenInterestAssumed = 0.5,
        },
        Minimum = new MinimumParameters { ShortOption = 0.0075, PerpetualBasis = 0.002, Roll = 0.004, ModelUncertainty = 0.1 },
        Collateral = new CollateralParameters
        {
            Brackets = [new HaircutBracket { UpTo = 0.25, Multiple = 1 }, new HaircutBracket { UpTo = 0.5, Multiple = 1.5 }, new HaircutBracket { UpTo = 1, Multiple = 2.5 }],
            VolumeShare = 0.2,
            FloatShare = 0.02,
            Float = Map(("SOL", 4.5e8), ("ADA", 3.5e10), ("PEPE", 4.2e14)),
            Affiliated = [],
            MinimumSources = 3,
        },
        Data = new DataParameters { PriceSeconds = 120, BoundSeconds = 3600, BoundDeviations = 3, VolatilityHours = 48, StaleVolatility = 1.25, HistoryHours = 48, HistoryLimitHours = 720 },
        Status = new StatusParameters { CallMultiple = 1.1, InitialToMaintenance = 1.25 },
    };

    /// <summary>The parameters with one thing changed, each with the name of what was.</summary>
    public static ImmutableArray<(string Name, NativeParameters Parameters)> Variations()
    {
        NativeParameters n = Native();
        SizeParameters size = n.Size;
        LiquidityClass Changed(LiquidityClass of, string name, Func<LiquidityClass, LiquidityClass> change) => of.Name == name ? change(of) : of;
        return
        [
            ("plain", n),
            ("two days", n with { MarketRisk = n.MarketRisk with { Hours = 48 } }),
            ("six hours", n with { MarketRisk = n.MarketRisk with { Hours = 6 } }),
            ("full rescaling", n with { MarketRisk = n.MarketRisk with { Rescaling = 1, GreatestScale = 5 } }),
            ("no rescaling", n with { MarketRisk = n.MarketRisk with { Rescaling = 0 } }),
            ("wide tails", n with { MarketRisk = n.MarketRisk with { InitialTail = 0.05, MaintenanceTail = 0.1 } }),
            ("heavy stress", n with { MarketRisk = n.MarketRisk with { StressedWeight = 0.9 } }),
            ("no library", n with { Stress = [] }),
            ("no extended moves", n with { Grid = n.Grid with { Extended = [] } }),
            ("unstable", n with { Offset = n.Offset with { UnstableRange = 0 } }),
            ("stable", n with { Offset = n.Offset with { UnstableRange = 2, BreakShare = 0 } }),
            ("flat curve", n with { Size = size with { Curve = SizeCurveKind.Flat } }),
            ("linear curve", n with { Size = size with { Curve = SizeCurveKind.Linear, CurveScale = 0.5 } }),
            ("square-root curve", n with { Size = size with { Curve = SizeCurveKind.Sqrt, CurveScale = 1 } }),
            ("power curve", n with { Size = size with { Curve = SizeCurveKind.Power, CurveScale = 1.5 } }),
            ("exponential curve", n with { Size = size with { Curve = SizeCurveKind.Exponential, CurveScale = 0.2 } }),
            ("tiered curve", n with { Size = size with { Curve = SizeCurveKind.Tiered, CurveBrackets = [Tier(0, 1), Tier(0.5, 1.2), Tier(1, 1.6), Tier(2, 3), Tier(6, 6)] } }),
            ("amber", n with { Classes = [.. n.Classes.Select(c => Changed(c, "majors", m => m with { Amber = true }))] }),
            ("affiliated", n with { Collateral = n.Collateral with { Affiliated = [Currency.Of("SOL")] } }),
            ("one sector", n with { Sectors = [new Sector { Name = "all", Assets = [.. n.Classes.SelectMany(c => c.Assets)] }], Size = size with { SectorShare = 0.2 } }),
            ("sticky volatility", n with { VolatilityShock = n.VolatilityShock with { BetaDown = 0, BetaUp = 0, Residual = 0 } }),
            ("two groups, one class amber, offsets lost by and by", Joined(n) with { Offset = n.Offset with { UnstableRange = 0.3, UnstableWidth = 0.6 }, Classes = [.. Joined(n).Classes.Select(c => Changed(c, "large", m => m with { Amber = true }))] }),
            ("two memories", n with { MarketRisk = n.MarketRisk with { FastDecay = 0.85, RealisedShare = 0.5, UnseenFactor = 1.2, BasisRescaling = 1, BasisLeastScale = 0.1, BasisGreatestScale = 10 } }),
            ("regimes and classes of accounts", n with { AccountClasses = [new AccountClass { Name = "A", Factor = 1 }, new AccountClass { Name = "C", Factor = 1.4 }], Regimes = new RegimeParameters { Elevated = Charge(1.1, 1), Stressed = Charge(1.4, 1.2), Crisis = Charge(2, 1.9) } }),
            ("drawn core", n with { MarketRisk = n.MarketRisk with { Copula = new CopulaParameters { Draws = 600, DegreesOfFreedom = 3.5 } } }),
        ];
    }

    /// <summary>Three classes in one offset group, the others each in their own.</summary>
    public static NativeParameters Joined(NativeParameters of) => of with
    {
        Classes = [.. of.Classes.Select(c => c.Name is "majors" or "large" or "mid" ? c with { Group = "tested" } : c)],
    };

    private static CurveBracket Tier(double from, double multiplier) => new() { From = from, Multiplier = multiplier };

    private static RegimeCharge Charge(double multiplier, double scale) => new() { MarginMultiplier = multiplier, LiquidationThresholdScale = scale };

    private static LiquidityClass Class(string name, string[] assets, string? reference, double volatility, double minimum, double capacity, double volume, double spread, double vegaDepth, double openInterest, double haircut, double collateral) => new()
    {
        Name = name,
        Assets = [.. assets.Select(Currency.Of)],
        Reference = reference is null ? null : Currency.Of(reference),
        VolatilityUp = volatility,
        VolatilityDown = volatility * 0.7,
        MinimumRate = minimum,
        CapacityFloor = capacity,
        VolumeFloor = volume,
        Spread = spread,
        VegaSpread = 0.01 + (spread * 5),
        VegaDepth = vegaDepth,
        OpenInterestCap = openInterest,
        HaircutFloor = haircut,
        CollateralFloor = collateral,
    };

    private static ImmutableArray<StressScenario> Library()
    {
        ImmutableSortedDictionary<string, double> everywhere = Map(("majors", 0.3), ("large", 0.35), ("mid", 0.4), ("small", 0.5), ("pegs", 0.5));
        return
        [
            new() { Name = "crash", Scope = StressScope.All, Spot = Map(("majors", -0.4), ("large", -0.5), ("mid", -0.6), ("small", -0.7)), Volatility = 0.8, Basis = -0.02, ForwardBasis = -0.03, Weight = everywhere, Reversed = true, Amplified = true },
            new() { Name = "collapse", Scope = StressScope.Each, Spot = Map(("majors", -0.6), ("large", -0.8), ("mid", -0.95), ("small", -0.99)), Volatility = 1.5, Weight = Map(("majors", 0.15), ("large", 0.2), ("mid", 0.4), ("small", 0.6)) },
            new() { Name = "squeeze", Scope = StressScope.Each, Spot = Map(("majors", 0.6), ("large", 1), ("mid", 2), ("small", 5)), Volatility = 1, Basis = 0.05, Funding = 0.02, Weight = Map(("majors", 0.1), ("large", 0.15), ("mid", 0.2), ("small", 0.3)), Amplified = true },
            new() { Name = "depeg-tether", Scope = StressScope.All, Assets = Map(("USDT", -0.13)), Spot = Map(("majors", -0.1)), Weight = Map(("majors", 0.5), ("large", 0.5), ("mid", 0.5), ("small", 0.5), ("pegs", 1)), Reversed = true },
            new() { Name = "depeg-each", Scope = StressScope.Each, Spot = Map(("pegs", -0.35)), Weight = Map(("pegs", 0.4)), Reversed = true, Amplified = true },
            new() { Name = "volatility-triples", Scope = StressScope.All, Volatility = 2, Weight = everywhere, Reversed = true },
            new() { Name = "basis", Scope = StressScope.All, Basis = -0.05, ForwardBasis = 0.08, Weight = Map(("majors", 1), ("large", 0.9), ("mid", 0.8), ("small", 0.7)), Reversed = true, Amplified = true },
            new() { Name = "funding", Scope = StressScope.Each, Funding = 0.03, Weight = Map(("majors", 1), ("large", 1), ("mid", 1)), Reversed = true },
            new() { Name = "ether-breaks", Scope = StressScope.All, Assets = Map(("ETH", -0.3), ("SOL", 0.2)), Spot = Map(("majors", 0.1), ("large", -0.1)), Volatility = 0.3, Weight = Map(("majors", 0.6), ("large", 0.6)), Reversed = true, Amplified = true },
        ];
    }

    private static ImmutableSortedDictionary<string, double> Map(params (string Key, double Value)[] entries) =>
        entries.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
}
