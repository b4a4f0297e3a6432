using Plimsoll.Instruments;

namespace Plimsoll.Models.Derive;

/// <summary>One option of a portfolio with its volatility from the feed.</summary>
/// <param name="Side">Call or put.</param>
/// <param name="Strike">Strike in USDC; above 0.</param>
/// <param name="Amount">Signed units of the underlying; below 0 sold.</param>
/// <param name="Volatility">Annualised volatility of the feed at this strike, fraction.</param>
internal readonly record struct OptionHolding(OptionSide Side, decimal Strike, decimal Amount, double Volatility);
