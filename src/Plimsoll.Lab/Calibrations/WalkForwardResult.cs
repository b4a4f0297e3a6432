using System.Text;
using Plimsoll.Governance.Changes;
using Plimsoll.Governance.Monitoring;
using Plimsoll.Market;

namespace Plimsoll.Lab.Calibrations;

/// <summary>One day of one asset under governance, as it was known at its close.</summary>
/// <param name="Time">The close.</param>
/// <param name="Estimate">Estimated volatility, annualised; null on a day without a return.</param>
/// <param name="Published">Published volatility, annualised.</param>
/// <param name="Regime">The regime in force.</param>
/// <param name="NewFactor">On initial margin of new positions.</param>
/// <param name="ExistingFactor">On that of existing ones, after notice.</param>
/// <param name="Alert">The worst alert of the monitor.</param>
public sealed record WalkForwardDay(Timestamp Time, double? Estimate, double? Published, Regime Regime, double NewFactor, double ExistingFactor, AlertLevel Alert)
{
    /// <summary>The class of the asset.</summary>
    public string Class { get; init; } = "";
}

/// <summary>Something that governance did.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">regime, watch, recalibration, set, proposal, decision, alert or class.</param>
/// <param name="Text">What and why, in words.</param>
public sealed record WalkForwardEvent(Timestamp Time, string Kind, string Text)
{
    /// <summary>What caused it, in a word or a list of them: the indicator of a regime, what called for a recalibration, the measure of an alert, the facts of a class, approved or lapsed.</summary>
    public string Cause { get; init; } = "";
}

/// <summary>The timeline of one asset.</summary>
/// <param name="Asset">The coin.</param>
/// <param name="Days">Day by day from the first estimate on.</param>
/// <param name="Events">What was done, in order.</param>
/// <param name="Ledger">Every parameter set that stood.</param>
public sealed record WalkForwardAsset(Currency Asset, ImmutableArray<WalkForwardDay> Days, ImmutableArray<WalkForwardEvent> Events, ParameterLedger Ledger);

/// <summary>The timelines of all assets.</summary>
/// <param name="Assets">In ordinal order.</param>
public sealed record WalkForwardResult(ImmutableArray<WalkForwardAsset> Assets)
{
    /// <summary>What happened from a time on; the days before it are the past that governance knew by then.</summary>
    public WalkForwardResult Since(Timestamp from) => new([.. Assets.Select(asset => asset with { Days = [.. asset.Days.Where(day => day.Time >= from)], Events = [.. asset.Events.Where(one => one.Time >= from)] })]);

    /// <summary>The days as CSV.</summary>
    public string DaysCsv()
    {
        var text = new StringBuilder("time,asset,estimate,published,regime,new_factor,existing_factor,alert,class\n");
        foreach (WalkForwardAsset asset in Assets)
            foreach (WalkForwardDay day in asset.Days)
                text.Append(CultureInfo.InvariantCulture, $"{day.Time},{asset.Asset},{day.Estimate:0.000000},{day.Published:0.000000},{Word(day.Regime)},{day.NewFactor:R},{day.ExistingFactor:R},{Word(day.Alert)},{day.Class}\n");
        return text.ToString();
    }

    /// <summary>The events as a table in Markdown.</summary>
    public string EventsTable()
    {
        var text = new StringBuilder("| time | asset | what | why |\n| --- | --- | --- | --- |\n");
        foreach (WalkForwardAsset asset in Assets)
            foreach (WalkForwardEvent one in asset.Events)
                text.Append(CultureInfo.InvariantCulture, $"| {one.Time} | {asset.Asset} | {one.Kind} | {one.Text.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        return text.ToString();
    }

    private static string Word<T>(T member)
        where T : struct, Enum => member.ToString().ToLowerInvariant();
}
