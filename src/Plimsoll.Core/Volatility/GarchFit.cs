using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>A GARCH model estimated by maximum likelihood.</summary>
internal sealed record GarchFit
{
    /// <summary>The model.</summary>
    public required GarchSpecification Specification { get; init; }

    /// <summary>The estimates.</summary>
    public required GarchParameters Parameters { get; init; }

    /// <summary>Log-likelihood at the estimates.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Log-likelihood of the EWMA the fit has to beat.</summary>
    public required double RivalLogLikelihood { get; init; }

    /// <summary>From the inverse negative Hessian; NaN where it is not positive definite, 0 where a parameter is not part of the model.</summary>
    public required GarchParameters HessianErrors { get; init; }

    /// <summary>From the sandwich H⁻¹BH⁻¹ of T. Bollerslev and J. Wooldridge (1992): right where the innovations are not of the assumed law.</summary>
    public required GarchParameters RobustErrors { get; init; }

    /// <summary>From the inverse outer product of the scores.</summary>
    public required GarchParameters OuterProductErrors { get; init; }

    /// <summary>hₜ before each return, n values in the square of the returns' unit.</summary>
    public required ImmutableArray<double> Variances { get; init; }

    /// <summary>hₙ₊₁, the forecast for the next return.</summary>
    public required double Next { get; init; }

    /// <summary>Whether persistence was stopped by its bound.</summary>
    public required bool IsAtBound { get; init; }

    /// <summary>Whether ω follows from the sample variance.</summary>
    public required bool IsVarianceTargeted { get; init; }

    /// <summary>Why the fit is not to be used; none if it is.</summary>
    public required ImmutableArray<GarchRejection> Rejections { get; init; }

    /// <summary>Expected variances of the periods ahead.</summary>
    /// <param name="periods">k, each at least 1.</param>
    /// <exception cref="NotSupportedException">An EGARCH model: the expected variance two or more periods ahead does not exist for Student-t innovations.</exception>
    public GarchTermStructure Forecast(ReadOnlySpan<int> periods) => Specification.Kind == GarchKind.Egarch
        ? throw new NotSupportedException("An EGARCH model forecasts one period (Next); use GARCH or GJR for more.")
        : GarchTermStructure.Of(Parameters.Omega, Parameters.Persistence(Specification.Kind), Next, periods);
}
