using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <content>Where accounts stand after a command, and what must hold.</content>
public sealed partial class MarginEngine
{
    /// <summary>Evaluates every account whose requirement may have changed, with its owner's other accounts, and says who stands elsewhere.</summary>
    private void Assess(Decision decision, Command command)
    {
        if (command is Command.Wait) decision.TouchAll();
        if (desk.At(decision.State) is not { } evaluator) return;
        IEnumerable<string> owners = decision.Touched is { } touched
            ? touched.Where(name => name != EngineState.House).Select(name => EngineState.OwnerKey(decision.State.Accounts[name].Path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            : decision.State.Owners.Keys;
        foreach (string owner in owners.ToArray())
        {
            ImmutableArray<string> names = decision.State.Owners[owner];
            ImmutableArray<AccountSnapshot> owned = [.. names.Select(name => decision.State.Accounts[name].Snapshot(decision.State.Listings))];
            ImmutableArray<MarginOutcome> outcomes = evaluator.Evaluate(owned, MarginDetail.Totals);
            for (int i = 0; i < names.Length; i++) Report(decision, names[i], outcomes.First(outcome => outcome.Account == owned[i].Path));
        }
    }

    private static void Report(Decision decision, string name, MarginOutcome outcome)
    {
        EngineAccount account = decision.State.Accounts[name];
        if (outcome is MarginOutcome.Unavailable { Gaps: var gaps })
        {
            if (!account.IsUnknown) decision.Add(new Event.RequirementUnknown(name, gaps));
            return;
        }

        MarginStatement statement = ((MarginOutcome.Calculated)outcome).Statement;
        if (statement.InitialMargin < statement.MaintenanceMargin || statement.MaintenanceMargin.Amount < 0m)
            decision.Add(new Event.InvariantBroken(name, Text($"Initial margin {statement.InitialMargin}, maintenance margin {statement.MaintenanceMargin}: initial is never below maintenance, and neither is below 0.")));
        if (account.Status == statement.Status && !account.IsUnknown) return;
        var figures = new MarginFigures(statement.Nav.Amount, statement.Equity.Amount, statement.InitialMargin.Amount, statement.MaintenanceMargin.Amount, statement.Quality);
        decision.Add(new Event.StatusChanged(name, account.Status, statement.Status, figures));
    }

    /// <summary>Checks what a command changed, and now and then the whole ledger; a broken invariant halts its scope.</summary>
    private void CheckChanges(EngineState before, Decision decision)
    {
        foreach (Event happened in decision.Events)
            foreach ((string scope, string message) in LedgerChecks.OfEvent(before, happened))
                decision.Add(new Event.InvariantBroken(scope, message));
        if ((before.Sequence + 1) % Math.Max(1, settings.FullCheckEvery) != 0) return;
        foreach ((string scope, string message) in LedgerChecks.OfState(decision.State))
            if (!decision.State.Halted.ContainsKey(scope))
                decision.Add(new Event.InvariantBroken(scope, message));
    }
}
