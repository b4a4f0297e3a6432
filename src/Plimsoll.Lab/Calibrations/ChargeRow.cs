namespace Plimsoll.Lab.Calibrations;

/// <summary>What a rule that adds to the core would have charged over the period of the choice.</summary>
/// <param name="Value">The parameter's value.</param>
/// <param name="Coverage">Days covered.</param>
/// <param name="CoverageLower">Lower end of its 95 % interval over dates.</param>
/// <param name="Mean">Mean charge, fraction of gross notional.</param>
public readonly record struct ChargeRow(double Value, double Coverage, double CoverageLower, double Mean);
