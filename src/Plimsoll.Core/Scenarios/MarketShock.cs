using System.Globalization;
using Plimsoll.Values;

namespace Plimsoll.Scenarios;

/// <summary>What a shock moves.</summary>
public enum ShockedFactor
{
    /// <summary>The price of the underlying.</summary>
    Spot,

    /// <summary>Implied volatility of the options on it.</summary>
    Volatility,
}

/// <summary>One instantaneous move of a market, as "BTC spot -10%" or "all spot -20%".</summary>
/// <param name="Underlying">The coin that moves; null for every underlying that is no pegged or settlement currency.</param>
/// <param name="Factor">Price or implied volatility.</param>
/// <param name="Move">Relative change as a fraction: -0.10 is a fall of 10 %; above -1.</param>
public sealed record MarketShock(Currency? Underlying, ShockedFactor Factor, decimal Move)
{
    /// <summary>"BTC spot -10 %".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Underlying?.Code ?? "all"} {(Factor == ShockedFactor.Spot ? "spot" : "vol")} {(Move * 100m).ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture)} %");
}
