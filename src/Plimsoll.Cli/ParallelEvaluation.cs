using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Models;

namespace Plimsoll.Cli;

/// <summary>Evaluates owners side by side. Accounts of one owner stay together, and answers come in the order of the accounts: the same as in one call.</summary>
internal static class ParallelEvaluation
{
    /// <summary>The outcome of every netting set, in the order of the accounts.</summary>
    public static ImmutableArray<MarginOutcome> EvaluateInParallel(this IMarginEvaluator evaluator, ImmutableArray<AccountSnapshot> accounts, MarginDetail detail)
    {
        int[][] owners = [.. Enumerable.Range(0, accounts.Length).GroupBy(i => (accounts[i].Path.Firm, accounts[i].Path.Owner)).Select(owner => owner.ToArray())];
        var answers = new ImmutableArray<MarginOutcome>[accounts.Length];
        Parallel.ForEach(owners, owner =>
        {
            ImmutableArray<MarginOutcome> outcomes = evaluator.Evaluate([.. owner.Select(i => accounts[i])], detail);
            int next = 0;
            foreach (int i in owner)
            {
                int sets = 1 + accounts[i].Isolated.Length;
                answers[i] = outcomes.Slice(next, sets);
                next += sets;
            }
        });
        return [.. answers.SelectMany(answer => answer)];
    }
}
