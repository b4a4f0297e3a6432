namespace Plimsoll.Validation;

/// <summary>Whether the number of breaches, or the time until the first, fits the tail probability that a VaR claims.</summary>
/// <remarks>P. H. Kupiec, "Techniques for verifying the accuracy of risk measurement models", J. Derivatives 3 (1995) 73–84.</remarks>
public static class KupiecTest
{
    /// <summary>Proportion of failures: −2·log of the likelihood at p over that at x/N, χ² with 1 degree of freedom. No breach and nothing but breaches are judged as well.</summary>
    /// <param name="breaches">x in [0, N].</param>
    /// <param name="observations">N, at least 1.</param>
    /// <param name="tailProbability">p in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or p is out of range.</exception>
    public static TestResult ProportionOfFailures(int breaches, int observations, double tailProbability)
    {
        CoverageInputs.Check(breaches, observations, tailProbability);
        int calm = observations - breaches;
        return BernoulliLikelihood.Ratio(BernoulliLikelihood.Log(calm, breaches, tailProbability), BernoulliLikelihood.LogAtBest(calm, breaches), 1.0);
    }

    /// <summary>Time until first failure: −2·log of p(1 − p)^(n−1) over the same at 1/n, χ² with 1 degree of freedom.</summary>
    /// <param name="firstBreach">n, the number of the first observation in breach, counted from 1.</param>
    /// <param name="tailProbability">p in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1 or p out of range.</exception>
    public static TestResult TimeUntilFirstFailure(int firstBreach, double tailProbability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstBreach, 1);
        Series.Probability(tailProbability, nameof(tailProbability));
        return BernoulliLikelihood.Ratio(BernoulliLikelihood.Log(firstBreach - 1, 1, tailProbability), BernoulliLikelihood.LogAtBest(firstBreach - 1, 1), 1.0);
    }

    /// <summary>The numbers of breaches that the test does not reject.</summary>
    /// <param name="observations">N, at least 1.</param>
    /// <param name="tailProbability">p in (0, 1).</param>
    /// <param name="confidence">1 − significance in (0, 1); 0.95 rejects one true model in 20.</param>
    /// <returns>The least and the greatest number; null when every number is rejected (few observations at a low confidence).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static (int Least, int Greatest)? NonRejectionRegion(int observations, double tailProbability, double confidence)
    {
        CoverageInputs.Check(0, observations, tailProbability);
        Series.Probability(confidence, nameof(confidence));
        // The ratio falls to 0 at N·p and rises from there: the region is one stretch around it.
        int nearest = (int)Math.Clamp(Math.Floor(observations * tailProbability), 0, observations);
        if (!Keeps(nearest) && (nearest == observations || !Keeps(++nearest))) return null;
        int least = nearest, greatest = nearest;
        while (least > 0 && Keeps(least - 1)) least--;
        while (greatest < observations && Keeps(greatest + 1)) greatest++;
        return (least, greatest);

        bool Keeps(int breaches) => ProportionOfFailures(breaches, observations, tailProbability).PValue > 1.0 - confidence;
    }
}
