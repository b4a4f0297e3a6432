using Plimsoll.Accounts;
using Plimsoll.Models;

namespace Plimsoll.Cli;

/// <summary>One account before and after a change.</summary>
/// <param name="Before">As it stands.</param>
/// <param name="After">After the change.</param>
/// <param name="Order">The first order refused, else the last; null when none was tried.</param>
internal sealed record BeforeAfter(AccountReport Before, AccountReport After, OrderAnswer? Order)
{
    /// <summary>What changed of the account's own netting set; null where either side cannot be computed.</summary>
    public MarginDifference? Difference { get; } = Before.Main is MarginOutcome.Calculated { Statement: var before } && After.Main is MarginOutcome.Calculated { Statement: var after }
        ? MarginDifference.Between(before, after)
        : null;
}

/// <summary>An order and whether it may stand.</summary>
/// <param name="Order">The order.</param>
/// <param name="Decision">The decision.</param>
internal sealed record OrderAnswer(Order Order, OrderDecision Decision);
