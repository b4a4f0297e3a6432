namespace Plimsoll.Volatility;

/// <summary>A volatility model without its numbers.</summary>
/// <param name="Kind">The recursion.</param>
/// <param name="Innovation">The law of the standardised residual.</param>
/// <param name="Presample">How the recursion begins.</param>
internal sealed record GarchSpecification(GarchKind Kind, GarchInnovation Innovation, GarchPresample Presample = GarchPresample.MeanSquare)
{
    /// <summary>Whether γ is estimated.</summary>
    public bool HasGamma => Kind != GarchKind.Garch;

    /// <summary>Whether ν is estimated.</summary>
    public bool HasShape => Innovation == GarchInnovation.StudentT;

    /// <summary>Which of the six places of <see cref="GarchParameters"/> are estimated, in their order.</summary>
    public int[] Estimated =>
    [
        GarchParameters.MeanAt, GarchParameters.OmegaAt, GarchParameters.AlphaAt,
        .. HasGamma ? [GarchParameters.GammaAt] : Array.Empty<int>(),
        GarchParameters.BetaAt,
        .. HasShape ? [GarchParameters.ShapeAt] : Array.Empty<int>(),
    ];
}
