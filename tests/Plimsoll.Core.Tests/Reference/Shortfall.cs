namespace Plimsoll.Core.Tests.Reference;

/// <summary>Exact empirical expected shortfall, by sorting.</summary>
internal static class Shortfall
{
    /// <summary>Mean of the worst part of the losses; the last loss of the tail counts with the fraction that is left. Not cut off at 0.</summary>
    public static double Of(IEnumerable<double> losses, double tail)
    {
        double[] worstFirst = [.. losses.OrderDescending()];
        double left = tail * worstFirst.Length;
        double total = 0;
        foreach (double loss in worstFirst)
        {
            double weight = Math.Min(1, left);
            if (weight <= 0) break;
            total += weight * loss;
            left -= weight;
        }

        return total / (tail * worstFirst.Length);
    }
}
