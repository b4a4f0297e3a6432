using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>The answer for one netting set.</summary>
public abstract record MarginOutcome
{
    private MarginOutcome(AccountPath account) => Account = account;

    /// <summary>Firm, owner, account, netting set.</summary>
    public AccountPath Account { get; }

    /// <summary>A requirement was computed.</summary>
    /// <param name="Statement">The requirement and its explanation.</param>
    public sealed record Calculated(MarginStatement Statement) : MarginOutcome(Statement.Account);

    /// <summary>Something is missing and no bound can be stated.</summary>
    /// <param name="Path">The netting set.</param>
    /// <param name="Gaps">Everything that is missing.</param>
    public sealed record Unavailable(AccountPath Path, ImmutableArray<DataGap> Gaps) : MarginOutcome(Path);
}

/// <summary>A margin model: a function of accounts and market under fixed parameters.</summary>
public interface IMarginModel
{
    /// <summary>Name, version and hash of the rules.</summary>
    ModelVersion Version { get; }

    /// <summary>Does the work that depends on the market alone.</summary>
    IMarginEvaluator Prepare(MarketSnapshot market);
}

/// <summary>A model at one market. Pure: equal accounts give equal answers, on any thread.</summary>
public interface IMarginEvaluator
{
    /// <summary>The requirement of every netting set of every account, isolated positions included, in the order of the accounts. Accounts of one owner are judged together.</summary>
    /// <param name="accounts">The accounts; those of one owner must all be there.</param>
    /// <param name="detail">How much beside the requirement itself.</param>
    ImmutableArray<MarginOutcome> Evaluate(ImmutableArray<AccountSnapshot> accounts, MarginDetail detail);
}

/// <summary>How much a statement tells beside the requirement.</summary>
public enum MarginDetail
{
    /// <summary>Totals and component lines only; the fastest.</summary>
    Totals,

    /// <summary>The whole tree and contributions.</summary>
    Lines,

    /// <summary>Also liquidation levels and leave-one-out contributions.</summary>
    Full,
}
