using System.Collections.Concurrent;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Multipliers of implied volatility by scenario, one row an expiry, with total variance at the money kept rising from one listed expiry to the next.</summary>
internal sealed class TermMultipliers(SmileBook smiles, GroupAxis axis)
{
    private readonly ConcurrentDictionary<Currency, double[][]> made = new();

    /// <summary>Multipliers of one expiry; of a tenor between listed expiries without that condition.</summary>
    public double[] Of(Currency underlying, double years)
    {
        double[][] rows = made.GetOrAdd(underlying, Make);
        IReadOnlyList<double> expiries = smiles.Expiries(underlying);
        for (int j = 0; j < expiries.Count; j++)
            if (expiries[j] == years)
                return rows[j];
        var alone = new double[axis.Length];
        axis.VolatilityMultipliers(underlying, years, alone);
        return alone;
    }

    private double[][] Make(Currency underlying)
    {
        IReadOnlyList<double> expiries = smiles.Expiries(underlying);
        var rows = new double[expiries.Count][];
        for (int j = 0; j < rows.Length; j++)
        {
            axis.VolatilityMultipliers(underlying, expiries[j], rows[j] = new double[axis.Length]);
            if (j == 0) continue;
            double before = smiles.AtTheMoney(underlying, expiries[j - 1])!.Value * Math.Sqrt(expiries[j - 1]);
            double now = smiles.AtTheMoney(underlying, expiries[j])!.Value * Math.Sqrt(expiries[j]);
            double ratio = Math.Min(1, before / now);
            for (int s = 0; s < axis.Length; s++) rows[j][s] = Math.Max(rows[j][s], rows[j - 1][s] * ratio);
        }

        return rows;
    }
}
