using System.Runtime.InteropServices;

namespace Plimsoll.Volatility;

/// <summary>What the bars within one day say beside its open, high, low and close. All but variance and volume are NaN where bars are days.</summary>
/// <param name="Variance">Realised variance.</param>
/// <param name="Bipower">Bipower variance: the part without jumps.</param>
/// <param name="Downside">Realised variance of falls.</param>
/// <param name="Quarticity">Realised quarticity, the error of the variance squared times n/2.</param>
/// <param name="Volume">Traded, in base coin; NaN where it is not known.</param>
internal readonly record struct DayMeasures(double Variance, double Bipower, double Downside, double Quarticity, double Volume)
{
    /// <summary>Share of the variance that jumped, 0 or more: 1 − BV/RV.</summary>
    public double JumpShare => Variance > 0.0 ? Math.Max(0.0, 1.0 - (Bipower / Variance)) : 0.0;

    /// <summary>Share of the variance that falls made; ½ where nothing moved.</summary>
    public double DownsideShare => Variance > 0.0 ? Downside / Variance : 0.5;

    /// <summary>Of a day's log returns.</summary>
    public static DayMeasures Of(List<double> returns, double volume, int fewest)
    {
        if (returns.Count < fewest) return new(double.NaN, double.NaN, double.NaN, double.NaN, volume);
        RealisedMeasures measures = RealisedMeasures.Of(CollectionsMarshal.AsSpan(returns));
        return new(measures.Variance, measures.Bipower, measures.DownsideSemivariance, measures.Quarticity, volume);
    }
}
