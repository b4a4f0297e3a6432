using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Parameters;
using Plimsoll.Scenarios;

namespace Plimsoll.Engine;

/// <summary>Margins at the state's market under the state's rules. Keeps the last market that was prepared, so that one command asks for it once.</summary>
/// <remarks>Ages are counted to the time of each command, so a market is prepared anew for each time; commands of one batch that carry one time share it.</remarks>
internal sealed class MarginDesk
{
    private (string Hash, IMarginModel Model)? rules;
    private (MarketSnapshot Market, IMarginEvaluator Evaluator)? prepared;
    private (MarketSnapshot Market, double Move, IMarginEvaluator Evaluator)? moved;

    /// <summary>The rules at the state's market; null while there are none.</summary>
    public IMarginEvaluator? At(EngineState state)
    {
        if (state.Rules is null) return null;
        IMarginModel model = ModelOf(state.Rules);
        if (prepared is { } known && IsSame(known.Market, state.Market)) return known.Evaluator;
        prepared = (state.Market, model.Prepare(state.Market));
        return prepared.Value.Evaluator;
    }

    /// <summary>The rules with every underlying moved.</summary>
    /// <param name="state">A state with rules.</param>
    /// <param name="move">Relative change as a fraction.</param>
    public IMarginEvaluator Moved(EngineState state, double move)
    {
        if (moved is { } known && known.Move == move && IsSame(known.Market, state.Market)) return known.Evaluator;
        moved = (state.Market, move, ModelOf(state.Rules!).Prepare(MarketShift.Apply(state.Market, [new MarketShock(null, ShockedFactor.Spot, (decimal)move)])));
        return moved.Value.Evaluator;
    }

    /// <summary>All netting sets of an owner as margin models see them, and which of them is the one in question.</summary>
    public static (ImmutableArray<AccountSnapshot> Owned, int Index) Owned(EngineState state, Values.AccountPath path)
    {
        ImmutableArray<string> names = state.Owners[EngineState.OwnerKey(path)];
        return ([.. names.Select(name => state.Accounts[name].Snapshot(state.Listings))], names.IndexOf(path.ToString()));
    }

    /// <summary>What one of an owner's netting sets needs.</summary>
    public static MarginOutcome Outcome(IMarginEvaluator evaluator, ImmutableArray<AccountSnapshot> owned, int index) =>
        evaluator.Evaluate(owned, MarginDetail.Totals).First(outcome => outcome.Account == owned[index].Path);

    private IMarginModel ModelOf(Rulebook rulebook)
    {
        if (rules is { } known && known.Hash == rulebook.Sha256) return known.Model;
        IMarginModel model = MarginModels.Create(rulebook);
        (rules, prepared, moved) = ((rulebook.Sha256, model), null, null);
        return model;
    }

    private static bool IsSame(MarketSnapshot left, MarketSnapshot right) => ReferenceEquals(left, right)
        || (left.ValuationTime == right.ValuationTime && ReferenceEquals(left.Indices, right.Indices) && ReferenceEquals(left.Instruments, right.Instruments)
            && ReferenceEquals(left.Books, right.Books) && ReferenceEquals(left.Depths, right.Depths) && ReferenceEquals(left.Volatilities, right.Volatilities) && ReferenceEquals(left.History, right.History));
}
