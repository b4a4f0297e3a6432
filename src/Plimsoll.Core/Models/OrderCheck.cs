using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>Why an order is refused, in order of precedence.</summary>
public enum OrderRefusal
{
    /// <summary>The requirement cannot be computed, as data is missing, and the order may add risk.</summary>
    DataMissing = 1,

    /// <summary>Equity would not cover the initial margin with the order on the book.</summary>
    InitialMarginNotCovered = 2,
}

/// <summary>Whether an order may stand.</summary>
public abstract record OrderDecision
{
    private OrderDecision() { }

    /// <summary>Why the order is refused; null when it may stand.</summary>
    public abstract OrderRefusal? Refusal { get; }

    /// <summary>Equity covers the initial margin with the order.</summary>
    /// <param name="Statement">The statement with the order on the book.</param>
    public sealed record Accepted(MarginStatement Statement) : OrderDecision
    {
        /// <inheritdoc/>
        public override OrderRefusal? Refusal => null;
    }

    /// <summary>The account lacks margin, but the order, once filled, lowers what it needs.</summary>
    /// <param name="Statement">The statement with the order on the book.</param>
    public sealed record AcceptedAsReducing(MarginStatement Statement) : OrderDecision
    {
        /// <inheritdoc/>
        public override OrderRefusal? Refusal => null;
    }

    /// <summary>The requirement cannot be computed, but the order, with every other order on its side, only closes what is held of its instrument.</summary>
    /// <param name="Gaps">What is missing.</param>
    public sealed record AcceptedAsClosing(ImmutableArray<DataGap> Gaps) : OrderDecision
    {
        /// <inheritdoc/>
        public override OrderRefusal? Refusal => null;
    }

    /// <summary>Refused for lack of margin.</summary>
    /// <param name="Statement">The statement with the order on the book: what it would need and why.</param>
    /// <param name="Needed">Initial margin that the order adds.</param>
    /// <param name="Free">Excess without the order, not below 0.</param>
    /// <param name="LargestQuantity">Contracts, not below 0, up to which an order at the same price would fit, rounded down.</param>
    public sealed record Refused(MarginStatement Statement, Money Needed, Money Free, decimal LargestQuantity) : OrderDecision
    {
        /// <inheritdoc/>
        public override OrderRefusal? Refusal => OrderRefusal.InitialMarginNotCovered;
    }

    /// <summary>Refused as the requirement cannot be computed.</summary>
    /// <param name="Gaps">What is missing.</param>
    public sealed record Unknown(ImmutableArray<DataGap> Gaps) : OrderDecision
    {
        /// <inheritdoc/>
        public override OrderRefusal? Refusal => OrderRefusal.DataMissing;
    }
}

/// <summary>Decides whether an order may stand.</summary>
public static class OrderCheck
{
    /// <summary>Judges one order of one account.</summary>
    /// <param name="evaluator">The model at the market.</param>
    /// <param name="accounts">All accounts of the owner, the one in question among them.</param>
    /// <param name="index">Which account places the order.</param>
    /// <param name="order">The order.</param>
    /// <param name="instrument">Its instrument.</param>
    /// <remarks>An order that only lowers the requirement once filled may always stand, however little margin there is; where data is missing, one that only closes a position may.</remarks>
    public static OrderDecision Decide(IMarginEvaluator evaluator, ImmutableArray<AccountSnapshot> accounts, int index, Order order, Instrument instrument)
    {
        MarginOutcome before = Evaluate(evaluator, accounts, index, accounts[index]);
        MarginOutcome after = Evaluate(evaluator, accounts, index, AccountAdjustment.Place(accounts[index], order));
        if (after is MarginOutcome.Unavailable { Gaps: var gaps }) return OnlyCloses(accounts[index], order) ? new OrderDecision.AcceptedAsClosing(gaps) : new OrderDecision.Unknown(gaps);
        MarginStatement with = ((MarginOutcome.Calculated)after).Statement;
        if (Fits(with)) return new OrderDecision.Accepted(with);
        if (before is not MarginOutcome.Calculated { Statement: var without }) return new OrderDecision.Unknown(((MarginOutcome.Unavailable)before).Gaps);

        MarginOutcome filled = Evaluate(evaluator, accounts, index, AccountAdjustment.Fill(accounts[index], instrument, order.Quantity, order.Price));
        if (filled is MarginOutcome.Calculated { Statement: var then } && Required(then) < Required(without) && then.Excess >= without.Excess)
            return new OrderDecision.AcceptedAsReducing(with);

        Money zero = Money.Zero(with.Currency);
        return new OrderDecision.Refused(
            with,
            Required(with) - Required(without),
            Money.Max(zero, without.Equity - Required(without)),
            Fits(without) ? Largest(evaluator, accounts, index, order) : 0m);
    }

    // Without prices the one thing that surely reduces risk is to trade back what is held, and no further with all such orders together. A sold option is then bought
    // back and a bought one sold; that a leg may hedge another instrument is not known without prices either (decision 0008).
    private static bool OnlyCloses(AccountSnapshot account, Order order)
    {
        decimal held = account.Positions.Where(position => position.Symbol == order.Symbol).Sum(position => position.Quantity);
        decimal side = account.Orders.Where(other => other.Symbol == order.Symbol && Math.Sign(other.Quantity) == Math.Sign(order.Quantity)).Sum(other => other.Quantity) + order.Quantity;
        return Math.Sign(held) == -Math.Sign(side) && Math.Abs(side) <= Math.Abs(held);
    }

    // The requirement never falls as an order grows, so the greatest number of steps that fits is found by halving.
    private static decimal Largest(IMarginEvaluator evaluator, ImmutableArray<AccountSnapshot> accounts, int index, Order order)
    {
        decimal size = Math.Abs(order.Quantity);
        decimal step = 1m;
        while (step > size / 1000m && step > 1e-12m) step /= 10m;
        while (step * 10m <= size / 1000m) step *= 10m;
        long fits = 0, tooMuch = (long)decimal.Ceiling(size / step);
        while (tooMuch - fits > 1)
        {
            long middle = fits + ((tooMuch - fits) / 2);
            Order smaller = order with { Quantity = Math.Sign(order.Quantity) * middle * step };
            MarginOutcome outcome = Evaluate(evaluator, accounts, index, AccountAdjustment.Place(accounts[index], smaller));
            if (outcome is MarginOutcome.Calculated { Statement: var statement } && Fits(statement)) fits = middle;
            else tooMuch = middle;
        }

        return fits * step;
    }

    private static bool Fits(MarginStatement statement) => statement.Equity >= Required(statement);

    // Under bounded data orders are judged at the worse end.
    private static Money Required(MarginStatement statement) => statement.Bounds?.InitialHigh ?? statement.InitialMargin;

    private static MarginOutcome Evaluate(IMarginEvaluator evaluator, ImmutableArray<AccountSnapshot> accounts, int index, AccountSnapshot account) =>
        evaluator.Evaluate(accounts.SetItem(index, account), MarginDetail.Totals).First(outcome => outcome.Account == account.Path);
}
