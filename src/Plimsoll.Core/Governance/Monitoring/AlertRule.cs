using System.Globalization;
using Plimsoll.Parameters;

namespace Plimsoll.Governance.Monitoring;

/// <summary>Where one measure turns amber and red, and where back.</summary>
public sealed record AlertRule
{
    /// <summary>Which measure.</summary>
    [Parameter("What is measured")]
    public required AlertMeasure Measure { get; init; }

    /// <summary>Amber from here on, itself included.</summary>
    [Parameter("Amber from here on", Unit = "the measure's", Minimum = 0)]
    public required double Amber { get; init; }

    /// <summary>Amber is kept until the figure is better than this.</summary>
    [Parameter("Amber until better than this", Unit = "the measure's", Minimum = 0)]
    public required double AmberUntil { get; init; }

    /// <summary>Red from here on, itself included.</summary>
    [Parameter("Red from here on", Unit = "the measure's", Minimum = 0)]
    public required double Red { get; init; }

    /// <summary>Red is kept until the figure is better than this.</summary>
    [Parameter("Red until better than this", Unit = "the measure's", Minimum = 0)]
    public required double RedUntil { get; init; }

    /// <summary>What a figure calls for, after a level.</summary>
    public AlertLevel After(AlertLevel before, double figure) =>
        IsAtLeast(figure, before == AlertLevel.Red ? RedUntil : Red) ? AlertLevel.Red
        : IsAtLeast(figure, before >= AlertLevel.Amber ? AmberUntil : Amber) ? AlertLevel.Amber : AlertLevel.Green;

    /// <summary>Where a level begins; null of green.</summary>
    public double? Of(AlertLevel level) => level switch { AlertLevel.Amber => Amber, AlertLevel.Red => Red, _ => null };

    internal void Check(Checks checks, string place)
    {
        checks.That(Enum.IsDefined(Measure), $"{place}.measure", $"{(int)Measure} is no measure.");
        checks.That(double.IsFinite(Amber) && double.IsFinite(Red) && Amber != Red && IsAtLeast(Red, Amber), $"{place}.red", Text($"{Red:R} is not worse than amber, {Amber:R}."));
        checks.That(Amber != AmberUntil && IsAtLeast(Amber, AmberUntil), $"{place}.amberUntil", Text($"{AmberUntil:R} is not better than {Amber:R}; an alert that ends where it begins flickers."));
        checks.That(Red != RedUntil && IsAtLeast(Red, RedUntil), $"{place}.redUntil", Text($"{RedUntil:R} is not better than {Red:R}; an alert that ends where it begins flickers."));
        checks.That(IsAtLeast(RedUntil, AmberUntil), $"{place}.redUntil", Text($"{RedUntil:R} is better than {AmberUntil:R} of amber; red ends first."));
    }

    private bool IsAtLeast(double figure, double threshold) => Measure == AlertMeasure.Clustering ? figure <= threshold : figure >= threshold;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
