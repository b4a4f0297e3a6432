using Plimsoll.Models.Binance;
using Plimsoll.Models.Bybit;
using Plimsoll.Models.Deribit;
using Plimsoll.Models.Derive;
using Plimsoll.Models.Drift;
using Plimsoll.Models.Dydx;
using Plimsoll.Models.Fixed;
using Plimsoll.Models.Gmx;
using Plimsoll.Models.Native;
using Plimsoll.Models.Okx;
using Plimsoll.Models.Paradex;
using Plimsoll.Models.Span;
using Plimsoll.Models.Standard;
using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>Which parameters each model reads.</summary>
public sealed class RulebookModels
{
    private readonly ImmutableSortedDictionary<string, Type> parameters;

    /// <summary>From model names and the types of their parameters.</summary>
    /// <exception cref="ArgumentException">A type is no parameter record, or a name is there twice.</exception>
    public RulebookModels(params IEnumerable<(string Model, Type Parameters)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var table = ImmutableSortedDictionary.CreateBuilder<string, Type>(StringComparer.Ordinal);
        foreach ((string model, Type type) in models)
        {
            if (!typeof(IModelParameters).IsAssignableFrom(type))
                throw new ArgumentException($"{type} is no record of model parameters.", nameof(models));
            table.Add(model, type);
        }

        parameters = table.ToImmutable();
    }

    /// <summary>The models of this program.</summary>
    public static RulebookModels Shipped { get; } = new(
        ("plimsoll", typeof(NativeParameters)),
        ("fixed", typeof(FixedRateParameters)),
        ("standard", typeof(StandardParameters)),
        ("deribit-pm", typeof(DeribitPortfolioParameters)),
        ("okx-pm", typeof(OkxPortfolioParameters)),
        ("bybit-pm", typeof(BybitPortfolioParameters)),
        ("binance-pm", typeof(BinancePortfolioParameters)),
        ("span", typeof(SpanParameters)),
        ("derive", typeof(DeriveParameters)),
        ("paradex", typeof(ParadexParameters)),
        ("dydx-v4", typeof(DydxParameters)),
        ("drift-v2", typeof(DriftParameters)),
        ("gmx-v2", typeof(GmxParameters)));

    /// <summary>Model names in ordinal order.</summary>
    public IEnumerable<string> Names => parameters.Keys;

    /// <summary>The type of a model's parameters; null when there is no such model.</summary>
    public Type? ParametersOf(string model) => parameters.GetValueOrDefault(model);
}
