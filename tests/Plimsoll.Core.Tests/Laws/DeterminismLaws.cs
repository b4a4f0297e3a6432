using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>Law 10: the same inputs give the same bits, whoever asks, in whatever order and on however many threads.</summary>
public class DeterminismLaws
{
    [Fact]
    public void Evaluate_AccountsInAnyOrder_GivesTheSameStatements() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        ImmutableArray<AccountSnapshot> accounts = Accounts(market, seed);
        SplitMix random = SplitMix.For(seed, "shuffle");
        // Accounts of one owner keep their order among themselves, as the statements of an owner do.
        ImmutableArray<AccountSnapshot> shuffled = [.. accounts.GroupBy(account => account.Path.Owner).Select(owner => (Key: random.Next(), Owner: owner)).OrderBy(pair => pair.Key).SelectMany(pair => pair.Owner)];
        Assert.Equal(Texts(market.Evaluator, accounts), Texts(market.Evaluator, shuffled));
    }, cases: 1000);

    [Fact]
    public void Evaluate_OnFourThreadsAtOnce_GivesTheSameStatements() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        ImmutableArray<AccountSnapshot> accounts = Accounts(market, seed);
        string[] alone = [.. accounts.Select(account => Text(market.Evaluator, account))];
        // A fresh market, so that the threads meet while it is still making its scenarios.
        NativeEvaluator fresh = seed % 10 == 0 ? market.Changed(p => p, m => m).Evaluator : market.Evaluator;
        var together = new string[accounts.Length * 4];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Text(fresh, accounts[i % accounts.Length]));
        for (int i = 0; i < together.Length; i++) Assert.Equal(alone[i % alone.Length], together[i]);
    });

    [Fact]
    public void Evaluate_ByAFreshEvaluator_GivesTheSameStatement() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Of(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot);
        Assert.Equal(Text(market.Evaluator, account), Text(market.Changed(p => p, m => m).Evaluator, account));
    });

    [Fact]
    public void Evaluate_AfterWhatIfSteps_GivesTheStatementOfTheStateTheyLeadTo() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot whole = RandomAccount.Create(seed, market.Snapshot), built = whole with { Collateral = [], Orders = [], Positions = [.. whole.Positions.Where(position => position.EntryPrice is null)] };
        foreach (Balance balance in whole.Collateral) built = AccountAdjustment.Transfer(built, balance.Currency, balance.Amount);
        foreach (Position position in whole.Positions.Where(position => position.EntryPrice is not null))
        {
            built = AccountAdjustment.Fill(built, market.Snapshot.Instruments[position.Symbol].Instrument, position.Quantity, position.EntryPrice!.Value);
            // An option's fill pays its premium; the account's balances have it in them already.
            if (position.Symbol.Kind == InstrumentKind.Option)
                built = AccountAdjustment.Transfer(built, position.Symbol.Settle, position.Quantity * market.Snapshot.Instruments[position.Symbol].Instrument.ContractSize * position.EntryPrice!.Value);
        }

        foreach (Order order in whole.Orders) built = AccountAdjustment.Place(built, order);
        Assert.Equal(Text(market.Evaluator, whole), Text(market.Evaluator, built));
    });

    private static ImmutableArray<AccountSnapshot> Accounts(LawMarket market, int seed) =>
    [
        .. RandomAccount.CreateFamily(seed, market.Snapshot),
        .. Enumerable.Range(1, 2).Select(i => RandomAccount.Create(unchecked(seed + (i * 1013)), market.Snapshot)).Select((account, i) => account with { Path = AccountPath.Of($"alone-{i}") }),
    ];

    private static string Texts(NativeEvaluator evaluator, ImmutableArray<AccountSnapshot> accounts) =>
        string.Join('\n', evaluator.Evaluate(accounts, MarginDetail.Lines).Select(StatementText.Of).Order(StringComparer.Ordinal));

    private static string Text(NativeEvaluator evaluator, AccountSnapshot account) => string.Join('\n', evaluator.Evaluate([account], MarginDetail.Lines).Select(StatementText.Of));
}
