using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>What an item of a book is.</summary>
internal enum ItemKind
{
    /// <summary>A position.</summary>
    Position,

    /// <summary>An owed currency.</summary>
    Debt,

    /// <summary>Coins of collateral that hedge positions.</summary>
    Hedge,
}

/// <summary>So many contracts or coins of something.</summary>
/// <param name="Risk">What one does.</param>
/// <param name="Quantity">Signed contracts or coins.</param>
/// <param name="Kind">Position, debt or hedging collateral.</param>
internal readonly record struct BookItem(InstrumentRisk Risk, double Quantity, ItemKind Kind);

/// <summary>An open order.</summary>
/// <param name="Risk">What one contract does.</param>
/// <param name="Quantity">Signed contracts.</param>
/// <param name="Price">Limit price.</param>
internal readonly record struct OrderItem(InstrumentRisk Risk, double Quantity, double Price);

/// <summary>Everything that is margined together in one underlying.</summary>
/// <param name="Underlying">The underlying.</param>
/// <param name="Group">The scenarios of its group.</param>
/// <param name="Items">Positions, debts and hedging collateral, in canonical order.</param>
/// <param name="Orders">Open orders, in canonical order.</param>
internal sealed record UnderlyingBook(Currency Underlying, GroupRisk Group, BookItem[] Items, OrderItem[] Orders)
{
    private double[]? moneyness;
    private double[]? strike;

    // A changed copy does not take over what was worked out for other items.
    private UnderlyingBook(UnderlyingBook other) => (Underlying, Group, Items, Orders) = (other.Underlying, other.Group, other.Items, other.Orders);

    /// <summary>Whether the smile plays a part.</summary>
    public bool HasOptions => Items.Any(item => item.Risk.IsOption) || Orders.Any(order => order.Risk.IsOption);

    /// <summary>Delta now, coins.</summary>
    public double Delta => Items.Sum(item => item.Quantity * item.Risk.Delta);

    /// <summary>P&amp;L by scenario of the items, under one dynamics; worked out once and not to be written to.</summary>
    public double[] Pnl(SmileDynamics dynamics) => dynamics == SmileDynamics.StickyStrike ? strike ??= Summed(dynamics) : moneyness ??= Summed(dynamics);

    private double[] Summed(SmileDynamics dynamics)
    {
        var pnl = new double[Group.Axis.Length];
        foreach (BookItem item in Items) VectorSum.Add(item.Risk.Pnl(dynamics), item.Quantity, pnl);
        return pnl;
    }

    /// <summary>P&amp;L by scenario of the items and of every order where its fill would lose, under one dynamics.</summary>
    public double[] PnlWithOrders(double[] items, SmileDynamics dynamics)
    {
        if (Orders.Length == 0) return items;
        var pnl = (double[])items.Clone();
        foreach (OrderItem order in Orders)
        {
            double[] fill = FillPnl(order, dynamics);
            for (int s = 0; s < pnl.Length; s++) pnl[s] += Math.Min(0, fill[s]);
        }

        return pnl;
    }

    /// <summary>P&amp;L by scenario of an order once filled at its price.</summary>
    public double[] FillPnl(OrderItem order, SmileDynamics dynamics)
    {
        InstrumentRisk risk = order.Risk;
        GroupAxis axis = Group.Axis;
        double[] row = risk.Pnl(dynamics), settled = axis.Moves(risk.Symbol!.Settle), weights = axis.Weights(Underlying);
        double inverseEdge = risk.Symbol.IsInverse && !risk.IsOption ? (1 / order.Price) - (1 / risk.StartPrice) : 0;
        double today = Edge(risk.SettlementPrice);
        var pnl = new double[row.Length];
        for (int s = 0; s < pnl.Length; s++)
        {
            // What the price gains or loses today is certain, so a scenario of which only a part counts weights its change alone.
            double edge = today + (weights[s] * (Edge(risk.SettlementPrice * Math.Exp(settled[s])) - today));
            pnl[s] = order.Quantity * (row[s] + (risk.ContractSize * edge));
        }

        double Edge(double settlement) => risk.IsOption ? (risk.StartPrice * risk.SettlementPrice) - (order.Price * settlement)
            : risk.Symbol!.IsInverse ? inverseEdge * settlement
            : (risk.StartPrice - order.Price) * settlement;

        return pnl;
    }
}
