using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>What changed between two statements of one account in one currency: after less before.</summary>
public sealed record MarginDifference
{
    /// <summary>Change of net asset value.</summary>
    public required Money Nav { get; init; }

    /// <summary>Change of equity.</summary>
    public required Money Equity { get; init; }

    /// <summary>Change of the collateral's market value.</summary>
    public required Money CollateralValue { get; init; }

    /// <summary>Change of the part of the collateral not counted.</summary>
    public required Money Haircut { get; init; }

    /// <summary>Change of unrealised profit and loss.</summary>
    public required Money UnrealisedPnl { get; init; }

    /// <summary>Change of the options' market value.</summary>
    public required Money OptionValue { get; init; }

    /// <summary>Change of what realising the gains would cost.</summary>
    public required Money CostToRealiseGains { get; init; }

    /// <summary>Change of initial margin.</summary>
    public required Money InitialMargin { get; init; }

    /// <summary>Change of maintenance margin.</summary>
    public required Money MaintenanceMargin { get; init; }

    /// <summary>Change of excess.</summary>
    public required Money Excess { get; init; }

    /// <summary>Change of what may be withdrawn.</summary>
    public required Money Withdrawable { get; init; }

    /// <summary>Change of each top line that is in either statement, in the order of the lines after, then of those that are gone; unchanged ones included.</summary>
    public required ImmutableArray<LineDifference> Lines { get; init; }

    /// <summary>After less before.</summary>
    /// <exception cref="InvalidOperationException">The two report in different currencies.</exception>
    public static MarginDifference Between(MarginStatement before, MarginStatement after) => new()
    {
        Nav = after.Nav - before.Nav,
        Equity = after.Equity - before.Equity,
        CollateralValue = after.CollateralValue - before.CollateralValue,
        Haircut = after.Haircut - before.Haircut,
        UnrealisedPnl = after.UnrealisedPnl - before.UnrealisedPnl,
        OptionValue = after.OptionValue - before.OptionValue,
        CostToRealiseGains = after.CostToRealiseGains - before.CostToRealiseGains,
        InitialMargin = after.InitialMargin - before.InitialMargin,
        MaintenanceMargin = after.MaintenanceMargin - before.MaintenanceMargin,
        Excess = after.Excess - before.Excess,
        Withdrawable = after.Withdrawable - before.Withdrawable,
        Lines = [.. after.Lines.Concat(before.Lines).Select(line => (line.Component, line.Subject)).Distinct().Select(key => Line(before, after, key.Component, key.Subject))],
    };

    private static LineDifference Line(MarginStatement before, MarginStatement after, MarginComponent component, string subject)
    {
        Money Total(MarginStatement statement, Func<MarginLine, Money> part) => statement.Lines
            .Where(line => line.Component == component && line.Subject == subject)
            .Aggregate(Money.Zero(statement.Currency), (total, line) => total + part(line));
        return new(
            component,
            subject,
            Total(after, line => line.Initial) - Total(before, line => line.Initial),
            Total(after, line => line.Maintenance) - Total(before, line => line.Maintenance));
    }
}

/// <summary>Change of one line of a requirement.</summary>
/// <param name="Component">What it is for.</param>
/// <param name="Subject">The group, underlying or instrument it concerns.</param>
/// <param name="Initial">Change of its part of the initial margin.</param>
/// <param name="Maintenance">Change of its part of the maintenance margin.</param>
public sealed record LineDifference(MarginComponent Component, string Subject, Money Initial, Money Maintenance);
