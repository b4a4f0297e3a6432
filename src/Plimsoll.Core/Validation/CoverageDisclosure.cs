namespace Plimsoll.Validation;

/// <summary>What a clearing house discloses about its initial margin: how often and how far exposure exceeded it. Grows one observation at a time.</summary>
/// <param name="Observations">Account-days seen.</param>
/// <param name="Breaches">With exposure above margin, strictly.</param>
/// <param name="SumUncovered">Σ of exposure less margin over the breaches, in the margin's currency.</param>
/// <param name="PeakUncovered">The greatest of these; 0 without a breach.</param>
/// <param name="PeakUncoveredOfMargin">The greatest as a fraction of its own day's margin; 0 without a breach, +∞ of no margin.</param>
/// <remarks>CPMI-IOSCO, "Public quantitative disclosure standards for central counterparties" (2015), items 6.5.1 to 6.5.5.</remarks>
public readonly record struct CoverageDisclosure(int Observations, int Breaches, double SumUncovered, double PeakUncovered, double PeakUncoveredOfMargin)
{
    /// <summary>Share of observations covered: 1 − breaches/observations; NaN before the first.</summary>
    public double Coverage => 1.0 - ((double)Breaches / Observations);

    /// <summary>Mean of exposure less margin over the breaches; 0 without one.</summary>
    public double AverageUncovered => Breaches == 0 ? 0.0 : SumUncovered / Breaches;

    /// <summary>The disclosure after one more observation.</summary>
    /// <param name="margin">Margin held; 0 or more.</param>
    /// <param name="exposure">Loss that it had to cover, positive where money was lost; same currency.</param>
    /// <exception cref="ArgumentException">A number is not finite or the margin is negative.</exception>
    public CoverageDisclosure After(double margin, double exposure)
    {
        if (!(double.IsFinite(margin) && margin >= 0.0 && double.IsFinite(exposure)))
            throw new ArgumentException($"Margin {margin} with exposure {exposure}: both are finite, and a margin is 0 or more.");
        double uncovered = exposure - margin;
        return uncovered > 0.0
            ? new CoverageDisclosure(
                Observations + 1, Breaches + 1, SumUncovered + uncovered, Math.Max(PeakUncovered, uncovered), Math.Max(PeakUncoveredOfMargin, uncovered / margin))
            : this with { Observations = Observations + 1 };
    }

    /// <summary>The disclosure of a whole series.</summary>
    /// <param name="margins">N margins.</param>
    /// <param name="exposures">N losses.</param>
    /// <exception cref="ArgumentException">The lengths differ or a number is refused.</exception>
    public static CoverageDisclosure Of(ReadOnlySpan<double> margins, ReadOnlySpan<double> exposures)
    {
        Series.Same(margins.Length, exposures.Length, nameof(exposures));
        CoverageDisclosure disclosure = default;
        for (int i = 0; i < margins.Length; i++) disclosure = disclosure.After(margins[i], exposures[i]);
        return disclosure;
    }
}
