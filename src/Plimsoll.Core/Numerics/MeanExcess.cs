namespace Plimsoll.Numerics;

/// <summary>The mean excess e(u) = mean of L − u over the losses above u; straight in u, with slope ξ/(1 − ξ), where the tail is generalised Pareto.</summary>
internal static class MeanExcess
{
    /// <summary>e(u) of a sample, in the unit of the losses; NaN where no loss lies above u.</summary>
    /// <param name="losses">Losses in any order.</param>
    /// <param name="threshold">u; a loss counts when it is strictly above.</param>
    public static double At(ReadOnlySpan<double> losses, double threshold)
    {
        double sum = 0.0;
        int count = 0;
        foreach (double loss in losses)
        {
            if (double.IsNaN(loss)) return double.NaN;
            if (!(loss > threshold)) continue;
            sum += loss - threshold;
            count++;
        }

        return sum / count;
    }
}
