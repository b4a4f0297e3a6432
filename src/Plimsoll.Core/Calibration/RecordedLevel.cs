namespace Plimsoll.Calibration;

/// <summary>One level of a book.</summary>
/// <param name="Price">Quote currency.</param>
/// <param name="Notional">Quote currency.</param>
public readonly record struct RecordedLevel(double Price, double Notional);
