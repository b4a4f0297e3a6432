using Plimsoll.Liquidity;

namespace Plimsoll.Scaling;

/// <summary>
/// Ways of keeping a margin from falling too far in calm markets and from rising too fast in a storm: the three tools of
/// EMIR RTS 153/2013 Art. 28 (buffer, stressed weight, floor), a limit on daily changes and a slow release.
/// </summary>
public static class AntiProcyclicality
{
    /// <summary>
    /// A buffer that is used up as the margin rises: raw·(1 + b·(1 − clip((raw/base − 1)/b, 0, 1))). At the base or below
    /// it is whole; from base·(1 + b) on it is gone.
    /// </summary>
    /// <param name="raw">Margin before the buffer; 0 or more.</param>
    /// <param name="baseMargin">Margin of calm markets; above 0.</param>
    /// <param name="buffer">b, a fraction; 0.25 is 25 %; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static double Buffer(double raw, double baseMargin, double buffer)
    {
        Require.NotNegative(raw);
        Require.Positive(baseMargin);
        if (Require.NotNegative(buffer) == 0)
            return raw;
        double used = Math.Clamp((raw / baseMargin - 1) / buffer, 0, 1);
        return raw * (1 + buffer * (1 - used));
    }

    /// <summary>The margin blended with one of a stressed period: (1 − w)·raw + w·stressed.</summary>
    /// <param name="raw">Margin of current data; 0 or more.</param>
    /// <param name="stressed">Margin of the stressed period; 0 or more.</param>
    /// <param name="weight">w, within [0, 1]; 0.25 is what the rule asks for at least.</param>
    /// <returns>The blend, and the blend floored at the raw margin: what is charged, as stress must not lower a margin.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static (double Blend, double Floored) StressWeight(double raw, double stressed, double weight)
    {
        Require.Within(weight, 0, 1);
        double blend = (1 - weight) * Require.NotNegative(raw) + weight * Require.NotNegative(stressed);
        return (blend, Math.Max(raw, blend));
    }

    /// <summary>The margin, not below a long-run floor.</summary>
    /// <param name="raw">Margin of current data; 0 or more.</param>
    /// <param name="floor">Margin of the long lookback; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public static double Floor(double raw, double floor) => Math.Max(Require.NotNegative(raw), Require.NotNegative(floor));

    /// <summary>One step of a margin whose changes are limited: raw within [previous·(1 − down), previous·(1 + up)].</summary>
    /// <param name="previous">Margin of the step before; 0 or more.</param>
    /// <param name="raw">Margin of current data; 0 or more.</param>
    /// <param name="maximumRise">Largest rise per step as a fraction; 0 or more.</param>
    /// <param name="maximumFall">Largest fall per step as a fraction, within [0, 1].</param>
    /// <returns>The margin, and the part of the raw margin that the limit withholds and somebody carries; 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static (double Margin, double Shortfall) SpeedLimit(double previous, double raw, double maximumRise, double maximumFall)
    {
        Require.NotNegative(previous);
        Require.NotNegative(raw);
        Require.NotNegative(maximumRise);
        Require.Within(maximumFall, 0, 1);
        double margin = Math.Clamp(raw, previous * (1 - maximumFall), previous * (1 + maximumRise));
        return (margin, Math.Max(0, raw - margin));
    }

    /// <summary>One step of a margin that rises at once and falls as an average: max(raw, L·previous + (1 − L)·raw), L = ½^(1/half-life).</summary>
    /// <param name="previous">Margin of the step before; 0 or more.</param>
    /// <param name="raw">Margin of current data; 0 or more.</param>
    /// <param name="halfLife">Steps in which half of a fall is passed on; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static double AsymmetricEwma(double previous, double raw, double halfLife)
    {
        double keep = Math.Pow(0.5, 1 / Require.Positive(halfLife));
        return Math.Max(Require.NotNegative(raw), keep * Require.NotNegative(previous) + (1 - keep) * raw);
    }
}
