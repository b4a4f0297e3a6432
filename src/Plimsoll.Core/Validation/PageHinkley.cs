namespace Plimsoll.Validation;

/// <summary>Page and Hinkley's test: how far the sum of x − mean so far − δ has risen above its least value; needs no known mean.</summary>
/// <param name="Tolerance">δ, a rise that is not worth noticing, in the values' unit.</param>
/// <param name="Observations">Values seen.</param>
/// <param name="Mean">Of the values seen.</param>
/// <param name="Sum">Of x − mean − δ, each with the mean including itself.</param>
/// <param name="Least">Least sum so far.</param>
/// <remarks>D. V. Hinkley, "Inference about the change-point from cumulative sum tests", Biometrika 58 (1971) 509–523.</remarks>
public readonly record struct PageHinkley(double Tolerance, int Observations = 0, double Mean = 0.0, double Sum = 0.0, double Least = double.PositiveInfinity)
{
    /// <summary>Sum less its least value, 0 or more; an alarm sounds where it exceeds a limit of the user's.</summary>
    public double Statistic => Observations == 0 ? 0.0 : Sum - Least;

    /// <summary>The test after one more value.</summary>
    /// <param name="value">x, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public PageHinkley After(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A monitored value is a finite number.");
        int count = Observations + 1;
        double mean = Mean + ((value - Mean) / count);
        double sum = Sum + (value - mean - Tolerance);
        return new PageHinkley(Tolerance, count, mean, sum, Math.Min(Least, sum));
    }
}
