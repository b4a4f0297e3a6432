using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>Trees trained again and again as days went by; each forecast uses the latest that knew nothing of what it forecasts.</summary>
/// <param name="Fits">Those of one horizon in order of <see cref="TreeFit.Known"/>.</param>
public sealed record TreeSchedule(ImmutableArray<TreeFit> Fits)
{
    // Weight of a day's bias a day later: half of it is gone after ten weeks.
    private const double BiasDecay = 0.99;

    /// <summary>Forecasts of mean variance a day over the horizon, from the first known days on.</summary>
    /// <remarks>
    /// Trees predict ln RV, whose exponential lies below the mean of RV. The factor between them is the mean ratio within the first training, then an exponential mean of the ratios of forecasts made, each counted
    /// once its days are over.
    /// </remarks>
    internal double[] Forecasts(DailyHistory history, int first, int horizon)
    {
        int days = history.Days.Length;
        var forecasts = new double[days - first + 1];
        Array.Fill(forecasts, double.NaN);
        TreeFit[] fits = [.. Fits.Where(fit => fit.Horizon == horizon)];
        if (fits.Length == 0) return forecasts;
        float[][] rows = TreeFeatures.Of(history);
        int begin = fits[0].Known, at = 0;
        var raw = new double[days + 1];
        double bias = fits[0].Bias;
        for (int known = begin; known <= days; known++)
        {
            while (at + 1 < fits.Length && fits[at + 1].Known <= known) at++;
            raw[known] = Math.Exp(fits[at].Trees.Predict(rows[known - 1]));
            int made = known - horizon;
            if (made >= begin) bias = (BiasDecay * bias) + ((1.0 - BiasDecay) * (Mean(history.Variances, made, horizon) / raw[made]));
            if (known >= first) forecasts[known - first] = bias * raw[known];
        }

        return forecasts;
    }

    private static double Mean(double[] values, int from, int count)
    {
        double sum = 0.0;
        for (int i = from; i < from + count; i++) sum += values[i];
        return sum / count;
    }
}
