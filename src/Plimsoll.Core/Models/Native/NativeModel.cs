using Plimsoll.Market;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>The native margin model. Formulas in docs/models/plimsoll.md.</summary>
public sealed class NativeModel : IMarginModel
{
    private readonly NativeParameters parameters;

    private NativeModel(ModelVersion version, NativeParameters parameters) => (Version, this.parameters) = (version, parameters);

    /// <inheritdoc/>
    public ModelVersion Version { get; }

    /// <summary>The model under one rulebook.</summary>
    /// <exception cref="InvalidInputException">The rulebook is of another model, or its parameters contradict each other; every problem is in it.</exception>
    public static NativeModel Create(Rulebook rulebook)
    {
        if (rulebook.Parameters is not NativeParameters parameters)
            throw new InvalidInputException([new Problem(rulebook.Name, $"the rulebook is of the model '{rulebook.Model}'; the native model reads 'plimsoll'.")]);
        return Create(rulebook.ModelVersion, parameters);
    }

    /// <summary>The model under given parameters.</summary>
    /// <exception cref="InvalidInputException">The parameters contradict each other; every problem is in it.</exception>
    public static NativeModel Create(ModelVersion version, NativeParameters parameters) =>
        parameters.Problems() is { IsEmpty: false } problems ? throw new InvalidInputException(problems) : new NativeModel(version, parameters);

    /// <inheritdoc/>
    public IMarginEvaluator Prepare(MarketSnapshot market) => new NativeEvaluator(Version, new NativeMarket(parameters, market));
}
