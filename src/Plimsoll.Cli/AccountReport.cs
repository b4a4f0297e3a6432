using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli;

/// <summary>The answers for one account: its netting set, and each isolated position beside it.</summary>
/// <param name="Main">The netting set of the account itself.</param>
/// <param name="Isolated">Positions that are netting sets of their own.</param>
internal sealed record AccountReport(MarginOutcome Main, ImmutableArray<MarginOutcome> Isolated)
{
    /// <summary>Every netting set, that of the account first.</summary>
    public IEnumerable<MarginOutcome> All => Isolated.Prepend(Main);

    /// <summary>Whether any of them cannot be computed.</summary>
    public bool HasGap => All.Any(outcome => outcome is MarginOutcome.Unavailable);

    /// <summary>Puts the isolated positions' answers under those of their accounts.</summary>
    /// <param name="outcomes">Answers in the order of the accounts; those of isolated positions follow their account's.</param>
    /// <param name="accounts">The accounts asked for.</param>
    public static ImmutableArray<AccountReport> Group(ImmutableArray<MarginOutcome> outcomes, ImmutableArray<AccountSnapshot> accounts)
    {
        var own = accounts.Select(account => account.Path).ToHashSet();
        var reports = ImmutableArray.CreateBuilder<AccountReport>();
        foreach (MarginOutcome outcome in outcomes)
        {
            if (own.Contains(outcome.Account) || reports.Count == 0 || !SameAccount(reports[^1].Main.Account, outcome.Account)) reports.Add(new(outcome, []));
            else reports[^1] = reports[^1] with { Isolated = reports[^1].Isolated.Add(outcome) };
        }

        return reports.ToImmutable();
    }

    private static bool SameAccount(AccountPath one, AccountPath other) => one.Account == other.Account && one.Owner == other.Owner && one.Firm == other.Firm;
}
