using Plimsoll.Market;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Mean and peak of a volatility, and its largest relative rises over one day and five; NaN where there is none.</summary>
/// <param name="Mean">Annualised.</param>
/// <param name="Peak">Annualised.</param>
/// <param name="Rise1">Over a day, 0.5 for half as much again.</param>
/// <param name="Rise5">Over five days.</param>
public sealed record VolatilityPath(double Mean, double Peak, double Rise1, double Rise5)
{
    // Both over days that have an estimate, so that the two can be compared.
    internal static VolatilityPath Of(ImmutableArray<WalkForwardDay> days, Func<WalkForwardDay, double?> value)
    {
        double[] levels = [.. days.Where(day => day.Estimate is not null).Select(value).OfType<double>()];
        return levels.Length == 0 ? new(double.NaN, double.NaN, double.NaN, double.NaN) : new(levels.Average(), levels.Max(), Rise(days, value, 1), Rise(days, value, 5));
    }

    private static double Rise(ImmutableArray<WalkForwardDay> days, Func<WalkForwardDay, double?> value, int over)
    {
        double greatest = double.NaN;
        for (int i = over; i < days.Length; i++)
            if (value(days[i]) is { } now && value(days[i - over]) is { } before && !(greatest >= (now / before) - 1))
                greatest = (now / before) - 1;
        return greatest;
    }
}

/// <summary>What governance did to one asset, in figures.</summary>
/// <param name="Asset">The coin.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Days">How many.</param>
/// <param name="Shares">Share of days in calm, elevated, stressed and crisis.</param>
/// <param name="Transitions">Changes of regime.</param>
/// <param name="Raw">The estimate.</param>
/// <param name="Published">What margins are computed with.</param>
/// <param name="Applied">Recalibrations that took effect by themselves.</param>
/// <param name="Proposed">Those that needed a second person.</param>
/// <param name="Approved">Proposals taken to be approved.</param>
/// <param name="Lapsed">Proposals that lapsed.</param>
/// <param name="Without">Recalibrations that changed nothing, had nothing to go by or were refused.</param>
/// <param name="Causes">What called for recalibrations, how often.</param>
/// <param name="Alerts">Changes of an alert.</param>
/// <param name="Class">The class at the end.</param>
/// <param name="Reclassed">Changes of class.</param>
public sealed record WalkForwardSummary(
    Currency Asset, Timestamp From, Timestamp To, int Days, ImmutableArray<double> Shares, int Transitions, VolatilityPath Raw, VolatilityPath Published, int Applied, int Proposed, int Approved, int Lapsed, int Without,
    ImmutableSortedDictionary<string, int> Causes, int Alerts, string Class, int Reclassed)
{
    /// <summary>Of an asset with at least a day.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static WalkForwardSummary Of(WalkForwardAsset asset)
    {
        ArgumentNullException.ThrowIfNull(asset);
        if (asset.Days.IsEmpty) throw new ArgumentException($"{asset.Asset} has no days; leave it out.", nameof(asset));
        int Count(string kind, string? cause = null) => asset.Events.Count(one => one.Kind == kind && (cause is null || one.Cause == cause));
        return new(
            asset.Asset, asset.Days[0].Time, asset.Days[^1].Time, asset.Days.Length, [.. Enum.GetValues<Regime>().Select(regime => (double)asset.Days.Count(day => day.Regime == regime) / asset.Days.Length)], Count("regime"),
            VolatilityPath.Of(asset.Days, day => day.Estimate), VolatilityPath.Of(asset.Days, day => day.Published), Count("set"), Count("proposal"), Count("decision", "approved"), Count("decision", "lapsed"), Count("recalibration"),
            asset.Events.Where(one => one.Kind is "set" or "proposal" or "recalibration").SelectMany(one => one.Cause.Split(", ", StringSplitOptions.RemoveEmptyEntries)).CountBy(cause => cause).ToImmutableSortedDictionary(StringComparer.Ordinal), Count("alert"),
            asset.Days[^1].Class, Count("class"));
    }
}
