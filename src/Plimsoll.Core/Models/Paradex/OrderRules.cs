using System.Collections.Immutable;

namespace Plimsoll.Models.Paradex;

/// <summary>Which orders Paradex takes and which it cancels.</summary>
internal static class OrderRules
{
    /// <summary>Whether an order is taken: the account covers the initial margin with it, or it does not raise the initial margin.</summary>
    /// <param name="accountValue">Account value, USD.</param>
    /// <param name="open">What is held and ordered without it.</param>
    /// <param name="order">Signed units of the order.</param>
    /// <param name="initialFraction">Initial margin, part of notional.</param>
    /// <param name="mark">Mark price.</param>
    /// <returns>The answer with the initial margin before and after, of the open size as the page on risk checks counts it.</returns>
    public static (bool Accepted, decimal Before, decimal After) RiskCheck(decimal accountValue, OpenSize open, decimal order, decimal initialFraction, decimal mark)
    {
        decimal before = open.Both * initialFraction * mark, after = open.With(order).Both * initialFraction * mark;
        return (accountValue >= after || after <= before, before, after);
    }

    /// <summary>The greatest further orders that keep the position within its limit.</summary>
    /// <param name="limit">Greatest position, units.</param>
    /// <param name="open">What is held and ordered.</param>
    public static (decimal Buy, decimal Sell) PositionLimit(decimal limit, OpenSize open) =>
        (Math.Max(0m, limit - open.Position - open.Buys), Math.Max(0m, limit + open.Position - open.Sells));

    /// <summary>The prices beyond which an aggressive order does not execute.</summary>
    /// <param name="mark">Mark price.</param>
    /// <param name="bandwidth">Part of it on either side.</param>
    public static (decimal Down, decimal Up) PriceBand(decimal mark, decimal bandwidth) => (mark * (1m - bandwidth), mark * (1m + bandwidth));

    /// <summary>The orders cancelled when the account no longer covers its initial margin: those that do not reduce the position, then the most passive of those that do until they fit in it.</summary>
    /// <param name="position">Signed units held.</param>
    /// <param name="orders">Signed units and limit price of each order.</param>
    /// <returns>Positions of the cancelled orders in the list, rising.</returns>
    public static ImmutableArray<int> Deleverage(decimal position, ImmutableArray<(decimal Quantity, decimal Price)> orders)
    {
        int[] reducing = [.. Enumerable.Range(0, orders.Length).Where(i => orders[i].Quantity * position < 0m)];
        decimal left = reducing.Sum(i => Math.Abs(orders[i].Quantity));
        var kept = reducing.ToHashSet();

        // A sell order is the more passive the dearer it is, a buy order the cheaper; of two alike the later one goes.
        foreach (int i in reducing.OrderByDescending(i => position > 0m ? orders[i].Price : -orders[i].Price).ThenByDescending(i => i))
        {
            if (left <= Math.Abs(position)) break;
            kept.Remove(i);
            left -= Math.Abs(orders[i].Quantity);
        }

        return [.. Enumerable.Range(0, orders.Length).Where(i => !kept.Contains(i))];
    }
}
