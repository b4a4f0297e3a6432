namespace Plimsoll.Governance;

/// <summary>An indicator that could not be read.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="Age">How old its reading was; null where there was none.</param>
public sealed record UnreadIndicator(RegimeIndicator Indicator, TimeSpan? Age);
