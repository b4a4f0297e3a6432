namespace Plimsoll.Validation;

/// <summary>The outcome of one statistical test.</summary>
/// <param name="Statistic">The test's statistic, dimensionless.</param>
/// <param name="PValue">Probability, under the null hypothesis, of a statistic at least as far out; in [0, 1].</param>
public readonly record struct TestResult(double Statistic, double PValue)
{
    /// <summary>Whether the null hypothesis is rejected.</summary>
    /// <param name="significance">Probability of rejecting a true one; 0.05 is 5 %.</param>
    public bool Rejects(double significance) => PValue < significance;
}
