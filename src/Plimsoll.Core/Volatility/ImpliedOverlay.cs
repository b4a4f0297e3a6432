namespace Plimsoll.Volatility;

/// <summary>Mixes a statistical forecast with what options imply: (1 − ψ)·f + ψ·κ·IV², where κ takes the premium for bearing variance out of the implied one.</summary>
/// <remarks>ψ is 0.25 for a day and 0.5 from a week on: implied variances look a month ahead. For margin it counts upwards only; options that are calm are no reason to ask for less.</remarks>
public sealed record ImpliedOverlay
{
    /// <summary>ψ for one day.</summary>
    public double WeightOfDay { get; init; } = 0.25;

    /// <summary>ψ from seven days on; between them it rises in a straight line.</summary>
    public double WeightOfWeek { get; init; } = 0.5;

    /// <summary>Days that κ is a mean over.</summary>
    public int PremiumWindow { get; init; } = 250;

    /// <summary>Fewest days for κ; with fewer the forecast stays as it is.</summary>
    public int FewestDays { get; init; } = 60;

    /// <summary>κ is not below this.</summary>
    public double LeastPremium { get; init; } = 0.6;

    /// <summary>κ is not above this.</summary>
    public double GreatestPremium { get; init; } = 1.0;

    /// <summary>The overlay with its usual numbers.</summary>
    public static ImpliedOverlay Default { get; } = new();

    /// <summary>ψ of a horizon.</summary>
    /// <param name="horizon">Days, at least 1.</param>
    public double Weight(int horizon) => WeightOfDay + ((WeightOfWeek - WeightOfDay) * Math.Min(6, horizon - 1) / 6.0);

    /// <summary>κ: the trailing mean of realised over implied variance, within its bounds.</summary>
    /// <param name="history">Days with an index.</param>
    /// <param name="known">Days known.</param>
    /// <returns>NaN where too few days have both.</returns>
    public double Premium(DailyHistory history, int known)
    {
        ArgumentNullException.ThrowIfNull(history);
        double sum = 0.0;
        int count = 0;
        for (int i = Math.Max(1, known - PremiumWindow); i < known; i++)
        {
            // What was implied at the end of a day is held against the day after it.
            double ratio = history.Variances[i] / history.Implied[i - 1];
            if (!double.IsFinite(ratio)) continue;
            sum += ratio;
            count++;
        }

        return count >= FewestDays ? Math.Clamp(sum / count, LeastPremium, GreatestPremium) : double.NaN;
    }

    /// <summary>One forecast with the overlay.</summary>
    /// <param name="history">Days with an index.</param>
    /// <param name="known">Days known.</param>
    /// <param name="forecast">Mean variance a day of the statistical model.</param>
    /// <param name="horizon">Days, at least 1.</param>
    /// <param name="upwardOnly">Whether the mix counts only where it is above the forecast.</param>
    /// <returns>The forecast as it is where the index is not known on the last day, or too short for κ.</returns>
    public double Over(DailyHistory history, int known, double forecast, int horizon, bool upwardOnly)
    {
        ArgumentNullException.ThrowIfNull(history);
        double implied = known > 0 ? history.Implied[known - 1] : double.NaN, weight = Weight(horizon);
        double mixed = ((1.0 - weight) * forecast) + (weight * Premium(history, known) * implied);
        return !double.IsFinite(mixed) ? forecast : upwardOnly ? Math.Max(forecast, mixed) : mixed;
    }

    /// <summary>A path of forecasts, the first of them from <paramref name="first"/> days; NaN on days that the index says nothing of, so that it is scored on the others.</summary>
    internal double[] Over(DailyHistory history, double[] forecasts, int first, int horizon, bool upwardOnly)
    {
        var mixed = new double[forecasts.Length];
        for (int i = 0; i < mixed.Length; i++)
        {
            int known = first + i;
            bool speaks = known > 0 && double.IsFinite(history.Implied[known - 1]) && double.IsFinite(Premium(history, known));
            mixed[i] = speaks ? Over(history, known, forecasts[i], horizon, upwardOnly) : double.NaN;
        }

        return mixed;
    }
}
