using System.Collections.Immutable;
using Plimsoll.Numerics;

namespace Plimsoll.Volatility;

/// <summary>Maximum-likelihood estimation of GARCH models, from several starts, by a simplex and then a Newton search.</summary>
internal static class GarchEstimation
{
    /// <summary>Fewest returns; five parameters from less say nothing.</summary>
    public const int FewestReturns = 100;

    private const int N = GarchParameters.Count;
    private const int NewtonSteps = 200;

    private static readonly (double Shock, double Decay)[] Starts = [(0.05, 0.90), (0.10, 0.85), (0.15, 0.80)];

    /// <summary>Fits a model to returns.</summary>
    /// <param name="returns">n returns, oldest first, in any unit; at least <see cref="FewestReturns"/>.</param>
    /// <param name="specification">The model.</param>
    /// <param name="options">Bounds; those for margin where null.</param>
    /// <returns>The best fit found, with every reason not to use it.</returns>
    /// <exception cref="ArgumentException">Too few returns, one that is not a finite number, or all alike.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound lies outside its range.</exception>
    public static GarchFit Fit(ReadOnlySpan<double> returns, GarchSpecification specification, GarchFitOptions? options = null)
    {
        options ??= GarchFitOptions.Default;
        options.Check();
        if (returns.Length < FewestReturns)
            throw new ArgumentException($"A GARCH model needs at least {FewestReturns} returns; {returns.Length} are given. An EWMA does with fewer.", nameof(returns));
        var likelihood = new GarchLikelihood(returns, specification);
        bool isTargeted = returns.Length < options.TargetVarianceBelow && specification.Kind != GarchKind.Egarch && options.MaximumPersistence < 1.0;
        var free = new GarchCoordinates(likelihood, options, isTargeted, isBound: false);
        GarchEvaluation scratch = likelihood.NewEvaluation();
        Maximum? best = null;
        foreach ((double shock, double decay) in Starts)
        {
            Maximum near = NelderMead.Maximise(point => Value(likelihood, free, scratch, point), free.Start(shock, decay, 6.0), 0.2, 40 * free.Count);
            Maximum top = Climb(likelihood, free, scratch, near.Point);
            if (best is null || (top.HasConverged, top.Value).CompareTo((best.HasConverged, best.Value)) > 0) best = top;
        }

        return AtBoundIfBetter(likelihood, options, free, scratch, best!);
    }

    private static GarchFit AtBoundIfBetter(GarchLikelihood likelihood, GarchFitOptions options, GarchCoordinates free, GarchEvaluation scratch, Maximum best)
    {
        GarchParameters parameters = free.ToParameters(best.Point);
        bool isNear = parameters.Persistence(likelihood.Specification.Kind) > 0.995 * options.MaximumPersistence;
        if (isNear)
        {
            // A logistic only creeps towards its end; the bound itself is a search of one coordinate less.
            var bound = new GarchCoordinates(likelihood, options, free.IsTargeted, isBound: true);
            Maximum there = Climb(likelihood, bound, scratch, free.ToBound(best.Point));
            if (there.HasConverged && there.Value >= best.Value - 1e-6)
                return Report(likelihood, options, bound.ToParameters(there.Point), there.HasConverged, true, free.IsTargeted, scratch);
        }

        return Report(likelihood, options, parameters, best.HasConverged, false, free.IsTargeted, scratch);
    }

    private static Maximum Climb(GarchLikelihood likelihood, GarchCoordinates coordinates, GarchEvaluation scratch, double[] start)
    {
        int count = coordinates.Count;
        var jacobian = new double[N * count];
        return DampedNewton.Maximise(
            (point, slopes) =>
            {
                likelihood.Evaluate(coordinates.ToParameters(point, jacobian), scratch);
                for (int j = 0; j < count; j++)
                {
                    slopes[j] = 0.0;
                    for (int i = 0; i < N; i++) slopes[j] += scratch.Gradient[i] * jacobian[(i * count) + j];
                }

                return scratch.LogLikelihood;
            },
            start,
            NewtonSteps);
    }

    private static double Value(GarchLikelihood likelihood, GarchCoordinates coordinates, GarchEvaluation scratch, double[] point)
    {
        likelihood.Evaluate(coordinates.ToParameters(point), scratch);
        return scratch.LogLikelihood;
    }

    private static GarchFit Report(GarchLikelihood likelihood, GarchFitOptions options, GarchParameters parameters, bool hasConverged, bool isAtBound, bool isTargeted, GarchEvaluation scratch)
    {
        double rival = Rival(likelihood, options, parameters, scratch);
        likelihood.Evaluate(parameters, scratch);
        ImmutableArray<double> variances = [.. scratch.Variances];
        (double value, double next) = (scratch.LogLikelihood, scratch.Next);
        GarchErrors errors = GarchErrors.At(likelihood, parameters, scratch);

        var rejections = ImmutableArray.CreateBuilder<GarchRejection>();
        if (!hasConverged) rejections.Add(GarchRejection.NotConverged);
        if (!errors.IsPositiveDefinite) rejections.Add(GarchRejection.HessianNotPositiveDefinite);
        if (isAtBound && parameters.LongRunVariance(likelihood.Specification.Kind) > 4.0 * likelihood.SampleVariance) rejections.Add(GarchRejection.RunsAway);
        if (!(value > rival)) rejections.Add(GarchRejection.NoBetterThanEwma);
        return new()
        {
            Specification = likelihood.Specification,
            Parameters = parameters,
            LogLikelihood = value,
            RivalLogLikelihood = rival,
            HessianErrors = errors.Hessian,
            RobustErrors = errors.Robust,
            OuterProductErrors = errors.OuterProduct,
            Variances = variances,
            Next = next,
            IsAtBound = isAtBound,
            IsVarianceTargeted = isTargeted,
            Rejections = rejections.ToImmutable(),
        };
    }

    /// <summary>Log-likelihood of an EWMA about the fitted mean with innovations of the same law, ν its own best.</summary>
    private static double Rival(GarchLikelihood likelihood, GarchFitOptions options, GarchParameters parameters, GarchEvaluation scratch)
    {
        var ewma = new GarchLikelihood(likelihood.Returns, likelihood.Specification with { Kind = GarchKind.Garch });
        double At(double shape)
        {
            ewma.Evaluate(new(parameters.Mean, 0.0, 1.0 - options.RivalDecay, 0.0, options.RivalDecay, shape), scratch);
            return scratch.LogLikelihood;
        }

        if (!likelihood.Specification.HasShape) return At(parameters.DegreesOfFreedom);
        // Golden section over ln ν.
        double low = Math.Log(options.FewestDegreesOfFreedom), high = Math.Log(options.MostDegreesOfFreedom), golden = 0.5 * (Math.Sqrt(5.0) - 1.0);
        double left = high - (golden * (high - low)), right = low + (golden * (high - low));
        double atLeft = At(Math.Exp(left)), atRight = At(Math.Exp(right));
        while (high - low > 1e-4)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                atLeft = At(Math.Exp(left = high - (golden * (high - low))));
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                atRight = At(Math.Exp(right = low + (golden * (high - low))));
            }
        }

        return Math.Max(atLeft, atRight);
    }
}
