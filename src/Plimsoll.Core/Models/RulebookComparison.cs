using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>What one rulebook asks of a netting set, as it is set beside what others ask.</summary>
/// <param name="Rulebook">The rules.</param>
/// <param name="Outcome">Their answer.</param>
public sealed record RulebookComparison(ModelVersion Rulebook, MarginOutcome Outcome)
{
    /// <summary>The statement; null where the requirement cannot be computed.</summary>
    public MarginStatement? Statement => (Outcome as MarginOutcome.Calculated)?.Statement;

    /// <summary>Value of all positions' underlyings without regard to sign; null without a statement.</summary>
    public Money? GrossNotional => Statement is { } statement
        ? statement.Positions.Aggregate(Money.Zero(statement.Currency), (total, position) => total + (position.Notional.Amount < 0m ? -position.Notional : position.Notional))
        : null;

    /// <summary>Gross notional / initial margin: what one unit of margin carries; null without a requirement.</summary>
    public decimal? Leverage => Statement is { InitialMargin.Amount: > 0m } statement ? GrossNotional!.Value.Amount / statement.InitialMargin.Amount : null;
}
