using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>One joint move of everything.</summary>
internal sealed class ReferenceScenario
{
    public required string Name { get; init; }

    /// <summary>Part of the profit and loss that counts.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The same where underlyings differ in it.</summary>
    public Func<Currency, double>? Weights { get; init; }

    public double WeightOf(Currency underlying) => Weights?.Invoke(underlying) ?? Weight;

    /// <summary>Log moves of spot; what is not there does not move.</summary>
    public Dictionary<Currency, double> Spot { get; init; } = [];

    /// <summary>Log move of the perpetual's basis of an underlying.</summary>
    public Func<Currency, double> Basis { get; init; } = _ => 0;

    /// <summary>Log move of the forward's basis of an underlying at a tenor in years.</summary>
    public Func<Currency, double, double> ForwardBasis { get; init; } = (_, _) => 0;

    /// <summary>Multiplier of implied volatility of an underlying at a tenor in years, before total variance is kept rising.</summary>
    public Func<Currency, double, double> Volatility { get; init; } = (_, _) => 1;

    /// <summary>Funding paid by long perpetuals of an underlying, fraction of notional.</summary>
    public Func<Currency, double> Funding { get; init; } = _ => 0;

    public double SpotOf(Currency currency) => currency.IsUsd ? 0 : Spot.GetValueOrDefault(currency);
}
