using Plimsoll.Governance.Classes;

namespace Plimsoll.Lab.Calibrations;

/// <summary>The class of one asset on its way through the days. A fact that has not been recorded so far is taken to meet every threshold: a missing record is no thin market; one that stops is.</summary>
internal sealed class WalkForwardClasses(AssetClassRules rules)
{
    // Weekends trade less and a feed may pause: facts are medians over a month of volumes, and depth may be missing for as long as it is remembered.
    private const int VolumeDays = 30, FewestVolumes = 15;

    private readonly AssetClassifier classifier = AssetClassifier.Create(rules);
    private readonly Queue<double> volumes = new();
    private AssetClassState? state;
    private Timestamp? first;
    private string[] lacking = [];
    private bool hasVolume;

    /// <summary>The class held; null before the first look.</summary>
    public string? Held => state?.AssetClass;

    /// <summary>Looks at a day.</summary>
    /// <param name="now">Its close.</param>
    /// <param name="volume">Traded in it, USD; NaN where not known.</param>
    /// <param name="days">Days of recorded returns.</param>
    /// <param name="depth">Usual depth, USD; infinite where none has been recorded so far, null where the record has stopped.</param>
    /// <param name="volatility">Published.</param>
    /// <returns>What changed; null where nothing did.</returns>
    public WalkForwardEvent? Look(Timestamp now, double volume, int days, double? depth, double? volatility)
    {
        first ??= now + TimeSpan.FromDays(-days);
        hasVolume |= volume > 0;
        volumes.Enqueue(volume);
        if (volumes.Count > VolumeDays) volumes.Dequeue();
        double[] known = [.. volumes.Where(one => one > 0)];
        double? traded = !hasVolume ? double.PositiveInfinity : known.Length >= Math.Min(FewestVolumes, volumes.Count) ? AssetRecord.Median(known) : null;
        var facts = new AssetFacts(now, traded, days, depth, 0, (now - first.Value).TotalDays, volatility);
        AssetClassStep step = state is null ? classifier.Begin(facts) : classifier.Step(state, facts);
        state = step.State;
        string[] was = lacking;
        int rank = Rank(state.AssetClass);
        string[] missed = rank == 0 ? [] : [.. step.Points.Where(point => point.AssetClass == rules.Classes[rank - 1].Name && !point.IsMet).Select(point => point.Fact)];
        if (missed.Length > 0 || step.From is not null) lacking = missed;
        if (step.From is not { } from) return null;
        if (rank < Rank(from))
            return new(now, "class", $"{from} to {state.AssetClass}: held for {Number(rules.Promotion.TotalDays)} days{(was.Length > 0 ? $", once {string.Join(" and ", was)} {(was.Length > 1 ? "were" : "was")} met" : "")}") { Cause = string.Join(", ", was) };
        AssetClassPoint[] lost = [.. step.Points.Where(point => point.AssetClass == from && !point.IsKept)];
        return new(now, "class", $"{from} to {state.AssetClass}: missed for {Number(rules.Demotion.TotalDays)} days, {string.Join(", ", lost.Select(point => $"{point.Fact} {(point.Value is { } value ? Number(value) : "unknown")} against {Number(point.Threshold)}"))}")
        {
            Cause = string.Join(", ", lost.Select(point => point.Fact)),
        };
    }

    private int Rank(string name)
    {
        for (int i = 0; i < rules.Classes.Length; i++)
            if (rules.Classes[i].Name == name) return i;
        return rules.Classes.Length;
    }

    private static string Number(double value) => value >= 1e6 ? (value / 1e6).ToString("0.# M", CultureInfo.InvariantCulture) : value.ToString("0.##", CultureInfo.InvariantCulture);
}
