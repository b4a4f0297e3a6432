using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Calibration;

/// <summary>What one coin did in a crisis.</summary>
/// <param name="Asset">The coin.</param>
/// <param name="Crisis">Name of the crisis.</param>
/// <param name="Low">From the open of the window to its lowest price, simple return; at most 0.</param>
/// <param name="High">From the open to the highest price; at least 0.</param>
/// <param name="Basis">Lowest change of the perpetual's log basis from its value at the open, at the closes of the bars; null without both markets.</param>
public sealed record CrisisMove(Currency Asset, string Crisis, double Low, double High, double? Basis)
{
    /// <summary>Measures it.</summary>
    /// <param name="coin">Bars of the coin with opens, highs and lows, spot where there is spot.</param>
    /// <param name="perpetual">Bars of its perpetual of the same length; null when there is none.</param>
    /// <param name="crisis">The window.</param>
    /// <returns>Null when the bars do not begin with the window or reach less than half of it.</returns>
    public static CrisisMove? Of(BarSeries coin, BarSeries? perpetual, CrisisWindow crisis)
    {
        ArgumentNullException.ThrowIfNull(coin);
        ArgumentNullException.ThrowIfNull(crisis);
        (int from, int to) = Range(coin, crisis);
        long step = (long)coin.Step.TotalSeconds, length = crisis.To.UnixSeconds - crisis.From.UnixSeconds;
        if (to == from || coin.OpenTimes.Span[from] - crisis.From.UnixSeconds > length / 8 || (to - from) * step < length / 2) return null;
        double open = coin.Open.Length > 0 ? coin.Open.Span[from] : double.NaN;
        if (double.IsNaN(open)) open = coin.Close.Span[from];
        double low = open, high = open;
        for (int i = from; i < to; i++)
        {
            double close = coin.Close.Span[i];
            low = Math.Min(low, coin.Low.Length > 0 && !double.IsNaN(coin.Low.Span[i]) ? coin.Low.Span[i] : close);
            high = Math.Max(high, coin.High.Length > 0 && !double.IsNaN(coin.High.Span[i]) ? coin.High.Span[i] : close);
        }

        return new(coin.Base, crisis.Name, (low / open) - 1, (high / open) - 1, perpetual is null ? null : WorstBasis(coin, perpetual, crisis));
    }

    private static double? WorstBasis(BarSeries coin, BarSeries perpetual, CrisisWindow crisis)
    {
        if (coin.Step != perpetual.Step) return null;
        (int i, int end) = Range(coin, crisis);
        (int j, int last) = Range(perpetual, crisis);
        double? first = null, worst = null;
        while (i < end && j < last)
        {
            long difference = coin.OpenTimes.Span[i] - perpetual.OpenTimes.Span[j];
            if (difference == 0)
            {
                double basis = Math.Log(perpetual.Close.Span[j] / coin.Close.Span[i]);
                first ??= basis;
                worst = Math.Min(worst ?? 0, basis - first.Value);
            }

            if (difference <= 0) i++;
            if (difference >= 0) j++;
        }

        return worst;
    }

    private static (int From, int To) Range(BarSeries bars, CrisisWindow crisis)
    {
        ReadOnlySpan<long> opens = bars.OpenTimes.Span;
        int from = opens.BinarySearch(crisis.From.UnixSeconds), to = opens.BinarySearch(crisis.To.UnixSeconds);
        return (from < 0 ? ~from : from, to < 0 ? ~to : to);
    }
}
