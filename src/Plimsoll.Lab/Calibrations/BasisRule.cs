namespace Plimsoll.Lab.Calibrations;

/// <summary>How moves of a perpetual's basis are brought to today's volatility.</summary>
/// <param name="Rescaling">w of the rescaling.</param>
/// <param name="LeastScale">Least factor.</param>
/// <param name="GreatestScale">Greatest factor.</param>
public readonly record struct BasisRule(double Rescaling, double LeastScale, double GreatestScale);
