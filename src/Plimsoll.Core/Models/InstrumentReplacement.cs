using Plimsoll.Instruments;

namespace Plimsoll.Models;

/// <summary>An instrument that a venue does not list, and the nearest that it does.</summary>
/// <param name="From">What is held.</param>
/// <param name="To">What takes its place: the same underlying and size in coins, and for options the same expiry, strike and side.</param>
/// <param name="ContractsPerContract">Contracts of the new instrument for one of the old.</param>
/// <param name="MarkPrice">Mark price of the new instrument.</param>
/// <param name="IsQuoted">Whether the market has a price of the new instrument; otherwise the old one's was converted.</param>
public sealed record InstrumentReplacement(InstrumentSymbol From, InstrumentSymbol To, decimal ContractsPerContract, decimal MarkPrice, bool IsQuoted);
