using System.Collections.Immutable;
using Plimsoll.Liquidity;
using Plimsoll.Values;

namespace Plimsoll.Scaling;

/// <summary>
/// Margin by brackets of size, each slice of a position at the rate of its own bracket, so that the margin is continuous
/// and convex. Beyond the last bracket its rate goes on.
/// </summary>
public sealed class TierSchedule
{
    // The margin at the lower end of each bracket, and by how much notional × rate overstates it.
    private readonly double[] marginBelow;

    private TierSchedule(ImmutableArray<Bracket> brackets)
    {
        Brackets = brackets;
        marginBelow = new double[brackets.Length];
        var deductions = ImmutableArray.CreateBuilder<double>(brackets.Length);
        deductions.Add(0);
        for (int k = 1; k < brackets.Length; k++)
        {
            Bracket below = brackets[k - 1];
            marginBelow[k] = marginBelow[k - 1] + (below.Upper - below.Lower) * below.Rate;
            deductions.Add(deductions[k - 1] + brackets[k].Lower * (brackets[k].Rate - below.Rate));
        }

        Deductions = deductions.MoveToImmutable();
    }

    /// <summary>The brackets, from size 0 up, without gaps.</summary>
    public ImmutableArray<Bracket> Brackets { get; }

    /// <summary>
    /// d_k of each bracket, so that the margin is notional × rate_k − d_k: what venues print as "maintenance amount" or "cum".
    /// </summary>
    public ImmutableArray<double> Deductions { get; }

    /// <summary>A schedule of valid brackets.</summary>
    /// <param name="brackets">At least one, from 0 up, each beginning where the one before ends, rates never falling.</param>
    /// <exception cref="InvalidInputException">The brackets are not such a schedule; every problem is listed.</exception>
    public static TierSchedule Create(ImmutableArray<Bracket> brackets)
    {
        ImmutableArray<Problem> problems = Problems(brackets);
        return problems.IsEmpty ? new(brackets) : throw new InvalidInputException(problems);
    }

    /// <summary>Everything that keeps brackets from being a schedule; the places are indices as "[2].lower".</summary>
    /// <param name="brackets">The brackets as they were given.</param>
    /// <param name="highestRate">Highest rate allowed; 1 for haircuts, by default any.</param>
    public static ImmutableArray<Problem> Problems(ImmutableArray<Bracket> brackets, double highestRate = double.PositiveInfinity) =>
        [.. FindProblems(brackets, highestRate).Select(found => found.Problem)];

    /// <summary>The same with the bracket's index, the value found and the one allowed.</summary>
    internal static ImmutableArray<(int Index, double Found, double Allowed, Problem Problem)> FindProblems(
        ImmutableArray<Bracket> brackets, double highestRate)
    {
        if (brackets.IsDefaultOrEmpty)
            return [(0, 0, 1, new Problem("", "There is no bracket; write at least one that begins at 0."))];

        var problems = ImmutableArray.CreateBuilder<(int, double, double, Problem)>();
        for (int k = 0; k < brackets.Length; k++)
        {
            (double lower, double upper, double rate) = brackets[k];
            bool last = k == brackets.Length - 1;
            if (k == 0 && lower != 0)
                Add(k, "lower", lower, 0, $"The first bracket begins at {lower:R}; it must begin at 0.");
            if (k > 0 && !lower.Equals(brackets[k - 1].Upper))
                Add(k, "lower", lower, brackets[k - 1].Upper, $"{lower:R} is not where the bracket before ends; write {brackets[k - 1].Upper:R}.");
            if (!(upper > lower) || (!last && !double.IsFinite(upper)))
                Add(k, "upper", upper, lower, $"{upper:R} must be finite (the last may be infinite) and above the lower end {lower:R}.");
            if (!double.IsFinite(rate) || rate < 0 || rate > highestRate)
                Add(k, "rate", rate, 0, $"{rate:R} lies outside [0, {highestRate:R}]; rates are fractions, 2.5 % is 0.025.");
            if (k > 0 && rate < brackets[k - 1].Rate)
                Add(k, "rate", rate, brackets[k - 1].Rate, $"{rate:R} is below {brackets[k - 1].Rate:R} of the bracket before; a larger size never has a lower rate.");
        }

        return problems.ToImmutable();

        void Add(int k, string field, double found, double allowed, FormattableString message) => problems.Add((
            k, found, allowed, new Problem(FormattableString.Invariant($"[{k}].{field}"), FormattableString.Invariant(message))));
    }

    /// <summary>Margin of a notional: Σ over brackets of rate × the slice inside.</summary>
    /// <param name="notional">Size, in the unit of the brackets; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The notional is negative or not finite.</exception>
    public double Margin(double notional)
    {
        int k = IndexOf(notional);
        return marginBelow[k] + (notional - Brackets[k].Lower) * Brackets[k].Rate;
    }

    /// <summary>Margin as a fraction of the notional; 0 where there is no position.</summary>
    /// <inheritdoc cref="Margin"/>
    public double AverageRate(double notional) => notional == 0 ? 0 : Margin(notional) / notional;

    /// <summary>Rate of the bracket that the notional ends in: what the last unit of it needs.</summary>
    /// <inheritdoc cref="Margin"/>
    public double MarginalRate(double notional) => Brackets[IndexOf(notional)].Rate;

    /// <summary>
    /// What a whole-position reading of the same rates would do: at the upper end of each bracket but the last, the jump
    /// of the margin of a position that grows past it.
    /// </summary>
    public ImmutableArray<(double Boundary, double Jump)> WholePositionJumps() =>
    [
        .. Brackets.Skip(1).Select((above, k) => (above.Lower, CliffJump(above.Lower, Brackets[k].Rate, above.Rate))),
    ];

    /// <summary>Jump of the margin at a boundary where the higher rate applies to the whole position: b·(r⁺ − r⁻).</summary>
    /// <param name="boundary">Size b at which the rate changes; 0 or more.</param>
    /// <param name="rateBelow">Rate of positions up to the boundary.</param>
    /// <param name="rateAbove">Rate of positions beyond it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public static double CliffJump(double boundary, double rateBelow, double rateAbove) =>
        Require.NotNegative(boundary) * (Require.NotNegative(rateAbove) - Require.NotNegative(rateBelow));

    private int IndexOf(double notional)
    {
        Require.NotNegative(notional);
        int k = 0;
        while (k < Brackets.Length - 1 && notional > Brackets[k].Upper)
            k++;
        return k;
    }
}
