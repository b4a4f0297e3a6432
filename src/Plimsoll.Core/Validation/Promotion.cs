using Plimsoll.Values;

namespace Plimsoll.Validation;

/// <summary>A challenger that took the champion's place, with the evidence.</summary>
/// <param name="From">The champion before.</param>
/// <param name="To">The champion from now on.</param>
/// <param name="Time">When.</param>
/// <param name="Days">Scored days that it rests on.</param>
/// <param name="Test">Of the old champion's loss less the new one's.</param>
public sealed record Promotion(string From, string To, Timestamp Time, int Days, DieboldMarianoTest Test);
