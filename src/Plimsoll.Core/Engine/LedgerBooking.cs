using Plimsoll.Instruments;

namespace Plimsoll.Engine;

/// <summary>How trades, funding and settlement become money. All amounts have ten decimals, so that sums are exact and both sides of everything cancel to the last of them.</summary>
internal static class LedgerBooking
{
    /// <summary>Decimals of every amount, quantity, contract size and price in the ledger.</summary>
    public const int Digits = 10;

    /// <summary>Greatest amount: sums of a billion of them are still exact.</summary>
    public const decimal Greatest = 1_000_000_000_000m;

    /// <summary>Whether a number can stand in the ledger.</summary>
    public static bool Fits(decimal number) => Math.Abs(number) <= Greatest && decimal.Round(number, Digits) == number;

    /// <summary>What buying costs, settlement currency: into the position for futures, out of cash for options.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="quantity">Signed contracts.</param>
    /// <param name="price">Price in the unit of the mark price.</param>
    /// <returns>Above 0 for what is bought of linear contracts and options, below 0 of inverse ones, whose value falls in coin as it rises in dollars.</returns>
    public static decimal Cost(Instrument instrument, decimal quantity, decimal price) => instrument.Kind != InstrumentKind.Option && instrument.Symbol.IsInverse
        ? -decimal.Round(quantity * instrument.ContractSize / price, Digits)
        : decimal.Round(quantity * instrument.ContractSize * price, Digits);

    /// <summary>Value of a position at settlement, settlement currency, to be set against what it has cost.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="quantity">Signed contracts.</param>
    /// <param name="price">Price of the underlying for options, of the contract for futures; above 0.</param>
    public static decimal SettlementValue(Instrument instrument, decimal quantity, decimal price)
    {
        if (instrument.Kind != InstrumentKind.Option) return Cost(instrument, quantity, price);
        decimal strike = instrument.Symbol.Strike!.Value;
        decimal intrinsic = Math.Max(0m, instrument.Symbol.Side == OptionSide.Call ? price - strike : strike - price);
        return decimal.Round(quantity * instrument.ContractSize * (instrument.Symbol.IsInverse ? intrinsic / price : intrinsic), Digits);
    }

    /// <summary>Funding that a position receives (below 0 pays), settlement currency.</summary>
    public static decimal Funding(Instrument instrument, decimal quantity, decimal rate, decimal price)
    {
        decimal notional = instrument.Symbol.IsInverse ? quantity * instrument.ContractSize / price : quantity * instrument.ContractSize * price;
        return -decimal.Round(notional * rate, Digits);
    }

    /// <summary>Changes of one side of a trade: an opening trade adds to the cost; a closing one takes its part of the cost out and what is left of it into cash.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="held">The position before; null for none.</param>
    /// <param name="quantity">Signed contracts traded.</param>
    /// <param name="price">Price.</param>
    /// <returns>Cash less cost falls by just what the trade cost: over buyer and seller that is nothing.</returns>
    public static (decimal CostChange, decimal CashChange) Side(Instrument instrument, EnginePosition? held, decimal quantity, decimal price)
    {
        decimal flow = Math.Sign(quantity) * Cost(instrument, Math.Abs(quantity), price);
        if (instrument.Kind == InstrumentKind.Option) return (0m, -flow);
        if (held is null || Math.Sign(held.Quantity) == Math.Sign(quantity)) return (flow, 0m);
        decimal closed = Math.Min(Math.Abs(quantity), Math.Abs(held.Quantity));
        decimal closedCost = closed == Math.Abs(held.Quantity) ? held.Cost : decimal.Round(held.Cost * (closed / Math.Abs(held.Quantity)), Digits);
        decimal closedFlow = closed == Math.Abs(quantity) ? flow : decimal.Round(flow * (closed / Math.Abs(quantity)), Digits);
        return (flow - closedFlow - closedCost, -closedFlow - closedCost);
    }
}
