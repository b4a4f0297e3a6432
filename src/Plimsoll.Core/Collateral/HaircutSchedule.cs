using System.Collections.Immutable;
using Plimsoll.Liquidity;
using Plimsoll.Scaling;
using Plimsoll.Values;

namespace Plimsoll.Collateral;

/// <summary>
/// Haircuts by brackets of value: each slice of a holding is cut at the rate of its own bracket, so that the counted value
/// is continuous, never falls as the holding grows, and is concave. Beyond the last bracket nothing more counts.
/// </summary>
public sealed class HaircutSchedule
{
    private readonly double[] countedBelow;

    private HaircutSchedule(ImmutableArray<Bracket> brackets)
    {
        Brackets = brackets;
        countedBelow = new double[brackets.Length];
        for (int k = 1; k < brackets.Length; k++)
            countedBelow[k] = countedBelow[k - 1] + Slice(brackets[k - 1], brackets[k - 1].Upper);
    }

    /// <summary>The brackets of value, from 0 up, without gaps; their rates are haircuts within [0, 1].</summary>
    public ImmutableArray<Bracket> Brackets { get; }

    /// <summary>Value beyond which nothing more counts; positive infinity where the last bracket is open.</summary>
    public double Cap => Brackets[^1].Upper;

    /// <summary>A schedule of valid brackets.</summary>
    /// <param name="brackets">At least one, from 0 up, each beginning where the one before ends, haircuts within [0, 1] and never falling.</param>
    /// <exception cref="InvalidInputException">The brackets are not such a schedule; every problem is listed.</exception>
    public static HaircutSchedule Create(ImmutableArray<Bracket> brackets)
    {
        ImmutableArray<Problem> problems = Problems(brackets);
        return problems.IsEmpty ? new(brackets) : throw new InvalidInputException(problems);
    }

    /// <summary>Everything that keeps brackets from being a schedule of haircuts; the places are indices as "[2].rate".</summary>
    /// <param name="brackets">The brackets as they were given.</param>
    public static ImmutableArray<Problem> Problems(ImmutableArray<Bracket> brackets) => TierSchedule.Problems(brackets, highestRate: 1);

    /// <summary>The part of a value that counts as collateral.</summary>
    /// <param name="value">Market value of the holding, in the currency of the brackets; 0 or more.</param>
    /// <returns>Σ over brackets of (1 − haircut) × the slice inside; between 0 and the value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double CountedValue(double value)
    {
        Require.NotNegative(value);
        int k = 0;
        while (k < Brackets.Length - 1 && value > Brackets[k].Upper)
            k++;
        return countedBelow[k] + Slice(Brackets[k], value);
    }

    /// <summary>1 − counted value / value; 0 where nothing is held.</summary>
    /// <inheritdoc cref="CountedValue"/>
    public double EffectiveHaircut(double value) => value == 0 ? 0 : 1 - CountedValue(value) / value;

    /// <summary>What one more unit of the holding adds to the counted value; 0 beyond the cap.</summary>
    /// <inheritdoc cref="CountedValue"/>
    public double MarginalCounted(double value)
    {
        Require.NotNegative(value);
        foreach (Bracket bracket in Brackets)
        {
            if (value < bracket.Upper)
                return 1 - bracket.Rate;
        }

        return 0;
    }

    private static double Slice(Bracket bracket, double value) => (1 - bracket.Rate) * (Math.Min(value, bracket.Upper) - bracket.Lower);
}
