using System.Collections.Immutable;

namespace Plimsoll.Models.Deribit;

/// <summary>The risk matrix of everything that settles in one currency: scenarios, worst case, roll and delta shock. Deribit's private/pme/simulate shows the same figures.</summary>
internal sealed class RiskMatrix
{
    private RiskMatrix(ImmutableArray<RiskMatrixPair> pairs, Evidence.RiskMatrix evidence, decimal worst, decimal roll, decimal delta) =>
        (Pairs, Evidence, WorstCase, RollShock, DeltaShock) = (pairs, evidence, worst, roll, delta);

    /// <summary>The pairs it is of.</summary>
    public ImmutableArray<RiskMatrixPair> Pairs { get; }

    /// <summary>Scenario by scenario.</summary>
    public Evidence.RiskMatrix Evidence { get; }

    /// <summary>Greatest loss over both tables, rounded; 0 or more.</summary>
    public decimal WorstCase { get; }

    /// <summary>Roll shock of all pairs.</summary>
    public decimal RollShock { get; }

    /// <summary>Delta shock of all pairs.</summary>
    public decimal DeltaShock { get; }

    /// <summary>Worst case and both shocks. There is no correlation contingency in a segregated account.</summary>
    public decimal Margin => WorstCase + RollShock + DeltaShock;

    /// <summary>The matrix of some pairs, all with the same settlement currency.</summary>
    /// <exception cref="OverflowException">A price, volatility or size is not a number.</exception>
    public static RiskMatrix Of(ImmutableArray<RiskMatrixPair> pairs, DeribitPortfolioParameters parameters)
    {
        var instruments = ImmutableArray.CreateBuilder<RiskVectors>();
        var sums = ImmutableArray.CreateBuilder<RiskVectors>(pairs.Length);
        var counted = ImmutableArray.CreateBuilder<RiskVectors>(pairs.Length);
        foreach (RiskMatrixPair pair in pairs)
        {
            RiskVectors[] vectors = [.. pair.Positions.Select(position => pair.Vectors(position, parameters.Buckets, parameters.ExtendedMoves))];
            var sum = new RiskVectors(pair.Name, Sum(vectors.Select(one => one.Standard), ((2 * parameters.Buckets) + 1) * 3), Sum(vectors.Select(one => one.Extended), parameters.ExtendedMoves.Length));
            instruments.AddRange(vectors);
            sums.Add(sum);
            counted.Add(new(pair.Name, [.. sum.Standard.Select(pair.Offset)], [.. sum.Extended.Select((pnl, k) => pair.Dampened(pnl, parameters.ExtendedMoves[k]))]));
        }

        RiskMatrixBucket worst = Worst(counted, parameters);

        // To the 15 digits that a double has and then half up as the venue does, a tie hidden by the last bit included.
        decimal loss = decimal.Round(-(decimal)worst.Pnl, parameters.Decimals, MidpointRounding.AwayFromZero);
        return new(pairs, new([.. instruments], [.. sums], [.. counted], worst), Math.Max(0m, loss), pairs.Sum(pair => pair.RollShock()), pairs.Sum(pair => pair.DeltaShock()));
    }

    /// <summary>One position's part of the worst case and the roll shock; below 0 where it hedges the rest.</summary>
    public decimal Share(RiskMatrixPair pair, RiskMatrixPosition position)
    {
        RiskMatrixBucket worst = Evidence.Worst;
        double At(RiskVectors vectors) => (worst.Source == "standard" ? vectors.Standard : vectors.Extended)[worst.Index - 1];
        double sum = At(Evidence.Pairs.Single(one => one.Subject == pair.Name)), own = At(Evidence.Instruments.Single(one => one.Subject == position.Name));
        double part = sum == 0 ? 0 : own / sum * At(Evidence.Counted.Single(one => one.Subject == pair.Name));
        return pair.RollShare(position) - (decimal)part;
    }

    private static RiskMatrixBucket Worst(IReadOnlyList<RiskVectors> counted, DeribitPortfolioParameters parameters)
    {
        ImmutableArray<double> standard = Sum(counted.Select(one => one.Standard), ((2 * parameters.Buckets) + 1) * 3);
        ImmutableArray<double> extended = Sum(counted.Select(one => one.Extended), parameters.ExtendedMoves.Length);
        int best = First(standard), far = First(extended);
        if (far >= 0 && (extended[far] < standard[best] || double.IsNaN(extended[far])))
            return new("extended", far + 1, far + 1, parameters.ExtendedMoves[far] < 0 ? "left" : "right", extended[far]);
        int bucket = best / 3;
        return new("standard", best + 1, bucket + 1, bucket < parameters.Buckets ? "left" : bucket > parameters.Buckets ? "right" : "middle", standard[best]);
    }

    // The first of the least; what is not a number counts as least, so that it is not passed over but refused when it becomes money.
    private static int First(ImmutableArray<double> vector)
    {
        int first = -1;
        for (int s = 0; s < vector.Length; s++)
        {
            if (double.IsNaN(vector[s])) return s;
            if (first < 0 || vector[s] < vector[first]) first = s;
        }

        return first;
    }

    private static ImmutableArray<double> Sum(IEnumerable<ImmutableArray<double>> vectors, int length)
    {
        double[] sum = new double[length];
        foreach (ImmutableArray<double> vector in vectors)
            for (int s = 0; s < length; s++)
                sum[s] += vector[s];
        return [.. sum];
    }
}
