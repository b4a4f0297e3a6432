namespace Plimsoll.Scenarios;

/// <summary>A historical log return brought to today's volatility.</summary>
internal static class ScaledReturn
{
    /// <summary>k times the return: falls as log returns, rises as simple returns, since a scaled log return of a thin coin explodes upwards.</summary>
    public static double Of(double logReturn, double factor) => logReturn <= 0 ? factor * logReturn : Math.Log(1 + (factor * (Math.Exp(logReturn) - 1)));
}
