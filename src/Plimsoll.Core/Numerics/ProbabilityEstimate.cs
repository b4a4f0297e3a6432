namespace Plimsoll.Numerics;

/// <summary>A probability found by numerical integration, and how far off it may be.</summary>
/// <param name="Value">In [0, 1].</param>
/// <param name="Error">Absolute error bound: three standard errors of the shifted lattices, or the tolerance of the quadrature.</param>
internal readonly record struct ProbabilityEstimate(double Value, double Error);
