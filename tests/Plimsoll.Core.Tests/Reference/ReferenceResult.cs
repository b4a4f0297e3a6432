using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>What the reference finds for one netting set, with every intermediate; amounts in US dollars, before rounding to cents.</summary>
internal sealed record ReferenceResult
{
    public required AccountPath Path { get; init; }

    /// <summary>What is missing; the rest is empty when there is anything.</summary>
    public ImmutableArray<string> Gaps { get; init; } = [];

    public double Hours { get; init; }
    public double StepHours { get; init; }
    public double Nav { get; init; }
    public double OptionValue { get; init; }
    public double UnrealisedPnl { get; init; }
    public double Haircut { get; init; }
    public double CostToRealiseGains { get; init; }
    public double Equity { get; init; }

    public SortedDictionary<Currency, ReferenceCollateral> Collateral { get; init; } = [];
    public SortedDictionary<Currency, ReferenceUnderlying> Underlyings { get; init; } = [];

    /// <summary>Market_1% of the book, Market_1% of book and orders, Market_2.5% of the book.</summary>
    public ReferenceMarketRisk InitialMarket { get; init; } = ReferenceMarketRisk.None;
    public ReferenceMarketRisk InitialMarketWithOrders { get; init; } = ReferenceMarketRisk.None;
    public ReferenceMarketRisk MaintenanceMarket { get; init; } = ReferenceMarketRisk.None;

    public double Size { get; init; }
    public double LiquidationCost { get; init; }
    public SortedDictionary<string, double> Sectors { get; init; } = new(StringComparer.Ordinal);
    public double Sector { get; init; }
    public double Crowding { get; init; }
    public SortedDictionary<string, double> InitialMinimums { get; init; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, double> MaintenanceMinimums { get; init; } = new(StringComparer.Ordinal);
    public double InitialUncertainty { get; init; }
    public double MaintenanceUncertainty { get; init; }
    public double InitialWrongWay { get; init; }
    public double MaintenanceWrongWay { get; init; }
    public double InitialRegime { get; init; }
    public double MaintenanceRegime { get; init; }
    public double AccountRisk { get; init; }
    public double Owner { get; init; }

    /// <summary>Before the cap of bought options.</summary>
    public double UncappedBookInitial { get; init; }
    public double UncappedInitial { get; init; }
    public double UncappedMaintenance { get; init; }

    /// <summary>Market value of the bought options, and the requirements without them; null when there are none.</summary>
    public double? BoughtOptionValue { get; init; }
    public double? InitialWithoutBought { get; init; }
    public double? MaintenanceWithoutBought { get; init; }

    /// <summary>IM⁰, IM and MM.</summary>
    public double BookInitial { get; init; }
    public double Initial { get; init; }
    public double Maintenance { get; init; }

    public MarginStatus Status { get; init; }
}

/// <summary>One currency of the account.</summary>
internal sealed record ReferenceCollateral(double Amount, double Price, double Value, double InBook, double Rate, double Cap, double Haircut);

/// <summary>Everything of one underlying in the book.</summary>
internal sealed record ReferenceUnderlying
{
    public double Spot { get; init; }
    public double DailyVolatility { get; init; }
    public double DownRange { get; init; }
    public double UpRange { get; init; }
    public double InitialBase { get; init; }
    public double MaintenanceBase { get; init; }
    public double DeltaToday { get; init; }
    public double Gross { get; init; }
    public double LongExposure { get; init; }
    public double ShortExposure { get; init; }
    public double VegaEquivalent { get; init; }
    public SortedDictionary<Timestamp, double> Vega { get; init; } = [];
    public double Sell { get; init; }
    public double Buy { get; init; }
    public double Exposure { get; init; }
    public double Volume { get; init; }
    public double? BidDepth { get; init; }
    public double? AskDepth { get; init; }
    public double BidCapacity { get; init; }
    public double AskCapacity { get; init; }
    public double Spread { get; init; }
    public double Times { get; init; }
    public double Multiplier { get; init; }
    public double Size { get; init; }
    public double ImpactCost { get; init; }
    public double BidWalk { get; init; }
    public double AskWalk { get; init; }
    public double VegaCost { get; init; }
    public double FullCost { get; init; }
    public double Cost { get; init; }
    public double OpenInterest { get; init; }
    public double OpenInterestCap { get; init; }
    public double CrowdingShare { get; init; }
    public double MinimumTerm { get; init; }
}

/// <summary>Market risk at one level, of the dynamics that counts.</summary>
internal sealed record ReferenceMarketRisk
{
    public static ReferenceMarketRisk None { get; } = new();

    public bool StickyStrike { get; init; }
    public SortedDictionary<string, ReferenceGroup> Groups { get; init; } = new(StringComparer.Ordinal);
    public double Break { get; init; }
    public double Total { get; init; }
}

/// <summary>One group at one level.</summary>
internal sealed record ReferenceGroup
{
    public required ReferenceLegs Legs { get; init; }
    public required SortedDictionary<Currency, ReferenceLegs> Alone { get; init; }
    public double Kappa { get; init; }
    public double Offset { get; init; }

    /// <summary>Base¹ and Base²: all falling together, and in no order.</summary>
    public double TogetherBase { get; init; }
    public double ShuffledBase { get; init; }

    public double Core => Legs.Core;
    public double Base => Legs.Base;
}

/// <summary>The legs of one set of underlyings at one level, each at least 0.</summary>
internal sealed record ReferenceLegs(double CoreShortfall, double Grid, double StressedShortfall, double Library, double StressedWeight)
{
    public double Core => Math.Max(CoreShortfall, Grid);
    public double Base => Math.Max(Core, Math.Max(((1 - StressedWeight) * Core) + (StressedWeight * StressedShortfall), Library));
}
