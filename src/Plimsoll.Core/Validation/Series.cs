namespace Plimsoll.Validation;

/// <summary>What every test demands of its series and levels; says what was found and what is allowed.</summary>
internal static class Series
{
    public static double Probability(double value, string name) => value is > 0.0 and < 1.0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A probability here lies strictly between 0 and 1; for 1 % write 0.01.");

    public static void Same(int expected, int found, string name)
    {
        if (expected != found) throw new ArgumentException($"The series differ in length: {found} values of {name} for {expected} observations.", name);
    }

    public static void AtLeast(int least, int found, string name)
    {
        if (found < least) throw new ArgumentException($"The test needs at least {least} observations; {name} holds {found}.", name);
    }

    public static void Finite(ReadOnlySpan<double> values, string name)
    {
        for (int i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i])) throw new ArgumentException($"{name}[{i}] is {values[i]}; every value is a finite number.", name);
    }

    /// <summary>Losses with their VaR and ES: equal lengths, finite, ES above VaR.</summary>
    public static void TailForecasts(ReadOnlySpan<double> losses, ReadOnlySpan<double> valuesAtRisk, ReadOnlySpan<double> expectedShortfalls)
    {
        AtLeast(1, losses.Length, nameof(losses));
        Same(losses.Length, valuesAtRisk.Length, nameof(valuesAtRisk));
        Same(losses.Length, expectedShortfalls.Length, nameof(expectedShortfalls));
        Finite(losses, nameof(losses));
        Finite(valuesAtRisk, nameof(valuesAtRisk));
        Finite(expectedShortfalls, nameof(expectedShortfalls));
        for (int i = 0; i < losses.Length; i++)
        {
            if (!(expectedShortfalls[i] >= valuesAtRisk[i] && expectedShortfalls[i] > 0.0))
            {
                throw new ArgumentException(
                    $"Observation {i}: expected shortfall {expectedShortfalls[i]} with VaR {valuesAtRisk[i]}; both are losses (above 0), and ES is not below VaR.",
                    nameof(expectedShortfalls));
            }
        }
    }

    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0.0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }
}
