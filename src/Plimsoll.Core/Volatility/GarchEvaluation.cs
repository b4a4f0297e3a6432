namespace Plimsoll.Volatility;

/// <summary>The likelihood of a series at given parameters, with what an optimiser and a risk manager want beside it.</summary>
internal sealed class GarchEvaluation(int observations)
{
    /// <summary>Σ log density of the returns; −∞ where a variance leaves the numbers.</summary>
    public double LogLikelihood { get; set; }

    /// <summary>hₜ before each return, n values.</summary>
    public double[] Variances { get; } = new double[observations];

    /// <summary>hₙ₊₁, the variance of the next return.</summary>
    public double Next { get; set; }

    /// <summary>∂/∂ of the log-likelihood in the six places of <see cref="GarchParameters"/>; 0 where a parameter is not part of the model.</summary>
    public double[] Gradient { get; } = new double[GarchParameters.Count];

    /// <summary>Σ sₜsₜᵀ of the observations' scores, 6 × 6 row by row.</summary>
    public double[] OuterProduct { get; } = new double[GarchParameters.Count * GarchParameters.Count];
}
