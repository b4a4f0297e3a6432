using Plimsoll.Instruments;
using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Undiscounted Black-76, as in a textbook; intrinsic at expiry.</summary>
internal static class Black76
{
    public static double Value(OptionSide side, double forward, double strike, double volatility, double years)
    {
        double sign = side == OptionSide.Call ? 1 : -1;
        double deviation = volatility * Math.Sqrt(years);
        if (deviation <= 0) return Math.Max(0, sign * (forward - strike));
        double d1 = (Math.Log(forward / strike) / deviation) + (deviation / 2);
        return sign * ((forward * NormalDistribution.Cdf(sign * d1)) - (strike * NormalDistribution.Cdf(sign * (d1 - deviation))));
    }

    /// <summary>N(d1) of a call, N(d1) − 1 of a put.</summary>
    public static double Delta(OptionSide side, double forward, double strike, double volatility, double years)
    {
        double deviation = volatility * Math.Sqrt(years);
        double call = deviation <= 0
            ? (forward > strike ? 1 : forward < strike ? 0 : 0.5)
            : NormalDistribution.Cdf((Math.Log(forward / strike) / deviation) + (deviation / 2));
        return side == OptionSide.Call ? call : call - 1;
    }

    public static double Vega(double forward, double strike, double volatility, double years)
    {
        double deviation = volatility * Math.Sqrt(years);
        return deviation <= 0 ? 0 : forward * Math.Sqrt(years) * NormalDistribution.Pdf((Math.Log(forward / strike) / deviation) + (deviation / 2));
    }
}
