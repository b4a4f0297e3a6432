using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>
/// The distribution of Z1, Z2 and the ridge statistic under a true model with independent Student-t or normal losses of any scale. Computed and not
/// simulated: given the number of breaches, the excesses over VaR are independent, and their sum's distribution comes from powers of one
/// characteristic function. No seed, no sampling error; good to three digits down to probabilities of 1e-5.
/// </summary>
/// <remarks>
/// The law of C. Acerbi, B. Székely, "Backtesting expected shortfall" (2014), tables of critical values; their published figures are simulated.
/// A tail that does not fit the grid is kept as mass beyond its end, where it belongs to every rejection region.
/// </remarks>
public sealed class ShortfallLaw
{
    // Numbers of breaches less likely than this are left out.
    private const double Negligible = 1e-11;

    private readonly double[] probabilities;
    private readonly double[][] cumulative;
    private readonly int fewest;
    private readonly int observations;
    private readonly double tailProbability;
    private readonly double varOverShortfall;
    private readonly double step;

    /// <summary>Prepares the law; takes up to a second.</summary>
    /// <param name="observations">T in [1, 100,000].</param>
    /// <param name="tailProbability">a in (0, 0.5).</param>
    /// <param name="degreesOfFreedom">Of Student's t, above 1 as ES must exist; +∞ is the normal.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public ShortfallLaw(int observations, double tailProbability, double degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(observations, 100_000);
        if (!(tailProbability is > 0.0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(tailProbability), tailProbability, "A tail probability below 0.5 is needed; for 97.5 % confidence write 0.025.");
        if (!(degreesOfFreedom > 1.0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Expected shortfall needs more than 1 degree of freedom; for a normal write +∞.");
        this.observations = observations;
        this.tailProbability = tailProbability;
        ParametricRisk risk = ParametricRisk.StudentT(1.0 - tailProbability, degreesOfFreedom, standardised: false);
        varOverShortfall = risk.ValueAtRisk / risk.ExpectedShortfall;

        fewest = 0;
        while (Binomial.Cdf(fewest, observations, tailProbability) < Negligible) fewest++;
        int most = fewest;
        while (most < observations && Binomial.AtLeast(most + 1, observations, tailProbability) > Negligible) most++;
        probabilities = [.. Enumerable.Range(fewest, most - fewest + 1).Select(n => Binomial.Pmf(n, observations, tailProbability))];

        double single = -StudentT.InverseCdf(2e-6 / observations, degreesOfFreedom) / risk.ExpectedShortfall;
        double reach = single + (2.0 * most * (1.0 - varOverShortfall));
        int points = 1 << 15;
        while (points > 1 << 12 && (long)points * probabilities.Length > 1 << 22) points /= 2;
        step = 2.0 * reach / points;
        cumulative = Powers(Excess(points, risk, degreesOfFreedom));
    }

    /// <summary>P(statistic ≤ value) under a true model: the p-value of an observed value.</summary>
    /// <param name="statistic">Which one.</param>
    /// <param name="value">The observed value; below 1.</param>
    public double Probability(ShortfallStatistic statistic, double value)
    {
        double sum = 0.0;
        for (int i = 0; i < probabilities.Length; i++) sum += probabilities[i] * AtLeast(i, Threshold(statistic, value, fewest + i));
        // Without a breach Z1 has no value: its law is that of the series that have one.
        if (statistic == ShortfallStatistic.Z1 && fewest == 0) sum /= 1.0 - probabilities[0];
        return Math.Min(1.0, sum);
    }

    /// <summary>The value at or below which a true model falls with the given probability: the test rejects below it.</summary>
    /// <param name="statistic">Which one.</param>
    /// <param name="significance">In [1e-5, 0.5]; 0.05 rejects one true model in 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">The significance is out of range, or so rare are breaches that no value has it.</exception>
    public double CriticalValue(ShortfallStatistic statistic, double significance)
    {
        if (!(significance is >= 1e-5 and <= 0.5))
            throw new ArgumentOutOfRangeException(nameof(significance), significance, "A significance here lies in [0.00001, 0.5]; for 5 % write 0.05.");
        double high = 1.0, low = -1.0;
        if (Probability(statistic, high) < significance)
            throw new ArgumentOutOfRangeException(nameof(significance), significance, $"With {observations} observations a breach is rarer than that; take a smaller significance or more observations.");
        while (Probability(statistic, low) > significance) low *= 2.0;
        for (int i = 0; i < 60 && high - low > 1e-10; i++)
        {
            double middle = 0.5 * (low + high);
            if (Probability(statistic, middle) < significance) low = middle;
            else high = middle;
        }

        return 0.5 * (low + high);
    }

    /// <summary>The sum of excesses, in units of ES, from which the statistic is at or below the value.</summary>
    private double Threshold(ShortfallStatistic statistic, double value, int breaches) => statistic switch
    {
        ShortfallStatistic.Z1 => breaches == 0 ? double.PositiveInfinity : breaches * (1.0 - varOverShortfall - value),
        ShortfallStatistic.Z2 => ((1.0 - value) * observations * tailProbability) - (breaches * varOverShortfall),
        ShortfallStatistic.MinimumBias => observations * tailProbability * (1.0 - varOverShortfall - value),
        _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, "Known are Z1, Z2 and MinimumBias."),
    };

    private double AtLeast(int row, double sum)
    {
        if (fewest + row == 0) return sum <= 0.0 ? 1.0 : 0.0;
        if (sum <= 0.0) return 1.0;
        // Mass at grid point k stands for sums up to k + ½ steps.
        double[] below = cumulative[row];
        double place = (sum / step) - 0.5;
        if (place < 0.0) return 1.0 - (below[0] * (place + 0.5) / 0.5);
        int k = (int)place;
        return k + 1 >= below.Length ? 1.0 - below[^1] : 1.0 - (below[k] + ((place - k) * (below[k + 1] - below[k])));
    }

    /// <summary>Probabilities of (L − VaR)/ES given a breach on the grid's first half, with the mean of every cell kept.</summary>
    private Complex[] Excess(int points, ParametricRisk risk, double degreesOfFreedom)
    {
        var grid = new Complex[points];
        double before = Mean(0), here = before, after = Mean(1);
        grid[0] = 1.0 - ((here - after) / step);
        for (int k = 1; k < points / 2; k++)
        {
            (before, here, after) = (here, after, Mean(k + 1));
            grid[k] = Math.Max(0.0, (before - (2.0 * here) + after) / step);
        }

        return grid;

        // E[(excess − k·step)⁺ | breach]
        double Mean(int k)
        {
            double x = risk.ValueAtRisk + (k * step * risk.ExpectedShortfall);
            double density = StudentT.Pdf(x, degreesOfFreedom);
            double spread = double.IsPositiveInfinity(degreesOfFreedom) ? 1.0 : (degreesOfFreedom + (x * x)) / (degreesOfFreedom - 1.0);
            return ((density * spread) - (x * StudentT.Survival(x, degreesOfFreedom))) / (tailProbability * risk.ExpectedShortfall);
        }
    }

    private double[][] Powers(Complex[] excess)
    {
        FourierTransform.Forward(excess);
        var power = new Complex[excess.Length];
        for (int k = 0; k < power.Length; k++) power[k] = Complex.Pow(excess[k], fewest);
        var rows = new double[probabilities.Length][];
        var scratch = new Complex[excess.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            power.CopyTo(scratch, 0);
            FourierTransform.Inverse(scratch);
            rows[i] = new double[excess.Length];
            double sum = 0.0;
            for (int k = 0; k < scratch.Length; k++)
            {
                sum += scratch[k].Real;
                rows[i][k] = Math.Clamp(sum, 0.0, 1.0);
                power[k] *= excess[k];
            }
        }

        return rows;
    }
}
