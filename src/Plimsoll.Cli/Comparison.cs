using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli;

/// <summary>The same netting sets under several rulebooks.</summary>
/// <param name="Sets">The netting sets as they were given: accounts without their isolated positions, and each of those by itself.</param>
/// <param name="Rows">One row a netting set, one cell a rulebook.</param>
internal sealed record Comparison(ImmutableArray<AccountSnapshot> Sets, ImmutableArray<ImmutableArray<RulebookComparison>> Rows)
{
    /// <summary>Whether any cell has no requirement.</summary>
    public bool HasGap => Rows.Any(row => row.Any(cell => cell.Statement is null));

    /// <summary>Evaluates every account under every model.</summary>
    /// <param name="run">Progress.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="market">The market.</param>
    /// <param name="models">The models.</param>
    /// <param name="map">Whether instruments that a venue does not list are replaced by their nearest there.</param>
    public static Comparison Of(Invocation run, ImmutableArray<AccountSnapshot> accounts, MarketSnapshot market, ImmutableArray<IMarginModel> models, bool map)
    {
        ImmutableArray<AccountSnapshot> sets = [.. accounts.SelectMany(account => account.Isolated.Select(isolated => AccountAdjustment.Isolate(account, isolated)).Prepend(account with { Isolated = [] }))];
        var columns = new List<ImmutableArray<RulebookComparison>>();
        for (int i = 0; i < models.Length; i++)
        {
            IMarginModel model = models[i];
            NearestInstruments there = map && model is IInstrumentListing listing ? NearestInstruments.Of(accounts, market, listing) : new(accounts, market, []);
            ImmutableArray<MarginOutcome> outcomes = run.During(
                $"margining under {model.Version} ({i + 1} of {models.Length})", () => model.Prepare(there.Market).EvaluateInParallel(there.Accounts, MarginDetail.Full));
            columns.Add([.. outcomes.Select((outcome, set) => new RulebookComparison(model.Version, outcome) { Replacements = Held(sets[set], there.Replacements), Balances = Held(sets[set], there.Balances), AtPar = Held(sets[set], there.Replacements).IsEmpty ? [] : there.AtPar })]);
        }

        return new(sets, [.. Enumerable.Range(0, sets.Length).Select(set => columns.Select(column => column[set]).ToImmutableArray())]);
    }

    private static ImmutableArray<(Currency From, Currency To)> Held(AccountSnapshot set, ImmutableArray<(Currency From, Currency To)> balances) =>
        balances.RemoveAll(exchange => set.Collateral.All(balance => balance.Currency != exchange.From));

    private static ImmutableArray<InstrumentReplacement> Held(AccountSnapshot set, ImmutableArray<InstrumentReplacement> replacements)
    {
        HashSet<InstrumentSymbol> held = [.. set.Positions.Select(position => position.Symbol), .. set.Orders.Select(order => order.Symbol)];
        return replacements.RemoveAll(replacement => !held.Contains(replacement.From));
    }
}
