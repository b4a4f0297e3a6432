using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>What one contract of an instrument, or one coin, does on the axis of its group. US dollars unless said otherwise.</summary>
internal sealed class InstrumentRisk
{
    /// <summary>What it is called in statements: the symbol, or the coin.</summary>
    public required string Name { get; init; }

    /// <summary>The instrument; null for a coin.</summary>
    public required InstrumentSymbol? Symbol { get; init; }

    /// <summary>The underlying.</summary>
    public required Currency Underlying { get; init; }

    /// <summary>P&amp;L by scenario under sticky moneyness, weights included.</summary>
    public required double[] Moneyness { get; init; }

    /// <summary>P&amp;L by scenario under sticky strike, weights included; the same array where the smile plays no part.</summary>
    public required double[] Strike { get; init; }

    /// <summary>Coins of gross exposure.</summary>
    public required double GrossCoins { get; init; }

    /// <summary>Coins of delta now.</summary>
    public required double Delta { get; init; }

    /// <summary>Coins of delta on the underlying's own grid at the initial level; null where delta does not change.</summary>
    public double[]? GridDelta { get; init; }

    /// <summary>Value of one point (1.00) of volatility now.</summary>
    public double Vega { get; init; }

    /// <summary>Expiry; null for perpetuals and coins.</summary>
    public Timestamp? Expiry { get; init; }

    /// <summary>Years to expiry.</summary>
    public double Years { get; init; }

    /// <summary>At-the-money volatility of the expiry, options only.</summary>
    public double AtTheMoney { get; init; }

    /// <summary>Today's price that scenario P&amp;L starts from, in the unit of the mark price.</summary>
    public double StartPrice { get; init; }

    /// <summary>Contract size.</summary>
    public double ContractSize { get; init; } = 1;

    /// <summary>US dollars for one unit of settlement currency now.</summary>
    public double SettlementPrice { get; init; } = 1;

    /// <summary>Whether this is an option.</summary>
    public bool IsOption => Symbol?.Kind == InstrumentKind.Option;

    /// <summary>P&amp;L under one dynamics.</summary>
    public double[] Pnl(SmileDynamics dynamics) => dynamics == SmileDynamics.StickyMoneyness ? Moneyness : Strike;
}

/// <summary>How the smile moves with the forward.</summary>
internal enum SmileDynamics
{
    /// <summary>Volatility belongs to the distance of strike and forward.</summary>
    StickyMoneyness,

    /// <summary>Volatility belongs to the strike.</summary>
    StickyStrike,
}
