using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Models.Derive;

/// <summary>What the standard manager margins: any number of underlyings, each on its own, and cash. Amounts and prices in USDC unless they say USD.</summary>
/// <param name="Cash">USDC held; below 0 borrowed.</param>
/// <param name="StablePrice">Price of USDC in USD.</param>
/// <param name="Markets">The underlyings.</param>
internal sealed record SrmPortfolio(decimal Cash, decimal StablePrice, ImmutableArray<SrmMarket> Markets);

/// <summary>One underlying of a portfolio.</summary>
internal sealed record SrmMarket
{
    /// <summary>Code of the underlying.</summary>
    public required string Underlying { get; init; }

    /// <summary>Spot price.</summary>
    public required decimal Spot { get; init; }

    /// <summary>Confidence of the spot feed, in [0, 1].</summary>
    public double SpotConfidence { get; init; } = 1;

    /// <summary>Units of the underlying held as collateral, not below 0.</summary>
    public decimal Base { get; init; }

    /// <summary>The perpetual.</summary>
    public PerpetualHolding Perpetual { get; init; } = PerpetualHolding.None;

    /// <summary>The options by expiry.</summary>
    public ImmutableArray<SrmExpiry> Expiries { get; init; } = [];

    /// <summary>Units that a lost peg is charged on: the perpetual and all options sold.</summary>
    public decimal DepegUnits => Math.Abs(Perpetual.Size) + Expiries.Sum(expiry => expiry.Sold);
}

/// <summary>The options of one expiry.</summary>
/// <param name="Forward">Forward to expiry.</param>
/// <param name="Confidence">Lowest confidence of the forward and the volatilities, in [0, 1].</param>
/// <param name="Options">The options.</param>
internal sealed record SrmExpiry(decimal Forward, double Confidence, ImmutableArray<SrmOption> Options)
{
    /// <summary>When the options expire, for the names of lines.</summary>
    public Timestamp Expiry { get; init; }

    /// <summary>Units sold.</summary>
    public decimal Sold => Options.Sum(option => Math.Max(0m, -option.Amount));

    /// <summary>Signed units of calls.</summary>
    public decimal NetCalls => Options.Where(option => option.Side == OptionSide.Call).Sum(option => option.Amount);
}

/// <summary>One option.</summary>
/// <param name="Side">Call or put.</param>
/// <param name="Strike">Strike.</param>
/// <param name="Amount">Signed units of the underlying; below 0 sold.</param>
/// <param name="Mark">Undiscounted value of one unit at the feed's volatility.</param>
internal readonly record struct SrmOption(OptionSide Side, decimal Strike, decimal Amount, decimal Mark)
{
    /// <summary>Value of the holding at market; below 0 sold.</summary>
    public decimal Value => Amount * Mark;

    /// <summary>What the holding pays when the underlying settles at a price.</summary>
    public decimal Payoff(decimal price) => Amount * Math.Max(0m, Side == OptionSide.Call ? price - Strike : Strike - price);

    /// <summary>How far the option is out of the money at a spot price, as a part of that price.</summary>
    public decimal OutOfTheMoney(decimal spot) => Math.Max(0m, Side == OptionSide.Call ? Strike - spot : spot - Strike) / spot;
}
