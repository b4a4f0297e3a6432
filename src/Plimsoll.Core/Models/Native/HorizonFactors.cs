using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>The factors of all currencies at one margin period of risk, made when first asked for.</summary>
internal sealed class HorizonFactors
{
    private readonly ConcurrentDictionary<Currency, Factor> made = new();
    private readonly ConcurrentDictionary<(Currency, Currency), double> betas = new();
    private readonly Lock building = new();

    public HorizonFactors(NativeParameters parameters, MarketSnapshot market, ImmutableArray<Currency> universe, double hours) =>
        (Parameters, Hours, Builder) = (parameters, hours, new FactorBuilder(parameters, market, universe, hours));

    /// <summary>The rules.</summary>
    public NativeParameters Parameters { get; }

    /// <summary>Margin period of risk.</summary>
    public double Hours { get; }

    /// <summary>Dates and lengths of the historical sets.</summary>
    public FactorBuilder Builder { get; }

    /// <summary>The factor of one currency.</summary>
    public Factor Of(Currency currency)
    {
        if (made.TryGetValue(currency, out Factor? factor)) return factor;
        lock (building) return made.GetOrAdd(currency, Builder.Build);
    }

    /// <summary>Regression slope, through the origin, of one underlying's core moves on a leader's.</summary>
    public double Beta(Currency underlying, Currency leader) => betas.GetOrAdd((underlying, leader), pair =>
    {
        double[] moves = Of(pair.Item1).Core, leads = Of(pair.Item2).Core;
        double product = 0, square = 0;
        for (int i = 0; i < moves.Length; i++)
        {
            product += moves[i] * leads[i];
            square += leads[i] * leads[i];
        }

        return square > 0 ? product / square : 0;
    });
}
