namespace Plimsoll.Numerics;

/// <summary>Historical simulation in which an observation loses weight with age. A comparison model; it jumps too much to be a margin's core.</summary>
/// <remarks>J. Boudoukh, M. Richardson and R. Whitelaw, "The best of both worlds", Risk 11 (May 1998) 64–67.</remarks>
internal static class AgeWeighted
{
    /// <summary>The weight λ^(i−1)(1−λ)/(1−λ^K) of the observation i periods ago, i = 1 the newest; λ = 1 weighs all alike.</summary>
    /// <param name="periodsAgo">i, from 1 to K.</param>
    /// <param name="window">K, the number of observations.</param>
    /// <param name="decay">λ in (0, 1].</param>
    public static double Weight(int periodsAgo, int window, double decay)
    {
        if (!(decay is > 0.0 and <= 1.0)) throw new ArgumentOutOfRangeException(nameof(decay), decay, "The decay lies in (0, 1]; 0.98 is usual.");
        if (periodsAgo < 1 || periodsAgo > window)
            throw new ArgumentOutOfRangeException(nameof(periodsAgo), periodsAgo, $"The newest observation is 1 period ago and the oldest {window}.");
        if (decay == 1.0) return 1.0 / window;
        return Math.Pow(decay, periodsAgo - 1) * (1.0 - decay) / -Elementary.ExpM1(window * Math.Log(decay));
    }

    /// <summary>Exact weighted VaR and expected shortfall of a P&amp;L history.</summary>
    /// <param name="newestFirst">Profits and losses, the newest first; a loss is negative.</param>
    /// <param name="decay">λ in (0, 1].</param>
    /// <param name="tailProbability">a in (0, 1].</param>
    public static TailEstimate Estimate(ReadOnlySpan<double> newestFirst, double decay, double tailProbability)
    {
        double[] weights = new double[newestFirst.Length];
        for (int i = 0; i < weights.Length; i++) weights[i] = Weight(i + 1, weights.Length, decay);
        return ExpectedShortfall.Weighted(newestFirst, weights, tailProbability);
    }

    /// <summary>The published hybrid VaR: linear between losses by their cumulative weight.</summary>
    /// <param name="losses">The worst losses, worst first; enough of them to pass the tail.</param>
    /// <param name="cumulativeWeights">The summed weight of each and all worse ones.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <exception cref="ArgumentException">The lengths differ, or the losses given end before the tail does.</exception>
    public static double HybridValueAtRisk(ReadOnlySpan<double> losses, ReadOnlySpan<double> cumulativeWeights, double tailProbability)
    {
        if (losses.Length != cumulativeWeights.Length || losses.IsEmpty)
            throw new ArgumentException($"{losses.Length} losses have {cumulativeWeights.Length} cumulative weights; give one each.", nameof(losses));
        if (tailProbability <= cumulativeWeights[0]) return losses[0];
        for (int i = 1; i < losses.Length; i++)
        {
            if (!(tailProbability <= cumulativeWeights[i])) continue;
            double share = (tailProbability - cumulativeWeights[i - 1]) / (cumulativeWeights[i] - cumulativeWeights[i - 1]);
            return losses[i - 1] + (share * (losses[i] - losses[i - 1]));
        }

        throw new ArgumentException(
            $"The losses given carry weight {cumulativeWeights[^1]} and the tail is {tailProbability}; give more of the worst losses.", nameof(losses));
    }

    /// <summary>The plain counterpart with n equal weights, each loss standing in the middle of its weight (Hyndman–Fan type 5).</summary>
    /// <param name="losses">The worst losses, worst first.</param>
    /// <param name="observations">n, of which <paramref name="losses"/> are the worst.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    public static double PlainValueAtRisk(ReadOnlySpan<double> losses, int observations, double tailProbability)
    {
        double position = (observations * tailProbability) + 0.5;
        int below = (int)TailCount.FloorGuarded(position);
        if (below < 1) return losses[0];
        double share = Math.Max(0.0, position - below);
        if (below > losses.Length || (below == losses.Length && share > 0.0))
            throw new ArgumentException($"The tail reaches the {below + 1}-th worst loss and {losses.Length} are given.", nameof(losses));
        return share == 0.0 ? losses[below - 1] : losses[below - 1] + (share * (losses[below] - losses[below - 1]));
    }
}
