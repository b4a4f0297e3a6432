namespace Plimsoll.Validation;

/// <summary>A one-sided cumulative sum that notices a lasting rise of the mean: S = max(0, S + x − k), an alarm where S &gt; h. Not reset by an alarm.</summary>
/// <param name="Slack">k, what is allowed at each step; about half the shift to be noticed, in the values' unit.</param>
/// <param name="Limit">h, above which the alarm sounds; same unit.</param>
/// <param name="Sum">S now.</param>
/// <remarks>E. S. Page, "Continuous inspection schemes", Biometrika 41 (1954) 100–115.</remarks>
public readonly record struct Cusum(double Slack, double Limit, double Sum = 0.0)
{
    /// <summary>Whether S exceeds the limit now.</summary>
    public bool Alarm => Sum > Limit;

    /// <summary>The sum after one more value.</summary>
    /// <param name="value">x, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public Cusum After(double value) => double.IsFinite(value)
        ? this with { Sum = Math.Max(0.0, Sum + value - Slack) }
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A monitored value is a finite number.");
}
