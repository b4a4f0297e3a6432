namespace Plimsoll.Numerics;

/// <summary>The scenarios that make up an expected shortfall, worst first, with the weight of each.</summary>
internal static class TailScenarios
{
    /// <summary>How many scenarios carry weight: the length of the spans of <see cref="Select"/>.</summary>
    public static int Count(int scenarios, double tailProbability)
    {
        TailCount count = TailCount.Of(scenarios, tailProbability);
        return count.Fraction > 0.0 && count.Whole < scenarios ? count.Whole + 1 : Math.Max(1, count.Whole);
    }

    /// <summary>Finds the tail. Of equally bad scenarios those with the lower index come first, so the choice is the same on every run.</summary>
    /// <param name="pnl">n equally likely profits and losses; a loss is negative.</param>
    /// <param name="tailProbability">a in (0, 1].</param>
    /// <param name="scenarios">Receives <see cref="Count"/> indexes into <paramref name="pnl"/>, worst first.</param>
    /// <param name="weights">Receives their weights, which sum to 1: 1/(n·a) each and the fraction for the last.</param>
    /// <exception cref="ArgumentException">A P&amp;L is NaN: the worst scenarios cannot be told. Or a span is too short.</exception>
    public static void Select(ReadOnlySpan<double> pnl, double tailProbability, Span<int> scenarios, Span<double> weights)
    {
        TailCount count = TailCount.Of(pnl.Length, tailProbability);
        int kept = Count(pnl.Length, tailProbability);
        if (scenarios.Length < kept || weights.Length < kept)
            throw new ArgumentException($"The tail has {kept} scenarios; the spans hold {scenarios.Length} and {weights.Length}.", nameof(scenarios));

        int filled = 0;
        for (int i = 0; i < pnl.Length; i++)
        {
            double value = pnl[i];
            if (double.IsNaN(value)) throw new ArgumentException($"The P&L of scenario {i} is not a number; the tail cannot be told.", nameof(pnl));
            if (filled == kept && value >= pnl[scenarios[kept - 1]]) continue;
            int at = filled < kept ? filled++ : kept - 1;
            for (; at > 0 && pnl[scenarios[at - 1]] > value; at--) scenarios[at] = scenarios[at - 1];
            scenarios[at] = i;
        }

        weights[..kept].Fill(1.0 / count.Mass);
        if (kept > count.Whole) weights[kept - 1] = count.Whole == 0 ? 1.0 : count.Fraction / count.Mass;
    }
}
