namespace Plimsoll.Volatility;

/// <summary>Bounds of a GARCH estimation. The defaults are for margin; comparisons with other programs set their own.</summary>
internal sealed record GarchFitOptions
{
    /// <summary>Persistence is held at or below this; above 0, at most 2. Student-t fits of real data run past 1, where forecasts would grow for ever.</summary>
    public double MaximumPersistence { get; init; } = 0.9995;

    /// <summary>Least degrees of freedom of Student-t innovations; above 2.</summary>
    public double FewestDegreesOfFreedom { get; init; } = 2.5;

    /// <summary>Most degrees of freedom; above the least. At 50 the law is normal for every purpose here.</summary>
    public double MostDegreesOfFreedom { get; init; } = 50.0;

    /// <summary>With fewer returns, ω = s²(1 − persistence) instead of being estimated; 0 never. Not for EGARCH, whose level is no mean of squares.</summary>
    public int TargetVarianceBelow { get; init; } = 1000;

    /// <summary>λ of the EWMA that a fit has to beat.</summary>
    public double RivalDecay { get; init; } = 0.97;

    /// <summary>The bounds for margin.</summary>
    public static GarchFitOptions Default { get; } = new();

    /// <summary>Checks the bounds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One lies outside its range.</exception>
    public void Check()
    {
        if (!(MaximumPersistence is > 0.0 and <= 2.0)) throw new ArgumentOutOfRangeException(nameof(MaximumPersistence), MaximumPersistence, "The most persistence lies above 0 and at most at 2; 0.9995 is usual.");
        if (!(FewestDegreesOfFreedom > 2.0)) throw new ArgumentOutOfRangeException(nameof(FewestDegreesOfFreedom), FewestDegreesOfFreedom, "A variance needs more than 2 degrees of freedom; 2.5 is usual.");
        if (!(MostDegreesOfFreedom > FewestDegreesOfFreedom) || !double.IsFinite(MostDegreesOfFreedom))
            throw new ArgumentOutOfRangeException(nameof(MostDegreesOfFreedom), MostDegreesOfFreedom, "The most degrees of freedom lie above the fewest; 50 is usual.");
        if (!(RivalDecay is > 0.0 and < 1.0)) throw new ArgumentOutOfRangeException(nameof(RivalDecay), RivalDecay, "λ lies between 0 and 1; 0.97 is usual.");
    }
}
