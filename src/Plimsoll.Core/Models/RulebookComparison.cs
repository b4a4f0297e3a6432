using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>What one rulebook asks of a netting set, as it is set beside what others ask.</summary>
/// <param name="Rulebook">The rules.</param>
/// <param name="Outcome">Their answer.</param>
public sealed record RulebookComparison(ModelVersion Rulebook, MarginOutcome Outcome)
{
    /// <summary>Instruments of the netting set that were replaced by their nearest at the venue.</summary>
    public ImmutableArray<InstrumentReplacement> Replacements { get; init; } = [];

    /// <summary>Balances that were exchanged with them: (what they were, what they are).</summary>
    public ImmutableArray<(Currency From, Currency To)> Balances { get; init; } = [];

    /// <summary>Dollar coins without a price in the market, taken at one dollar for them.</summary>
    public ImmutableArray<Currency> AtPar { get; init; } = [];

    /// <summary>The statement; null where the requirement cannot be computed.</summary>
    public MarginStatement? Statement => (Outcome as MarginOutcome.Calculated)?.Statement;

    /// <summary>Value of all positions' underlyings without regard to sign; null without a statement.</summary>
    public Money? GrossNotional => Statement is { } statement
        ? statement.Positions.Aggregate(Money.Zero(statement.Currency), (total, position) => total + (position.Notional.Amount < 0m ? -position.Notional : position.Notional))
        : null;

    /// <summary>Gross notional / initial margin: what one unit of margin carries; null without a requirement.</summary>
    public decimal? Leverage => Statement is { InitialMargin.Amount: > 0m } statement ? GrossNotional!.Value.Amount / statement.InitialMargin.Amount : null;

    /// <summary>What asks most of the initial margin: the greatest line, down to where no single line below it asks half of it; null without a requirement.</summary>
    public BindingRule? Binding
    {
        get
        {
            BindingRule? binding = null;
            ImmutableArray<MarginLine> lines = Statement?.Lines ?? [];
            while (lines.RemoveAll(line => line.Evidence is Evidence.Share).Where(line => line.Initial.Amount > 0m).MaxBy(line => line.Initial.Amount) is { } greatest
                && (binding is null || greatest.Initial.Amount * 2m >= binding.Initial.Amount))
            {
                // Groups and underlyings say where, the line above them says what for.
                bool where = greatest.Component is MarginComponent.Group or MarginComponent.Underlying or MarginComponent.Position && binding is not null;
                binding = new(where ? binding!.Component : greatest.Component, greatest.Subject, greatest.Initial);
                lines = greatest.Lines;
            }

            return binding;
        }
    }
}

/// <summary>The rule that asks most of an initial margin.</summary>
/// <param name="Component">What it is for.</param>
/// <param name="Subject">The group, underlying or instrument it concerns; empty for the whole account.</param>
/// <param name="Initial">What it asks of the initial margin.</param>
public sealed record BindingRule(MarginComponent Component, string Subject, Money Initial);
