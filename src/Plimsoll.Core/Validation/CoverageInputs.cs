namespace Plimsoll.Validation;

/// <summary>What the tests of coverage take: x breaches of N observations at tail probability p.</summary>
internal static class CoverageInputs
{
    public static void Check(int breaches, int observations, double tailProbability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 1);
        if (breaches < 0 || breaches > observations)
            throw new ArgumentOutOfRangeException(nameof(breaches), breaches, $"Of {observations} observations, 0 to {observations} are in breach.");
        Series.Probability(tailProbability, nameof(tailProbability));
    }
}
