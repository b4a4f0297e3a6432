using System.Globalization;
using Plimsoll.Market;

namespace Plimsoll.Governance;

/// <summary>What calls for a recalibration.</summary>
public enum RecalibrationTrigger
{
    /// <summary>The interval has passed.</summary>
    Schedule = 1,

    /// <summary>Volatility now over its long-run level rose to the threshold.</summary>
    VolatilityRatio = 2,

    /// <summary>The market went into or out of a regime bad enough.</summary>
    RegimeChange = 3,

    /// <summary>Monitoring turned amber or red.</summary>
    Alert = 4,

    /// <summary>Depth moved away from that of the last recalibration.</summary>
    Depth = 5,

    /// <summary>Open interest moved away from that of the last recalibration.</summary>
    OpenInterest = 6,

    /// <summary>A new listing has enough days of its own.</summary>
    Listing = 7,
}

/// <summary>Why a recalibration that is called for waits. It is not forgotten.</summary>
public enum RecalibrationHold
{
    /// <summary>The last one is too recent.</summary>
    TooSoon = 1,

    /// <summary>The regime is too bad: what is estimated in the midst of it would not last, and published volatility has answered already.</summary>
    Regime = 2,

    /// <summary>An indicator is missing or old.</summary>
    Unread = 3,

    /// <summary>A proposal for the market is open; two at once would be of different bases.</summary>
    ProposalOpen = 4,

    /// <summary>An emergency is in force.</summary>
    Emergency = 5,
}

/// <summary>One reason for a recalibration.</summary>
/// <param name="Trigger">What called.</param>
/// <param name="Time">When it did.</param>
/// <param name="Figure">What it read: days, a ratio, the number of a regime or alert, a relative change.</param>
/// <param name="Threshold">From where on it calls.</param>
public sealed record RecalibrationReason(RecalibrationTrigger Trigger, Values.Timestamp Time, double Figure, double Threshold)
{
    /// <summary>The reason in words, as "depth −45 % against 40 %".</summary>
    public override string ToString() => Trigger switch
    {
        RecalibrationTrigger.Schedule => Text($"{Figure:0.#} days since the last, {Threshold:0.#} are the interval"),
        RecalibrationTrigger.VolatilityRatio => Text($"volatility {Figure:0.00} times its long-run level, from {Threshold:0.00}"),
        RecalibrationTrigger.RegimeChange => $"regime now {((Regime)(int)Figure).ToString().ToLowerInvariant()}",
        RecalibrationTrigger.Alert => $"monitoring {((Monitoring.AlertLevel)(int)Figure).ToString().ToLowerInvariant()}",
        RecalibrationTrigger.Depth => Text($"depth {100 * Figure:+0;−0} % since the last, {100 * Threshold:0} % call"),
        RecalibrationTrigger.OpenInterest => Text($"open interest {100 * Figure:+0;−0} % since the last, {100 * Threshold:0} % call"),
        _ => Text($"{Figure:0} days of own history, {Threshold:0} are enough"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
