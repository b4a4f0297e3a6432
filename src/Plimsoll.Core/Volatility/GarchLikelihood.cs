using MathNet.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Volatility;

/// <summary>Log-likelihood of a series of returns under a GARCH(1,1), GJR or EGARCH model, with analytic scores.</summary>
/// <remarks>Derivatives by the recursions of G. Fiorentini, G. Calzolari and L. Panattoni, J. Applied Econometrics 11 (1996) 399–417.</remarks>
internal sealed class GarchLikelihood
{
    private const int N = GarchParameters.Count;
    private const int BackcastLength = 75;
    private const double BackcastDecay = 0.94;

    // E|z| of a normal z; the convention for every law of z.
    private static readonly double MeanAbsolute = Math.Sqrt(2.0 / Math.PI);

    private readonly double[] returns;
    private readonly GarchSpecification specification;
    private readonly double backcast;

    /// <summary>The likelihood of these returns.</summary>
    /// <param name="returns">n returns, oldest first, in any unit; at least 2, not all alike.</param>
    /// <param name="specification">The model.</param>
    /// <exception cref="ArgumentException">Fewer than 2 returns, one that is not a finite number, or all alike.</exception>
    public GarchLikelihood(ReadOnlySpan<double> returns, GarchSpecification specification)
    {
        if (returns.Length < 2) throw new ArgumentException($"A GARCH likelihood needs at least 2 returns; {returns.Length} are given.", nameof(returns));
        double sum = 0.0;
        for (int i = 0; i < returns.Length; i++)
        {
            if (!double.IsFinite(returns[i])) throw new ArgumentException($"Return {i} is {returns[i]}; returns are finite numbers. Leave out what is not known.", nameof(returns));
            sum += returns[i];
        }

        this.returns = returns.ToArray();
        this.specification = specification;
        SampleMean = sum / returns.Length;
        double squares = 0.0, weighted = 0.0, weights = 0.0, weight = 1.0;
        for (int i = 0; i < returns.Length; i++)
        {
            double square = (returns[i] - SampleMean) * (returns[i] - SampleMean);
            squares += square;
            if (i >= BackcastLength) continue;
            weighted += weight * square;
            weights += weight;
            weight *= BackcastDecay;
        }

        if (!(squares > 0.0)) throw new ArgumentException("All returns are alike; they have no variance to model.", nameof(returns));
        SampleVariance = squares / returns.Length;
        // A market that began with still days has no backcast worth the name.
        backcast = weighted > 0.0 ? weighted / weights : SampleVariance;
    }

    /// <summary>Mean of the returns.</summary>
    public double SampleMean { get; }

    /// <summary>Mean squared deviation from it.</summary>
    public double SampleVariance { get; }

    /// <summary>The returns, oldest first.</summary>
    public ReadOnlySpan<double> Returns => returns;

    /// <summary>n.</summary>
    public int Observations => returns.Length;

    /// <summary>The model.</summary>
    public GarchSpecification Specification => specification;

    /// <summary>A result to evaluate into, of the right length.</summary>
    public GarchEvaluation NewEvaluation() => new(returns.Length);

    /// <summary>Evaluates at <paramref name="parameters"/>, which need be no stationary process.</summary>
    public void Evaluate(in GarchParameters parameters, GarchEvaluation result)
    {
        Array.Clear(result.Gradient);
        Array.Clear(result.OuterProduct);
        var density = new Density(specification.Innovation, parameters.DegreesOfFreedom);
        var state = new Filter(specification.Kind, parameters, Presample(parameters.Mean, out double slope), slope);
        Span<double> score = stackalloc double[N];
        double total = 0.0;
        for (int t = 0; t < returns.Length; t++)
        {
            double variance = state.Variance, residual = returns[t] - parameters.Mean;
            result.Variances[t] = variance;
            if (!(variance > 0.0 && double.IsFinite(variance)))
            {
                result.LogLikelihood = double.NegativeInfinity;
                return;
            }

            total += density.Log(residual, variance, out double byLogVariance, out double byResidual, out double byShape);
            for (int i = 0; i < N; i++) score[i] = byLogVariance * state.LogSlopes[i];
            score[GarchParameters.MeanAt] -= byResidual;
            score[GarchParameters.ShapeAt] += byShape;
            for (int i = 0; i < N; i++)
            {
                result.Gradient[i] += score[i];
                for (int j = 0; j <= i; j++) result.OuterProduct[(i * N) + j] += score[i] * score[j];
            }

            state.Step(residual);
        }

        for (int i = 0; i < N; i++)
            for (int j = 0; j < i; j++)
                result.OuterProduct[(j * N) + i] = result.OuterProduct[(i * N) + j];
        result.Next = state.Variance;
        result.LogLikelihood = double.IsFinite(total) ? total : double.NegativeInfinity;
    }

    private double Presample(double mean, out double slope)
    {
        if (specification.Presample == GarchPresample.Backcast)
        {
            slope = 0.0;
            return backcast;
        }

        double away = SampleMean - mean;
        slope = -2.0 * away;
        return SampleVariance + (away * away);
    }

    /// <summary>log f(e | h) and its derivatives.</summary>
    private readonly struct Density
    {
        private readonly bool isNormal;
        private readonly double shape, constant, constantSlope;

        public Density(GarchInnovation innovation, double degreesOfFreedom)
        {
            isNormal = innovation == GarchInnovation.Normal;
            shape = degreesOfFreedom;
            if (isNormal)
            {
                constant = -0.5 * Math.Log(2.0 * Math.PI);
                return;
            }

            if (!(shape > 2.0)) throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "A Student-t of variance 1 has more than 2 degrees of freedom.");
            constant = GammaFunctions.LogGamma(0.5 * (shape + 1.0)) - GammaFunctions.LogGamma(0.5 * shape) - (0.5 * Math.Log(Math.PI * (shape - 2.0)));
            constantSlope = 0.5 * (SpecialFunctions.DiGamma(0.5 * (shape + 1.0)) - SpecialFunctions.DiGamma(0.5 * shape) - (1.0 / (shape - 2.0)));
        }

        public double Log(double residual, double variance, out double byLogVariance, out double byResidual, out double byShape)
        {
            double square = residual * residual / variance;
            if (isNormal)
            {
                byLogVariance = 0.5 * (square - 1.0);
                byResidual = -residual / variance;
                byShape = 0.0;
                return constant - (0.5 * (Math.Log(variance) + square));
            }

            double excess = square / (shape - 2.0), share = excess / (1.0 + excess), log = Elementary.Log1P(excess);
            byLogVariance = 0.5 * (((shape + 1.0) * share) - 1.0);
            byResidual = -(shape + 1.0) * residual / (variance * (shape - 2.0) * (1.0 + excess));
            byShape = constantSlope - (0.5 * log) + (0.5 * (shape + 1.0) * share / (shape - 2.0));
            return constant - (0.5 * Math.Log(variance)) - (0.5 * (shape + 1.0) * log);
        }
    }

    /// <summary>The variance recursion and ∂ ln h of each parameter along it.</summary>
    private ref struct Filter
    {
        private readonly GarchKind kind;
        private readonly GarchParameters p;
        private readonly double[] slopes = new double[N];

        public Filter(GarchKind kind, in GarchParameters parameters, double presample, double presampleSlope)
        {
            this.kind = kind;
            p = parameters;
            slopes[GarchParameters.MeanAt] = presampleSlope / presample;
            Variance = presample;
            // Before the first return a shock of the presample's size, of either sign; for EGARCH none, as its size would not be 1 and its sign not 0.
            if (kind == GarchKind.Egarch) StepLog(0.0, 0.0, 0.0, 0.0);
            else StepLevel(presample, presampleSlope, 0.5);
        }

        public double Variance { get; private set; }

        public readonly ReadOnlySpan<double> LogSlopes => slopes;

        public void Step(double residual)
        {
            if (kind == GarchKind.Egarch)
            {
                double root = Math.Sqrt(Variance), z = residual / root;
                StepLog(z, Math.Abs(z) - MeanAbsolute, Math.Sign(z), root);
            }
            else
            {
                StepLevel(residual * residual, -2.0 * residual, residual < 0.0 ? 1.0 : 0.0);
            }
        }

        private void StepLevel(double square, double squareSlope, double isFall)
        {
            double impact = p.Alpha + (p.Gamma * isFall), before = Variance;
            double next = p.Omega + (impact * square) + (p.Beta * before);
            double kept = p.Beta * before / next;
            for (int i = 0; i < N; i++) slopes[i] *= kept;
            slopes[GarchParameters.MeanAt] += impact * squareSlope / next;
            slopes[GarchParameters.OmegaAt] += 1.0 / next;
            slopes[GarchParameters.AlphaAt] += square / next;
            if (kind == GarchKind.Gjr) slopes[GarchParameters.GammaAt] += isFall * square / next;
            slopes[GarchParameters.BetaAt] += before / next;
            Variance = next;
        }

        private void StepLog(double z, double size, double sign, double root)
        {
            // ∂z = −∂μ/√h − ½ z ∂ ln h, and z enters with this weight.
            double weight = p.Alpha + (p.Gamma * sign), logBefore = Math.Log(Variance);
            double kept = p.Beta - (0.5 * weight * z);
            for (int i = 0; i < N; i++) slopes[i] *= kept;
            if (root > 0.0) slopes[GarchParameters.MeanAt] -= weight / root;
            slopes[GarchParameters.OmegaAt] += 1.0;
            slopes[GarchParameters.AlphaAt] += z;
            slopes[GarchParameters.GammaAt] += size;
            slopes[GarchParameters.BetaAt] += logBefore;
            Variance = Math.Exp(p.Omega + (p.Alpha * z) + (p.Gamma * size) + (p.Beta * logBefore));
        }
    }
}
