using System.Collections.Immutable;

namespace Plimsoll.Numerics;

/// <summary>How a portfolio's expected shortfall divides among its positions. All numbers are losses in the P&amp;L's unit.</summary>
/// <param name="Total">The expected shortfall of the whole portfolio.</param>
/// <param name="Components">Per position, the weighted mean of its loss on the portfolio's tail scenarios; they sum to the total. A hedge's is negative.</param>
/// <param name="Standalone">Per position, its expected shortfall alone.</param>
/// <param name="Incremental">Per position, the total less the expected shortfall of the portfolio without it.</param>
internal sealed record EulerAllocation(
    double Total, ImmutableArray<double> Components, ImmutableArray<double> Standalone, ImmutableArray<double> Incremental)
{
    /// <summary>1 − total / Σ standalone: the share that holding the positions together saves; 0 where nothing is at risk alone.</summary>
    public double DiversificationBenefit
    {
        get
        {
            double alone = 0.0;
            foreach (double value in Standalone) alone += value;
            return alone == 0.0 ? 0.0 : 1.0 - (Total / alone);
        }
    }

    /// <summary>Allocates the expected shortfall of the positions' sum.</summary>
    /// <param name="pnl">Position after position, each with one P&amp;L per scenario: value [j·n + i] is position j in scenario i.</param>
    /// <param name="positions">Number of positions, at least 1; divides the length of <paramref name="pnl"/>.</param>
    /// <param name="tailProbability">a in (0, 1].</param>
    /// <exception cref="ArgumentException">The lengths do not match, or a P&amp;L is NaN.</exception>
    /// <remarks>D. Tasche, "Allocating portfolio economic capital to sub-portfolios" (2004). Of equally bad scenarios at the edge
    /// of the tail those with the lower index count.</remarks>
    public static EulerAllocation Of(ReadOnlySpan<double> pnl, int positions, double tailProbability)
    {
        if (positions <= 0 || pnl.Length % positions != 0)
            throw new ArgumentException($"{pnl.Length} numbers do not divide into {positions} positions of equally many scenarios.", nameof(positions));
        int n = pnl.Length / positions;
        double[] total = new double[n];
        for (int j = 0; j < positions; j++) Accumulate(pnl.Slice(j * n, n), total);

        int tail = TailScenarios.Count(n, tailProbability);
        int[] scenarios = new int[tail];
        double[] weights = new double[tail];
        TailScenarios.Select(total, tailProbability, scenarios, weights);

        double[] scratch = new double[ExpectedShortfall.ScratchLength(n, tailProbability)];
        double shortfall = ExpectedShortfall.Estimate(total, tailProbability, scratch).ExpectedShortfall;
        double[] components = new double[positions], standalone = new double[positions], incremental = new double[positions];
        double[] without = new double[n];
        for (int j = 0; j < positions; j++)
        {
            ReadOnlySpan<double> own = pnl.Slice(j * n, n);
            for (int s = 0; s < tail; s++) components[j] -= weights[s] * own[scenarios[s]];
            standalone[j] = ExpectedShortfall.Estimate(own, tailProbability, scratch).ExpectedShortfall;
            // Summed anew: total − own would leave the rounding of a large position behind in the small ones.
            Array.Clear(without);
            for (int other = 0; other < positions; other++)
            {
                if (other != j) Accumulate(pnl.Slice(other * n, n), without);
            }

            incremental[j] = shortfall - ExpectedShortfall.Estimate(without, tailProbability, scratch).ExpectedShortfall;
        }

        return new EulerAllocation(shortfall, [.. components], [.. standalone], [.. incremental]);
    }

    private static void Accumulate(ReadOnlySpan<double> pnl, Span<double> sum)
    {
        for (int i = 0; i < pnl.Length; i++) sum[i] += pnl[i];
    }
}
