using System.Collections.Immutable;
using Plimsoll.Numerics;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Which historical date each joint draw of a t copula takes of each underlying: section 4 of the model's page. The marginal distributions stay those of history.</summary>
internal sealed class CopulaCore
{
    private readonly Dictionary<Currency, int> rows = [];
    private readonly int[][] ranks;

    private CopulaCore(int[][] ranks) => this.ranks = ranks;

    /// <summary>The draws for a market.</summary>
    /// <param name="parameters">Number and degrees of freedom.</param>
    /// <param name="underlyings">Those that may move, the leader first; whoever is missing goes with the first.</param>
    /// <param name="historical">Rescaled historical moves of one of them.</param>
    /// <param name="seed">Which draws.</param>
    public static CopulaCore Create(CopulaParameters parameters, IEnumerable<Currency> underlyings, Func<Currency, double[]> historical, ulong seed)
    {
        // One that never moves has no correlation, and any draw is its own.
        (Currency Underlying, double[] Moves)[] moving = [.. underlyings.Select(one => (one, historical(one))).Where(one => one.Item2.AsSpan().ContainsAnyExcept(one.Item2[0]))];
        CorrelationMatrix correlation = moving.Length == 0
            ? CorrelationMatrix.Identity(1)
            : ShrinkageCorrelation.ToConstantCorrelation(ImmutableArray.ToImmutableArray(moving.Select(one => one.Moves)).AsSpan()).Correlation;
        var made = new CopulaCore(Ranks(new StudentTDraws(correlation, parameters.DegreesOfFreedom, seed), parameters.Draws));
        for (int f = 0; f < moving.Length; f++) made.rows[moving[f].Underlying] = f;
        return made;
    }

    /// <summary>Index of the historical date whose move of the underlying each draw takes: draw of rank r of m takes the move of rank ⌊(r + ½)·n/m⌋ of n.</summary>
    public int[] Dates(Currency underlying, double[] moves)
    {
        int[] rising = Scenarios.ScenarioPermutation.ByMove(moves);
        int[] own = ranks[rows.GetValueOrDefault(underlying)];
        return Array.ConvertAll(own, rank => rising[(int)(((2L * rank) + 1) * moves.Length / (2L * own.Length))]);
    }

    private static int[][] Ranks(StudentTDraws draws, int count)
    {
        var variates = new double[draws.Order][];
        for (int f = 0; f < variates.Length; f++) variates[f] = new double[count];
        var one = new double[draws.Order];
        for (int s = 0; s < count; s++)
        {
            draws.Fill((ulong)s, one);
            for (int f = 0; f < one.Length; f++) variates[f][s] = one[f];
        }

        return Array.ConvertAll(variates, row =>
        {
            int[] rising = Scenarios.ScenarioPermutation.ByMove(row), rank = new int[count];
            for (int r = 0; r < count; r++) rank[rising[r]] = r;
            return rank;
        });
    }
}
