namespace Plimsoll.Models.Simm;

/// <summary>Sensitivity to one risk factor, weighted.</summary>
/// <param name="Weighted">WS = risk weight × net sensitivity × concentration factor, in the calculation currency.</param>
/// <param name="Concentration">The concentration factor in it, at least 1.</param>
internal readonly record struct SimmWeighted(double Weighted, double Concentration);

/// <summary>Delta margin of the ISDA Standard Initial Margin Model: a yardstick for what a bilateral counterparty would ask.</summary>
/// <remarks>
/// ISDA SIMM, "Methodology"; checked against the public test set of simm-lib (SIMM 2.5, ten days). Risk weights, correlations and thresholds are given, not
/// held here: ISDA licenses their use. Vega and curvature are not in this block.
/// </remarks>
internal static class SimmDelta
{
    /// <summary>CR = max(1, √(|Σs| / T)): grows once a net position is larger than the market absorbs.</summary>
    /// <param name="netSensitivity">Σs of the concentration group, in the unit of the threshold.</param>
    /// <param name="threshold">T, above 0; infinite where there is none.</param>
    public static double ConcentrationFactor(double netSensitivity, double threshold) => Math.Max(1, Math.Sqrt(Math.Abs(netSensitivity) / threshold));

    /// <summary>One risk factor: its sensitivities netted, then weighted.</summary>
    /// <param name="sensitivities">Changes of value for 1 % of move (or 1 bp), in the calculation currency.</param>
    /// <param name="riskWeight">Risk weight in the same unit, as 7.4.</param>
    /// <param name="threshold">Concentration threshold; infinite where there is none.</param>
    public static SimmWeighted Factor(ReadOnlySpan<double> sensitivities, double riskWeight, double threshold = double.PositiveInfinity)
    {
        double net = 0;
        foreach (double one in sensitivities) net += one;
        double concentration = ConcentrationFactor(net, threshold);
        return new(riskWeight * net * concentration, concentration);
    }

    /// <summary>K = √(ΣWS² + Σ_{k≠l} ρ f WS_k WS_l) of one bucket, f = min(CR) / max(CR).</summary>
    /// <param name="factors">Weighted factors of the bucket.</param>
    /// <param name="correlation">ρ between any two of them.</param>
    public static double Bucket(ReadOnlySpan<SimmWeighted> factors, double correlation)
    {
        double sum = 0;
        for (int k = 0; k < factors.Length; k++)
        {
            for (int l = 0; l < factors.Length; l++)
            {
                double rho = k == l ? 1 : correlation * Math.Min(factors[k].Concentration, factors[l].Concentration) / Math.Max(factors[k].Concentration, factors[l].Concentration);
                sum += rho * factors[k].Weighted * factors[l].Weighted;
            }
        }

        return Math.Sqrt(Math.Max(0, sum));
    }

    /// <summary>√(ΣK² + Σ_{b≠c} γ S_b S_c) + K of the residual bucket, S_b = ΣWS within ±K_b.</summary>
    /// <param name="buckets">K_b and ΣWS of each bucket but the residual one.</param>
    /// <param name="correlation">γ between two buckets, by their indices.</param>
    /// <param name="residual">K of the residual bucket; 0 where there is none.</param>
    public static double Across(ReadOnlySpan<(double Margin, double Sum)> buckets, Func<int, int, double> correlation, double residual = 0)
    {
        double sum = 0;
        for (int b = 0; b < buckets.Length; b++)
        {
            for (int c = 0; c < buckets.Length; c++)
            {
                double left = Math.Clamp(buckets[b].Sum, -buckets[b].Margin, buckets[b].Margin), right = Math.Clamp(buckets[c].Sum, -buckets[c].Margin, buckets[c].Margin);
                sum += b == c ? buckets[b].Margin * buckets[b].Margin : correlation(b, c) * left * right;
            }
        }

        return Math.Sqrt(Math.Max(0, sum)) + residual;
    }

    /// <summary>Whole units of the calculation currency, half up.</summary>
    public static decimal Rounded(double margin) => decimal.Round((decimal)margin, 0, MidpointRounding.AwayFromZero);
}
