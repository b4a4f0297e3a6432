using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Fixed;

/// <summary>Flat initial and maintenance rates by class on gross notional, nothing offset: the yardstick that other rulebooks are measured with.</summary>
public sealed class FixedRateModel : IMarginModel
{
    private readonly FixedRateParameters parameters;

    private FixedRateModel(ModelVersion version, FixedRateParameters parameters) => (Version, this.parameters) = (version, parameters);

    /// <inheritdoc/>
    public ModelVersion Version { get; }

    /// <summary>A model under checked parameters.</summary>
    /// <exception cref="InvalidInputException">The parameters contradict each other; every problem is named.</exception>
    public static FixedRateModel Create(ModelVersion version, FixedRateParameters parameters) =>
        parameters.Problems() is { Length: > 0 } problems ? throw new InvalidInputException(problems) : new(version, parameters);

    /// <inheritdoc/>
    public IMarginEvaluator Prepare(MarketSnapshot market) => new FixedRateEvaluator(Version, parameters, market);
}
