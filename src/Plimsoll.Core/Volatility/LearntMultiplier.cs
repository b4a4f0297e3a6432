namespace Plimsoll.Volatility;

/// <summary>What a learnt model may do to a forecast: multiply its volatility by 0.85 to 1.35, never set it.</summary>
/// <remarks>Lopsided on purpose: a learnt model that is wrong downwards leaves a loss uncovered, one that is wrong upwards costs margin.</remarks>
public static class LearntMultiplier
{
    /// <summary>Least multiple of the champion's volatility.</summary>
    public const double Least = 0.85;

    /// <summary>Greatest multiple of the champion's volatility.</summary>
    public const double Greatest = 1.35;

    /// <summary>The champion's variance times the learnt multiple of its volatility, squared, within the bounds.</summary>
    /// <param name="champion">Variance forecast of the champion, above 0.</param>
    /// <param name="learnt">Variance forecast of the learnt model.</param>
    /// <returns>NaN where one of them is not a number.</returns>
    public static double Bounded(double champion, double learnt) => champion * Math.Clamp(learnt / champion, Least * Least, Greatest * Greatest);
}
