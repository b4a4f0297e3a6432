using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>Log likelihoods of yes-or-no series. In logarithms with 0·log 0 = 0: products underflow from about 1,000 observations on.</summary>
internal static class BernoulliLikelihood
{
    /// <summary>log of p^failures·(1 − p)^successes; 0 times the logarithm of 0 counts as 0.</summary>
    public static double Log(double successes, double failures, double p) =>
        (failures == 0.0 ? 0.0 : failures * Math.Log(p)) + (successes == 0.0 ? 0.0 : successes * Elementary.Log1P(-p));

    /// <summary>The same at the p that fits best, failures/(successes + failures); 0 of an empty series.</summary>
    public static double LogAtBest(double successes, double failures)
    {
        double n = successes + failures;
        return n == 0.0 ? 0.0 : (failures == 0.0 ? 0.0 : failures * Math.Log(failures / n)) + (successes == 0.0 ? 0.0 : successes * Math.Log(successes / n));
    }

    /// <summary>−2·(restricted − free) against χ²; rounding below 0 counts as 0.</summary>
    public static TestResult Ratio(double restricted, double free, double degreesOfFreedom)
    {
        double ratio = Math.Max(0.0, 2.0 * (free - restricted));
        return new TestResult(ratio, ChiSquare.Survival(ratio, degreesOfFreedom));
    }
}
