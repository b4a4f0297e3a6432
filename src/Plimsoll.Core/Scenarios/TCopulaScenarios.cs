using System.Collections.Immutable;
using Plimsoll.Numerics;
using Plimsoll.Values;

namespace Plimsoll.Scenarios;

/// <summary>
/// Monte Carlo scenarios of joint returns: a t copula for how they move together, each margin its own sample with generalised Pareto tails. An alternative to
/// filtered history, for tails beyond the sample's worst and for coins of short history.
/// </summary>
/// <remarks>
/// Scenario s is a function of the seed and s alone: X = √(ν/W)·LZ with LLᵀ = R, Z normal and W of χ² with ν degrees, all from counters (s, block); u = t_ν(X);
/// return = margin's quantile of u. Parts may be made in any order and on any number of threads with the same bits. A factor uses the same normals whatever
/// follows it in the list, so that adding one at the end changes none before it but through ν.
/// </remarks>
internal sealed class TCopulaScenarios
{
    private readonly StudentTDraws draws;
    private readonly ImmutableArray<SemiParametricMargin> margins;
    private readonly ulong seed;

    private TCopulaScenarios(CorrelationMatrix correlation, double degreesOfFreedom, ImmutableArray<SemiParametricMargin> margins, TCopulaScenarioParameters parameters)
    {
        (Correlation, DegreesOfFreedom, this.margins, seed, Count) = (correlation, degreesOfFreedom, margins, parameters.Seed, parameters.Count);
        draws = new StudentTDraws(correlation, degreesOfFreedom, seed);
    }

    /// <summary>R of the copula.</summary>
    public CorrelationMatrix Correlation { get; }

    /// <summary>ν of the copula.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>Scenarios.</summary>
    public int Count { get; }

    /// <summary>Risk factors, in the order given.</summary>
    public int Factors => margins.Length;

    /// <summary>Fits copula and margins to joint returns: R from Kendall's τ, ν by pseudo-likelihood unless the parameters give it.</summary>
    /// <param name="returns">d factors of n returns over the horizon wanted, brought to today's volatility where that is wanted; number i of each of one date.</param>
    /// <param name="parameters">Seed, count and tails.</param>
    /// <exception cref="InvalidInputException">A parameter is out of range, or the returns are too few, of different lengths or not finite; every problem is named.</exception>
    public static TCopulaScenarios Create(ImmutableArray<double[]> returns, TCopulaScenarioParameters parameters)
    {
        if (Problems(returns, parameters) is { Length: > 0 } problems) throw new InvalidInputException(problems);
        double[][] series = [.. returns];
        (CorrelationMatrix correlation, double nu) = Copula(series, parameters.DegreesOfFreedom);
        return new TCopulaScenarios(
            correlation, nu, [.. series.Select(one => SemiParametricMargin.Fit(one, parameters.TailShare, parameters.TailLimits))], parameters);
    }

    /// <summary>The same margins and draws under other correlations: a stress of dependence alone.</summary>
    /// <param name="correlation">R of the same order, positive semi-definite.</param>
    public TCopulaScenarios WithCorrelation(CorrelationMatrix correlation) => correlation.Order == Factors
        ? new TCopulaScenarios(correlation, DegreesOfFreedom, margins, new TCopulaScenarioParameters { Seed = seed, Count = Count })
        : throw new ArgumentException($"The correlation matrix has order {correlation.Order}; there are {Factors} factors.", nameof(correlation));

    /// <summary>All scenarios, factor by factor: [f][s] is the return of factor f in scenario s.</summary>
    public double[][] Generate()
    {
        var moves = new double[Factors][];
        for (int f = 0; f < moves.Length; f++) moves[f] = new double[Count];
        var row = new double[Factors];
        for (int s = 0; s < Count; s++)
        {
            Fill(s, row);
            for (int f = 0; f < row.Length; f++) moves[f][s] = row[f];
        }

        return moves;
    }

    /// <summary>Consecutive scenarios.</summary>
    /// <param name="first">Index of the first, 0 or above.</param>
    /// <param name="moves">Receives whole scenarios one after the other, each a return per factor.</param>
    /// <exception cref="ArgumentException">The span is no whole number of scenarios, or reaches past the last.</exception>
    public void Fill(int first, Span<double> moves)
    {
        int scenarios = moves.Length / Factors;
        if (first < 0 || scenarios * Factors != moves.Length || first + (long)scenarios > Count)
            throw new ArgumentException($"Room for {moves.Length} returns from scenario {first} on is no part of {Count} scenarios of {Factors} factors.", nameof(moves));
        for (int s = 0; s < scenarios; s++) Draw((ulong)(first + s), moves.Slice(s * Factors, Factors));
    }

    private void Draw(ulong scenario, Span<double> row)
    {
        draws.Fill(scenario, row);
        for (int f = 0; f < Factors; f++)
        {
            double u = StudentT.Cdf(row[f], DegreesOfFreedom);
            row[f] = margins[f].InverseCdf(Math.Clamp(u, 1e-16, 1.0 - 1.2e-16));
        }
    }

    private static (CorrelationMatrix Correlation, double DegreesOfFreedom) Copula(double[][] series, double? degreesOfFreedom)
    {
        // A lone factor depends on nothing: any ν gives its margin.
        if (series.Length == 1) return (CorrelationMatrix.Identity(1), degreesOfFreedom ?? double.PositiveInfinity);
        if (degreesOfFreedom is { } given) return (StudentTCopulaFit.KendallCorrelation(series), given);
        StudentTCopulaFit fit = StudentTCopulaFit.Estimate(series);
        return (fit.Correlation, fit.DegreesOfFreedom);
    }

    private static ImmutableArray<Problem> Problems(ImmutableArray<double[]> returns, TCopulaScenarioParameters parameters)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (parameters.Count < 1) problems.Add(new("count", $"{parameters.Count} scenarios; write 1 or more, 100000 is usual."));
        if (parameters.DegreesOfFreedom is { } nu && !(nu > 0.0)) problems.Add(new("degreesOfFreedom", $"{nu}; degrees of freedom are above 0, or null to fit them."));
        if (!(parameters.TailShare is > 0.0 and < 0.5)) problems.Add(new("tailShare", $"{parameters.TailShare} lies outside (0, 0.5); 0.1 is usual."));
        if (returns.IsDefaultOrEmpty)
        {
            problems.Add(new("returns", "no risk factor was given; give one or more."));
            return problems.ToImmutable();
        }

        int n = returns[0].Length, least = Math.Max(parameters.TailLimits.LeastExceedances, 3);
        if (parameters.TailShare is > 0.0 and < 0.5 && TailCount.FloorGuarded(n * parameters.TailShare) < least)
            problems.Add(new("returns", $"{n} joint returns leave fewer than {least} in a tail of {parameters.TailShare}; give {Math.Ceiling(least / parameters.TailShare)} or more."));
        for (int f = 0; f < returns.Length; f++)
        {
            if (returns[f].Length != n) problems.Add(new($"returns[{f}]", $"{returns[f].Length} returns where the first factor has {n}; all must be of the same dates."));
            if (Array.Exists(returns[f], value => !double.IsFinite(value))) problems.Add(new($"returns[{f}]", "a return is not finite; leave out the dates on which one is missing."));
            else if (returns[f].Length > 0 && returns[f].Distinct().Count() < 2) problems.Add(new($"returns[{f}]", "never moves; leave it out."));
        }

        return problems.ToImmutable();
    }
}
