using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>The Basel traffic light of a number of breaches, by its binomial probability.</summary>
/// <param name="Zone">Green, amber or red.</param>
/// <param name="Exact">P(X = x) under the claimed tail probability.</param>
/// <param name="Cumulative">P(X ≤ x), which decides the zone.</param>
/// <param name="TypeOneError">P(X ≥ x): how often a true model does as badly.</param>
/// <remarks>
/// Basel Committee, "Supervisory framework for the use of backtesting in conjunction with the internal models approach" (1996), table 2; MAR32 and MAR99.
/// </remarks>
public readonly record struct TrafficLight(TrafficLightZone Zone, double Exact, double Cumulative, double TypeOneError)
{
    private const double AmberFrom = 0.95;
    private const double RedFrom = 0.9999;

    // By number of breaches of 250 observations at 1 %, from the fifth on.
    private static readonly double[] Plus1996 = [0.40, 0.50, 0.65, 0.75, 0.85, 1.00];
    private static readonly double[] PlusFrtb = [0.20, 0.26, 0.33, 0.38, 0.42, 0.50];

    /// <summary>The light of x breaches.</summary>
    /// <param name="breaches">x in [0, N].</param>
    /// <param name="observations">N, at least 1.</param>
    /// <param name="tailProbability">p in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or p is out of range.</exception>
    public static TrafficLight Of(int breaches, int observations, double tailProbability)
    {
        CoverageInputs.Check(breaches, observations, tailProbability);
        double cumulative = Binomial.Cdf(breaches, observations, tailProbability);
        return new TrafficLight(
            ZoneOf(cumulative), Binomial.Pmf(breaches, observations, tailProbability), cumulative, Binomial.AtLeast(breaches, observations, tailProbability));
    }

    /// <summary>The greatest number of breaches that is green and the least that is red.</summary>
    /// <param name="observations">N, at least 1.</param>
    /// <param name="tailProbability">p in (0, 1).</param>
    /// <returns>Green up to −1 where not even 0 breaches are green: too few observations for the tail. N breaches are always red.</returns>
    /// <exception cref="ArgumentOutOfRangeException">N or p is out of range.</exception>
    public static (int GreenMax, int RedMin) Boundaries(int observations, double tailProbability)
    {
        CoverageInputs.Check(0, observations, tailProbability);
        return (FirstAtLeast(AmberFrom) - 1, FirstAtLeast(RedFrom));

        int FirstAtLeast(double probability)
        {
            int low = 0, high = observations;
            while (low < high)
            {
                int middle = low + ((high - low) / 2);
                if (Binomial.Cdf(middle, observations, tailProbability) >= probability) high = middle;
                else low = middle + 1;
            }

            return low;
        }
    }

    /// <summary>What the 1996 framework adds to the capital multiplier of 3, by breaches of 250 days at 1 %: 0.40 for 5 up to 1.00 for 10 and more.</summary>
    /// <param name="breaches">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static double PlusFactor1996(int breaches) => AddOn(Plus1996, breaches);

    /// <summary>What MAR99 (FRTB) adds to the multiplier of 1.5, by breaches of 250 days at 1 %: 0.20 for 5 up to 0.50 for 10 and more.</summary>
    /// <param name="breaches">0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static double AddOnFrtb(int breaches) => AddOn(PlusFrtb, breaches);

    private static double AddOn(double[] table, int breaches)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(breaches);
        return breaches < 5 ? 0.0 : table[Math.Min(breaches - 5, table.Length - 1)];
    }

    private static TrafficLightZone ZoneOf(double cumulative) => cumulative switch
    {
        >= RedFrom => TrafficLightZone.Red,
        >= AmberFrom => TrafficLightZone.Amber,
        _ => TrafficLightZone.Green,
    };
}
