using System.Numerics;
using System.Runtime.InteropServices;

namespace Plimsoll.Numerics;

/// <summary>
/// Exact empirical expected shortfall of a vector of equally likely or weighted P&amp;L scenarios, and the VaRs beside it.
/// A loss is −P&amp;L; the results are losses. One NaN anywhere makes every result NaN: it is never skipped.
/// </summary>
/// <remarks>
/// ES = (Σ of the k worst losses + (n·a − k) × the next) / (n·a), k = ⌊n·a⌋. C. Acerbi and D. Tasche, "On the coherence
/// of expected shortfall", J. Banking and Finance 26 (2002) 1487–1503. Losses are added worst first, so that the
/// result depends on the values alone and not on the order they came in.
/// </remarks>
public static class ExpectedShortfall
{
    // Up to here the worst scenarios are kept sorted while scanning; beyond it one sort of a copy is cheaper.
    private const int LargestKept = 512;

    /// <summary>The length of scratch that <see cref="Estimate"/> needs.</summary>
    public static int ScratchLength(int scenarios, double tailProbability)
    {
        int needed = TailCount.Of(scenarios, tailProbability).Needed;
        return needed <= LargestKept ? needed : scenarios;
    }

    /// <summary>Expected shortfall of a P&amp;L vector; allocates its own scratch.</summary>
    /// <param name="pnl">n equally likely profits and losses; a loss is negative.</param>
    /// <param name="tailProbability">a in (0, 1]; 0.01 for 99 % expected shortfall.</param>
    public static double Of(ReadOnlySpan<double> pnl, double tailProbability) =>
        Estimate(pnl, tailProbability, new double[ScratchLength(pnl.Length, tailProbability)]).ExpectedShortfall;

    /// <summary>VaRs and expected shortfall in one pass, without allocation.</summary>
    /// <param name="pnl">n equally likely profits and losses; a loss is negative. Not changed.</param>
    /// <param name="tailProbability">a in (0, 1].</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> long; on return its beginning holds the worst P&amp;Ls, worst first.</param>
    /// <exception cref="ArgumentException">The vector is empty, or the scratch is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">a lies outside (0, 1].</exception>
    public static TailEstimate Estimate(ReadOnlySpan<double> pnl, double tailProbability, Span<double> scratch)
    {
        TailCount count = TailCount.Of(pnl.Length, tailProbability);
        int length = ScratchLength(pnl.Length, tailProbability);
        if (scratch.Length < length)
            throw new ArgumentException($"The scratch holds {scratch.Length} numbers; give it {length}.", nameof(scratch));
        bool known = count.Needed <= LargestKept ? KeepWorst(pnl, scratch[..count.Needed]) : SortAll(pnl, scratch[..pnl.Length]);
        return known ? FromWorst(scratch[..count.Needed], count) : TailEstimate.Undefined;
    }

    /// <summary>Expected shortfall and lower VaR of scenarios that are not equally likely.</summary>
    /// <param name="pnl">Profits and losses; a loss is negative.</param>
    /// <param name="weights">As many weights, none negative; they need not sum to 1, the tail is a share of their sum.</param>
    /// <param name="tailProbability">a in (0, 1].</param>
    /// <remarks>Each loss, worst first, takes the smaller of its weight and what is left of the tail.</remarks>
    public static TailEstimate Weighted(ReadOnlySpan<double> pnl, ReadOnlySpan<double> weights, double tailProbability)
    {
        _ = TailCount.Of(pnl.Length, tailProbability);
        if (weights.Length != pnl.Length)
            throw new ArgumentException($"{pnl.Length} scenarios have {weights.Length} weights; give one each.", nameof(weights));
        double total = 0.0;
        foreach (double weight in weights)
        {
            if (!(weight >= 0.0)) throw new ArgumentOutOfRangeException(nameof(weights), weight, "A scenario's weight is 0 or above.");
            total += weight;
        }

        if (!(total > 0.0 && double.IsFinite(total))) throw new ArgumentException("The weights sum to nothing; at least one is above 0.", nameof(weights));
        double[] ordered = pnl.ToArray();
        int[] order = StableOrder(ordered);
        if (double.IsNaN(ordered[0])) return TailEstimate.Undefined;

        double mass = tailProbability * total;
        double guard = 1e-12 * mass;
        double left = mass, shortfall = 0.0, worst = 0.0;
        double lower = double.NaN, upper = double.NaN;
        for (int i = 0; i < order.Length; i++)
        {
            double weight = weights[order[i]];
            if (weight == 0.0) continue;
            double loss = 0.0 - ordered[i];
            if (double.IsNaN(upper)) worst = loss;
            // A remainder that is only rounding is no tail: the upper VaR is met, the lower one is the next loss.
            if (left > guard) upper = loss;
            lower = loss;
            // Not a product with 0: the loss just beyond the tail may be infinite.
            if (left > 0.0) shortfall += Math.Min(weight, left) * loss;
            left -= weight;
            if (left < -guard) break;
        }

        double mean = upper == worst ? worst : shortfall / mass;
        return new TailEstimate(lower, upper, Math.Max(mean, upper));
    }

    /// <summary>Mean of all losses at or beyond the lower VaR. Neither coherent nor continuous: for comparison with others' figures only.</summary>
    public static double TailMeanAtOrBeyondLowerVar(ReadOnlySpan<double> pnl, double tailProbability)
    {
        double[] sorted = Quantile.Sorted(pnl);
        if (double.IsNaN(sorted[0])) return double.NaN;
        double threshold = sorted[TailCount.Of(pnl.Length, tailProbability).LowerRank - 1];
        int count = 0;
        while (count < sorted.Length && sorted[count] <= threshold) count++;
        return MeanLoss(sorted.AsSpan(0, count));
    }

    /// <summary>Mean of the ⌈n·a⌉ worst losses. Not continuous in a: for comparison with others' figures only.</summary>
    public static double CeilingTailMean(ReadOnlySpan<double> pnl, double tailProbability)
    {
        double[] sorted = Quantile.Sorted(pnl);
        if (double.IsNaN(sorted[0])) return double.NaN;
        return MeanLoss(sorted.AsSpan(0, TailCount.Of(pnl.Length, tailProbability).UpperRank));
    }

    /// <summary>The estimate from the worst P&amp;Ls, worst first.</summary>
    internal static TailEstimate FromWorst(ReadOnlySpan<double> worst, TailCount count)
    {
        double upper = 0.0 - worst[count.UpperRank - 1];
        double lower = 0.0 - worst[count.LowerRank - 1];
        // Not a case apart but the sum's own value without its rounding: the whole tail lies on one scenario.
        if (count.Whole == 0) return new TailEstimate(lower, upper, lower);
        double sum = 0.0;
        for (int i = 0; i < count.Whole; i++) sum -= worst[i];
        if (count.Fraction > 0.0 && count.Whole < worst.Length) sum -= count.Fraction * worst[count.Whole];
        // The mean of losses at or above the VaR can round one ulp below it when they are equal.
        return new TailEstimate(lower, upper, Math.Max(sum / count.Mass, upper));
    }

    /// <summary>Keeps the worst scenarios in order while it scans; almost every block of the vector is passed over with one comparison.</summary>
    /// <returns>False when a NaN was met.</returns>
    private static bool KeepWorst(ReadOnlySpan<double> pnl, Span<double> kept)
    {
        int filled = 0;
        int i = 0;
        for (; filled < kept.Length; i++)
        {
            double value = pnl[i];
            if (double.IsNaN(value)) return false;
            Insert(kept[..++filled], value);
        }

        double threshold = kept[^1];
        ReadOnlySpan<Vector<double>> blocks = MemoryMarshal.Cast<double, Vector<double>>(pnl[i..]);
        foreach (Vector<double> block in blocks)
        {
            // A NaN is not at or above the threshold either, so it cannot pass unseen.
            if (Vector.GreaterThanOrEqualAll(block, new Vector<double>(threshold))) continue;
            for (int lane = 0; lane < Vector<double>.Count; lane++)
            {
                if (block[lane] >= threshold) continue;
                if (double.IsNaN(block[lane])) return false;
                Insert(kept, block[lane]);
                threshold = kept[^1];
            }
        }

        foreach (double value in pnl[(i + (blocks.Length * Vector<double>.Count))..])
        {
            if (value >= threshold) continue;
            if (double.IsNaN(value)) return false;
            Insert(kept, value);
            threshold = kept[^1];
        }

        return true;
    }

    /// <summary>Puts the value in its place among the ascending ones and drops the last.</summary>
    private static void Insert(Span<double> ascending, double value)
    {
        int at = ascending.Length - 1;
        for (; at > 0 && ascending[at - 1] > value; at--) ascending[at] = ascending[at - 1];
        ascending[at] = value;
    }

    private static bool SortAll(ReadOnlySpan<double> pnl, Span<double> copy)
    {
        pnl.CopyTo(copy);
        copy.Sort();
        // Sorting puts NaN before every number.
        return !double.IsNaN(copy[0]);
    }

    /// <summary>Sorts ascending and returns where each value stood; equal values keep their order.</summary>
    private static int[] StableOrder(double[] values)
    {
        int[] order = new int[values.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(values, order);
        for (int from = 0; from < values.Length;)
        {
            int to = from + 1;
            while (to < values.Length && values[to] == values[from]) to++;
            Array.Sort(order, from, to - from);
            from = to;
        }

        return order;
    }

    private static double MeanLoss(ReadOnlySpan<double> worst)
    {
        double sum = 0.0;
        foreach (double pnl in worst) sum -= pnl;
        return sum / worst.Length;
    }
}
