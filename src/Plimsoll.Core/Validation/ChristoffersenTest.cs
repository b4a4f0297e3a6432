namespace Plimsoll.Validation;

/// <summary>Whether breaches cluster: a breach should be as likely after a breach as after none.</summary>
/// <remarks>P. F. Christoffersen, "Evaluating interval forecasts", Int. Economic Review 39 (1998) 841–862. A state never left contributes nothing.</remarks>
public static class ChristoffersenTest
{
    /// <summary>Independence: likelihood ratio of one probability of a breach against one for each state before, χ² with 1 degree of freedom.</summary>
    /// <param name="calmThenCalm">n00, 0 or more.</param>
    /// <param name="calmThenBreach">n01, 0 or more.</param>
    /// <param name="breachThenCalm">n10, 0 or more.</param>
    /// <param name="breachThenBreach">n11, 0 or more.</param>
    /// <returns>Statistic 0 and p-value 1 where there is nothing to compare: no transition, or all from one state.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static TestResult Independence(int calmThenCalm, int calmThenBreach, int breachThenCalm, int breachThenBreach)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(calmThenCalm);
        ArgumentOutOfRangeException.ThrowIfNegative(calmThenBreach);
        ArgumentOutOfRangeException.ThrowIfNegative(breachThenCalm);
        ArgumentOutOfRangeException.ThrowIfNegative(breachThenBreach);
        double one = BernoulliLikelihood.LogAtBest((double)calmThenCalm + breachThenCalm, (double)calmThenBreach + breachThenBreach);
        double each = BernoulliLikelihood.LogAtBest(calmThenCalm, calmThenBreach) + BernoulliLikelihood.LogAtBest(breachThenCalm, breachThenBreach);
        return BernoulliLikelihood.Ratio(one, each, 1.0);
    }

    /// <summary>Independence of a counted series.</summary>
    /// <param name="count">The series' breaches and transitions.</param>
    public static TestResult Independence(BreachCount count) =>
        Independence(count.CalmThenCalm, count.CalmThenBreach, count.BreachThenCalm, count.BreachThenBreach);

    /// <summary>Conditional coverage: the sum of the proportion of failures and independence statistics, χ² with 2 degrees of freedom.</summary>
    /// <param name="proportionOfFailures">Of <see cref="KupiecTest.ProportionOfFailures"/>.</param>
    /// <param name="independence">Of <see cref="Independence(BreachCount)"/>.</param>
    public static TestResult ConditionalCoverage(TestResult proportionOfFailures, TestResult independence)
    {
        double ratio = proportionOfFailures.Statistic + independence.Statistic;
        return new TestResult(ratio, Numerics.ChiSquare.Survival(ratio, 2.0));
    }

    /// <summary>Conditional coverage of a counted series.</summary>
    /// <param name="count">The series' breaches and transitions; at least 1 observation.</param>
    /// <param name="tailProbability">p in (0, 1).</param>
    public static TestResult ConditionalCoverage(BreachCount count, double tailProbability) =>
        ConditionalCoverage(KupiecTest.ProportionOfFailures(count.Breaches, count.Observations, tailProbability), Independence(count));
}
