using System.Collections.Immutable;

namespace Plimsoll.Governance.Monitoring;

/// <summary>The monitors of many subjects, each by its name, as "class:B", "market:BTC", "portfolio:long-BTC".</summary>
/// <param name="States">By subject, in ordinal order.</param>
public sealed record MonitorBook(ImmutableSortedDictionary<string, MonitorState> States)
{
    /// <summary>No subject yet.</summary>
    public static MonitorBook Empty { get; } = new(ImmutableSortedDictionary.Create<string, MonitorState>(StringComparer.Ordinal));

    /// <summary>Every alert that is not green, worst first, then by subject.</summary>
    public ImmutableArray<(string Subject, Alert Alert)> Raised =>
    [
        .. States.SelectMany(entry => entry.Value.Alerts.Where(alert => alert.Level > AlertLevel.Green).Select(alert => (Subject: entry.Key, Alert: alert)))
            .OrderByDescending(entry => entry.Alert.Level),
    ];

    /// <summary>The book after one more observation of a subject, which begins with it where it is new.</summary>
    public (MonitorBook Book, MonitorStep Step) After(MarginMonitor monitor, string subject, MarginObservation observation)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        ArgumentNullException.ThrowIfNull(observation);
        MonitorStep step = monitor.Step(States.TryGetValue(subject, out MonitorState? state) ? state : monitor.Begin(observation.Time), observation);
        return (new(States.SetItem(subject, step.State)), step);
    }
}
