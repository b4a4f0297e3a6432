namespace Plimsoll.Lab.Calibrations;

/// <summary>A short memory of volatility beside the long one.</summary>
/// <param name="Decay">λ per day.</param>
/// <param name="RealisedShare">Weight of the variance realised inside a day.</param>
/// <param name="UnseenFactor">Factor on the absolute return of a day inside which nothing is recorded.</param>
public readonly record struct ShortMemory(double Decay, double RealisedShare, double UnseenFactor);
