using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>What a change of rules would do to accounts: who would be restricted, called or liquidated, and how requirements would move. Of any two rulebooks.</summary>
public sealed record ImpactReport
{
    private ImpactReport() { }

    /// <summary>The moment of accounts and market.</summary>
    public required Timestamp AsOf { get; init; }

    /// <summary>The rules in force.</summary>
    public required ModelVersion Before { get; init; }

    /// <summary>The rules proposed.</summary>
    public required ModelVersion After { get; init; }

    /// <summary>Every netting set, in the order of the accounts.</summary>
    public required ImmutableArray<AccountImpact> Accounts { get; init; }

    /// <summary>Sums over the accounts compared; null where none is.</summary>
    public required ImpactTotals? Totals { get; init; }

    /// <summary>Percentiles of relative changes of initial margin.</summary>
    public required ImmutableArray<ImpactPercentile> Percentiles { get; init; }

    /// <summary>The greatest increases of initial margin, greatest first; none that did not rise.</summary>
    public required ImmutableArray<AccountImpact> LargestIncreases { get; init; }

    /// <summary>By class of the underlying, in ordinal order; empty where the statements have no positions.</summary>
    public required ImmutableArray<AssetClassImpact> AssetClasses { get; init; }

    /// <summary>Accounts that would newly be allowed only what reduces risk.</summary>
    public ImmutableArray<AccountImpact> Restricted => Newly(MarginStatus.Restricted);

    /// <summary>Accounts that would newly be called.</summary>
    public ImmutableArray<AccountImpact> Called => Newly(MarginStatus.MarginCall);

    /// <summary>Accounts that would newly be liquidated, those bankrupt after included.</summary>
    public ImmutableArray<AccountImpact> Liquidated => [.. Newly(MarginStatus.Liquidation), .. Newly(MarginStatus.Bankrupt)];

    /// <summary>Accounts that the proposed rules do not answer though those in force do.</summary>
    public ImmutableArray<AccountImpact> NoLongerAnswered => [.. Accounts.Where(account => account.Before is not null && account.After is null)];

    private static ImmutableArray<double> Shares { get; } = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

    /// <summary>Evaluates accounts under two rulebooks at one market and compares.</summary>
    /// <param name="before">The model in force.</param>
    /// <param name="after">The model proposed.</param>
    /// <param name="market">The market.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="assetClass">Class of an underlying; null puts each underlying into a class of its own.</param>
    /// <param name="largest">How many of the greatest increases are named.</param>
    public static ImpactReport Of(
        IMarginModel before, IMarginModel after, Market.MarketSnapshot market, ImmutableArray<AccountSnapshot> accounts, Func<Currency, string>? assetClass = null, int largest = 10)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(market);
        return Between(
            before.Version, after.Version, market.AsOf, before.Prepare(market).Evaluate(accounts, MarginDetail.Lines), after.Prepare(market).Evaluate(accounts, MarginDetail.Lines), assetClass, largest);
    }

    /// <summary>Compares the outcomes of two rulebooks over the same accounts at one market.</summary>
    /// <param name="before">The rules in force.</param>
    /// <param name="after">The rules proposed.</param>
    /// <param name="asOf">The moment of both.</param>
    /// <param name="outcomesBefore">Of the rules in force.</param>
    /// <param name="outcomesAfter">Of the rules proposed; a netting set that only one side has is taken for unanswered by the other.</param>
    /// <param name="assetClass">Class of an underlying; null puts each underlying into a class of its own.</param>
    /// <param name="largest">How many of the greatest increases are named.</param>
    public static ImpactReport Between(
        ModelVersion before, ModelVersion after, Timestamp asOf, ImmutableArray<MarginOutcome> outcomesBefore, ImmutableArray<MarginOutcome> outcomesAfter, Func<Currency, string>? assetClass = null, int largest = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(largest);
        Dictionary<AccountPath, MarginOutcome> byPath = [];
        foreach (MarginOutcome outcome in outcomesAfter) byPath.TryAdd(outcome.Account, outcome);
        var seen = outcomesBefore.Select(outcome => outcome.Account).ToHashSet();
        ImmutableArray<AccountImpact> accounts =
        [
            .. outcomesBefore.Select(outcome => new AccountImpact(outcome.Account, Statement(outcome), Statement(byPath.GetValueOrDefault(outcome.Account)))),
            .. outcomesAfter.Where(outcome => !seen.Contains(outcome.Account)).Select(outcome => new AccountImpact(outcome.Account, null, Statement(outcome))),
        ];
        AccountImpact[] compared = [.. accounts.Where(account => account.IsCompared)];
        double[] changes = [.. compared.Select(account => account.RelativeInitialChange).OfType<double>().Order()];
        return new()
        {
            AsOf = asOf,
            Before = before,
            After = after,
            Accounts = accounts,
            Totals = TotalsOf(compared),
            Percentiles = changes.Length == 0 ? [] : [.. Shares.Select(share => new ImpactPercentile(share, changes[(int)Math.Ceiling(share * changes.Length) - 1]))],
            LargestIncreases = [.. compared.Where(account => account.InitialChange!.Value.Amount > 0m).OrderByDescending(account => account.InitialChange!.Value.Amount).ThenBy(account => account.Account.ToString(), StringComparer.Ordinal).Take(largest)],
            AssetClasses = ClassesOf(compared, assetClass ?? (underlying => underlying.Code)),
        };
    }

    private static MarginStatement? Statement(MarginOutcome? outcome) => (outcome as MarginOutcome.Calculated)?.Statement;

    private ImmutableArray<AccountImpact> Newly(MarginStatus status) => [.. Accounts.Where(account => account.IsWorse && account.After!.Status == status)];

    private static ImpactTotals? TotalsOf(AccountImpact[] compared)
    {
        if (compared.Length == 0) return null;
        Money zero = Money.Zero(compared[0].Before!.Currency);
        Money Sum(Func<AccountImpact, Money> part) => compared.Aggregate(zero, (total, account) => total + part(account));
        return new(
            Sum(one => one.Before!.InitialMargin), Sum(one => one.After!.InitialMargin), Sum(one => one.Before!.MaintenanceMargin), Sum(one => one.After!.MaintenanceMargin),
            Sum(one => one.Before!.Equity), Sum(one => one.After!.Equity));
    }

    private static ImmutableArray<AssetClassImpact> ClassesOf(AccountImpact[] compared, Func<Currency, string> assetClass)
    {
        if (compared.Length == 0) return [];
        Money zero = Money.Zero(compared[0].Before!.Currency);
        var sums = new SortedDictionary<string, (Money Before, Money After)>(StringComparer.Ordinal);
        foreach (AccountImpact account in compared)
        {
            foreach (PositionContribution one in account.Before!.Positions) Add(one, (sum, part) => (sum.Before + part, sum.After));
            foreach (PositionContribution one in account.After!.Positions) Add(one, (sum, part) => (sum.Before, sum.After + part));
        }

        return [.. sums.Select(entry => new AssetClassImpact(entry.Key, entry.Value.Before, entry.Value.After))];

        void Add(PositionContribution one, Func<(Money Before, Money After), Money, (Money, Money)> add)
        {
            string name = assetClass(one.Symbol.Base);
            sums[name] = add(sums.TryGetValue(name, out var sum) ? sum : (zero, zero), one.InitialContribution);
        }
    }
}
