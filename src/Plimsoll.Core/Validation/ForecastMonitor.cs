using System.Collections.Immutable;

namespace Plimsoll.Validation;

/// <summary>Watches one forecaster of variances day by day and says when it has drifted from the market. Pure: each day gives a new monitor.</summary>
/// <remarks>
/// Watched is x = ln(RV/forecast), standardised by a mean and deviation that follow it slowly, with a memory of 250 days: what a method always does is no drift. CUSUM with slack ½ and limit 5 in both directions;
/// its sums end at twice the limit, so that an alarm ends ten quiet days after the cause does. The e-process bets a share of its wealth on RV/forecast − 1, whose mean is at most 0 while forecasts are not too
/// low: an alarm at 20 is false with probability at most 5 % whenever one looks. Its wealth starts again from 1 where it has fallen to a tenth, so that good years do not hide a bad month.
/// </remarks>
public sealed record ForecastMonitor
{
    private const int Learning = 90;
    private const double Memory = 250.0;
    private const double Slack = 0.5;
    private const double Limit = 5.0;
    private const double Bet = 0.05;
    private const double HinkleyTolerance = 0.25;
    private const double HinkleyLimit = 25.0;

    // One day cannot count as a trend.
    private const double GreatestScore = 4.0;

    private ForecastMonitor()
    {
    }

    /// <summary>A monitor before its first day.</summary>
    public static ForecastMonitor Start { get; } = new();

    /// <summary>Days watched.</summary>
    public int Days { get; private init; }

    /// <summary>Mean of x.</summary>
    public double Mean { get; private init; }

    /// <summary>Deviation of x about it.</summary>
    public double Deviation => Math.Sqrt(Variance);

    /// <summary>The upward sum.</summary>
    public Cusum Up { get; private init; } = new(Slack, Limit);

    /// <summary>The downward sum.</summary>
    public Cusum Down { get; private init; } = new(Slack, Limit);

    /// <summary>Page and Hinkley's statistic of the standardised x.</summary>
    public PageHinkley Hinkley { get; private init; } = new(HinkleyTolerance);

    /// <summary>ln of the e-process.</summary>
    public double LogWealth { get; private init; }

    private double Variance { get; init; }

    /// <summary>What has been noticed and still holds; nothing in the first 90 days.</summary>
    public ImmutableArray<DriftAlarm> Alarms
    {
        get
        {
            var alarms = ImmutableArray.CreateBuilder<DriftAlarm>();
            if (Up.Alarm) alarms.Add(DriftAlarm.ForecastsTooLow);
            if (Down.Alarm) alarms.Add(DriftAlarm.ForecastsTooHigh);
            if (Hinkley.Statistic > HinkleyLimit) alarms.Add(DriftAlarm.MeanHasRisen);
            if (LogWealth >= Math.Log(EBacktest.AlarmWealth)) alarms.Add(DriftAlarm.BetWon);
            return alarms.ToImmutable();
        }
    }

    /// <summary>Whether an alarm says that forecasts are too low: such a forecaster is demoted. One that is too high costs margin and leaves nothing uncovered.</summary>
    public bool IsUnsafe => Alarms.Any(alarm => alarm != DriftAlarm.ForecastsTooHigh);

    /// <summary>The monitor after one more day.</summary>
    /// <param name="realised">What happened, a variance above 0.</param>
    /// <param name="forecast">What was forecast, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not finite and above 0.</exception>
    public ForecastMonitor After(double realised, double forecast)
    {
        double ratio = Positive(realised, nameof(realised)) / Positive(forecast, nameof(forecast)), x = Math.Log(ratio);
        double wealth = LogWealth + Math.Log(1.0 - Bet + (Bet * ratio));
        ForecastMonitor next = this with { Days = Days + 1, LogWealth = wealth < -Math.Log(10.0) ? 0.0 : Math.Min(wealth, Math.Log(2.0 * EBacktest.RedWealth)) };
        // Of the days before it alone: a shift must not explain itself.
        double score = Days >= Learning && Variance > 0.0 ? Math.Clamp((x - Mean) / Deviation, -GreatestScore, GreatestScore) : 0.0, weight = 1.0 / Math.Min(next.Days, Memory), off = x - Mean;
        next = next with { Mean = Mean + (weight * off), Variance = (1.0 - weight) * (Variance + (weight * off * off)) };
        if (Days < Learning) return next;
        Cusum up = Up.After(score), down = Down.After(-score);
        PageHinkley hinkley = Hinkley.After(score);
        return next with
        {
            Up = up with { Sum = Math.Min(up.Sum, 2.0 * Limit) },
            Down = down with { Sum = Math.Min(down.Sum, 2.0 * Limit) },
            Hinkley = hinkley with { Sum = Math.Min(hinkley.Sum, hinkley.Least + (2.0 * HinkleyLimit)) },
        };
    }

    private static double Positive(double value, string name) => value > 0.0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A variance is finite and above 0; leave out a day on which nothing moved.");
}
