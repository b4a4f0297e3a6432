namespace Plimsoll.Governance;

/// <summary>One part of the difference between a published volatility and its estimate.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Amount">Published above the estimate by so much, annualised fraction; negative where it is published below.</param>
/// <param name="Note">The corridor's own reason where it is the corridor that holds, else empty.</param>
public sealed record VolatilityHold(HoldReason Reason, double Amount, string Note = "");
