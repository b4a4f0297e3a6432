using System.Collections.Immutable;
using Plimsoll.Governance.Changes;
using Plimsoll.Governance.Classes;
using Plimsoll.Governance.Monitoring;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>All rules of governance, as one dated file carries them.</summary>
public sealed record GovernanceRules : IModelParameters
{
    /// <summary>How published volatility follows its estimate.</summary>
    [Parameter("How published volatility follows its estimate")]
    public required PublicationRules Publication { get; init; }

    /// <summary>The corridor of young assets.</summary>
    [Parameter("Corridor of assets younger than 250 days")]
    public required CorridorRules Young { get; init; }

    /// <summary>Thresholds and effects of the regimes.</summary>
    [Parameter("Thresholds and effects of the regimes")]
    public required RegimeRules Regimes { get; init; }

    /// <summary>When markets are calibrated anew.</summary>
    [Parameter("When markets are calibrated anew")]
    public required RecalibrationRules Recalibration { get; init; }

    /// <summary>What may change without a proposal.</summary>
    [Parameter("What may change without a proposal; what no bound names may not")]
    public required ImmutableArray<ParameterBound> Bounds { get; init; }

    /// <summary>How proposals are decided.</summary>
    [Parameter("How proposals are decided")]
    public required ProposalRules Proposals { get; init; }

    /// <summary>What emergencies may do.</summary>
    [Parameter("What emergencies may do")]
    public required EmergencyRules Emergencies { get; init; }

    /// <summary>Time over which the maintenance margin of existing positions goes from the old set to the new.</summary>
    [Parameter("Time over which the maintenance margin of existing positions goes to a new set")]
    public required TimeSpan RampNotice { get; init; }

    /// <summary>Classes of underlyings.</summary>
    [Parameter("Classes of underlyings")]
    public required AssetClassRules AssetClasses { get; init; }

    /// <summary>Scores and classes of accounts.</summary>
    [Parameter("Scores and classes of accounts")]
    public required AccountScoreRules AccountScore { get; init; }

    /// <summary>How margins are watched.</summary>
    [Parameter("How margins are watched")]
    public required MonitorRules Monitoring { get; init; }

    /// <summary>The shipped rules.</summary>
    public static GovernanceRules Default { get; } = new()
    {
        Publication = new(), Young = CorridorRules.Default, Regimes = RegimeRules.Default, Recalibration = RecalibrationRules.Default,
        Bounds =
        [
            new() { Path = "volatility.floor", Least = 0.05, Greatest = 2, GreatestStep = 0.25, Spacing = TimeSpan.FromDays(7) },
            new() { Path = "volatility.cap", Least = 0.5, Greatest = 20, GreatestStep = 0.25, Spacing = TimeSpan.FromDays(7) },
            new() { Path = "liquidity.depth", Least = 1, Greatest = 1e12, GreatestStep = 0.5, Spacing = TimeSpan.FromDays(7) },
            new() { Path = "classes[*].capacityFloor", Least = 1, Greatest = 1e12, GreatestStep = 0.25, Spacing = TimeSpan.FromDays(7) },
            new() { Path = "classes[*].volumeFloor", Least = 1, Greatest = 1e13, GreatestStep = 0.25, Spacing = TimeSpan.FromDays(7) },
            new() { Path = "classes[*].haircutFloor", Least = 0.005, Greatest = 1, GreatestStep = 0.25, Spacing = TimeSpan.FromDays(30) },
        ],
        Proposals = ProposalRules.Default, Emergencies = EmergencyRules.Default, RampNotice = TimeSpan.FromHours(72),
        AssetClasses = AssetClassRules.Default, AccountScore = AccountScoreRules.Default, Monitoring = MonitorRules.Default,
    };

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var checks = new Checks();
        checks.NotNegative("rampNotice", RampNotice, "72h is usual; write 0h for none.");
        return
        [
            .. Under("publication", Publication.Problems()), .. Under("young", Young.Problems()), .. Under("regimes", Regimes.Problems()), .. Under("recalibration", Recalibration.Problems()),
            .. ApprovedBounds.Problems(Bounds).Select(problem => problem with { Place = "bounds" + problem.Place }), .. Under("proposals", Proposals.Problems()), .. Under("emergencies", Emergencies.Problems()), .. checks.Problems,
            .. Under("assetClasses", AssetClasses.Problems()), .. Under("accountScore", AccountScore.Problems()), .. Under("monitoring", Monitoring.Problems()),
        ];
    }

    private static IEnumerable<Problem> Under(string place, ImmutableArray<Problem> problems) => problems.Select(problem => problem with { Place = $"{place}.{problem.Place}" });
}
