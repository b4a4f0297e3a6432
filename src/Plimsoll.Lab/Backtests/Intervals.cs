namespace Plimsoll.Lab.Backtests;

/// <summary>Intervals of rates of breaches.</summary>
internal static class Intervals
{
    private const int Block = 10, Draws = 2000;
    private const double Outside = 0.025;

    /// <summary>Upper end of the exact two-sided 95 % interval of a probability (C. Clopper, E. Pearson 1934).</summary>
    public static double BinomialUpper(int events, int trials)
    {
        if (events >= trials) return 1;
        double low = (double)events / trials, high = 1;
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            if (Cumulative(events, trials, middle) > Outside) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>95 % interval of pooled rate Σ events / Σ trials: circular block bootstrap over dates in blocks of ten, so that what happens on one date to many series, and on dates in a row, counts as one event.</summary>
    /// <param name="events">By date.</param>
    /// <param name="trials">By date.</param>
    /// <remarks>D. Politis, J. Romano, "A circular block-resampling procedure" (1992). The draws are the same each time.</remarks>
    public static (double Lower, double Upper) ByDate(double[] events, double[] trials)
    {
        int dates = events.Length;
        if (dates == 0 || trials.Sum() == 0) return (double.NaN, double.NaN);
        int block = Math.Min(Block, dates), blocks = (dates + block - 1) / block;
        double[] eventsOf = Blocks(events, block), trialsOf = Blocks(trials, block);
        var rates = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            double hits = 0, all = 0;
            for (int b = 0; b < blocks; b++)
            {
                int start = (int)Math.BigMul(Mix(((ulong)draw << 32) + (ulong)b + 1), (ulong)dates, out _);
                hits += eventsOf[start];
                all += trialsOf[start];
            }

            rates[draw] = all > 0 ? hits / all : 0;
        }

        Array.Sort(rates);
        return (rates[(int)(Outside * Draws)], rates[Draws - 1 - (int)(Outside * Draws)]);
    }

    private static double[] Blocks(double[] values, int block)
    {
        var sums = new double[values.Length];
        for (int start = 0; start < sums.Length; start++)
            for (int i = 0; i < block; i++) sums[start] += values[(start + i) % values.Length];
        return sums;
    }

    private static double Cumulative(int events, int trials, double p)
    {
        double term = trials * Math.Log(1 - p), sum = Math.Exp(term), odds = Math.Log(p) - Math.Log(1 - p);
        for (int k = 1; k <= events; k++)
        {
            term += Math.Log(trials - k + 1.0) - Math.Log(k) + odds;
            sum += Math.Exp(term);
        }

        return sum;
    }

    // The finaliser of SplitMix64.
    internal static ulong Mix(ulong z)
    {
        z *= 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
