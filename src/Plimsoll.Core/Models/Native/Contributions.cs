using System.Collections.Immutable;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Native;

/// <summary>How market risk divides among items and orders: Euler on the scenarios of the binding legs. What it gives sums to the requirement.</summary>
internal sealed class Contributions
{
    private readonly NativeParameters parameters;
    private readonly Level level;
    private readonly SmileDynamics dynamics;
    private readonly BreakKind broken;

    /// <param name="parameters">The rules.</param>
    /// <param name="level">Initial or maintenance.</param>
    /// <param name="dynamics">How the smile moved.</param>
    /// <param name="broken">How correlation broke.</param>
    public Contributions(NativeParameters parameters, Level level, SmileDynamics dynamics, BreakKind broken) =>
        (this.parameters, this.level, this.dynamics, this.broken) = (parameters, level, dynamics, broken);

    /// <summary>The parts of a measured market risk.</summary>
    public Contributions(NativeParameters parameters, MarketRisk risk)
        : this(parameters, risk.Level, risk.Dynamics, risk.Break) { }

    /// <summary>A scenario that counts, and how much.</summary>
    /// <param name="Scenario">Index on the axis, or in the rearranged core set.</param>
    /// <param name="Weight">Its weight.</param>
    internal readonly record struct Point(int Scenario, double Weight);

    /// <summary>Parts of one underlying's items and orders in the offset of its group, in their order.</summary>
    public (double[] Items, double[] Orders) OfOffset(GroupMarketRisk group, int underlying)
    {
        double kappa = group.Group.Offset;
        Point[] points = [.. Scaled(kappa, PointsOf(group, group.Joint, group.JointPnl)), .. Scaled(1 - kappa, PointsOf(group, group.Alone[underlying], group.Pnl[underlying]))];
        return Parts(group.Books[underlying], points, null);
    }

    /// <summary>Parts of one underlying's items and orders in the charge for broken correlations.</summary>
    public (double[] Items, double[] Orders) OfBreak(GroupMarketRisk group, int underlying)
    {
        UnderlyingBook book = group.Books[underlying];
        if (broken == BreakKind.None || group.Books.Length == 1) return (new double[book.Items.Length], new double[book.Orders.Length]);
        Legs legs = broken == BreakKind.Falling ? group.Falling : group.Scattered;
        (int[] falling, int[] scattered) = group.Group.Permutations(book.Underlying);
        int[] order = broken == BreakKind.Falling ? falling : scattered;
        double share = parameters.Offset.BreakShare;
        (double[] items, double[] orders) = Parts(book, [.. Scaled(share, PointsOf(group, legs, RearrangedPnl(group)))], order);
        (double[] itemsNow, double[] ordersNow) = Parts(book, [.. Scaled(share, PointsOf(group, group.Joint, group.JointPnl))], null);
        for (int i = 0; i < items.Length; i++) items[i] -= itemsNow[i];
        for (int i = 0; i < orders.Length; i++) orders[i] -= ordersNow[i];
        return (items, orders);
    }

    /// <summary>Parts of one underlying's items in its base alone.</summary>
    public double[] OfAlone(GroupMarketRisk group, int underlying) =>
        Parts(group.Books[underlying], PointsOf(group, group.Alone[underlying], group.Pnl[underlying]), null).Items;

    /// <summary>The scenarios that a group's measure rests on, worst first.</summary>
    public ImmutableArray<ScenarioLoss> Scenarios(GroupMarketRisk group, int most) =>
    [
        .. PointsOf(group, group.Joint, group.JointPnl).Select(point => new ScenarioLoss(group.Group.Axis.NameOf(point.Scenario), -group.JointPnl[point.Scenario], point.Weight))
            .OrderByDescending(loss => loss.Loss).Take(most),
    ];

    private double[] RearrangedPnl(GroupMarketRisk group)
    {
        var sum = new double[group.Group.Axis.CoreLength];
        for (int u = 0; u < group.Books.Length; u++)
        {
            (int[] falling, int[] scattered) = group.Group.Permutations(group.Books[u].Underlying);
            int[] order = broken == BreakKind.Falling ? falling : scattered;
            for (int s = 0; s < sum.Length; s++) sum[s] += group.Pnl[u][order[s]];
        }

        return sum;
    }

    /// <summary>The scenarios behind a measure: tail of the core set, worst grid or library scenario, or the blend of core and stressed tails.</summary>
    private Point[] PointsOf(GroupMarketRisk group, Legs legs, double[] pnl)
    {
        GroupAxis axis = group.Group.Axis;
        double tail = level == Level.Initial ? parameters.MarketRisk.InitialTail : parameters.MarketRisk.MaintenanceTail;
        Point[] core = legs.CoreShortfall <= 0 && legs.Grid <= 0 ? []
            : legs.CoreShortfall >= legs.Grid ? Tail(pnl, 0, axis.CoreLength, tail)
            : [new Point(legs.GridScenario, 1)];
        return legs.Binding switch
        {
            LegKind.None => [],
            LegKind.Stress => [new Point(legs.StressScenario, 1)],
            LegKind.Blend => [.. Scaled(1 - legs.StressedWeight, core), .. Scaled(legs.StressedWeight, legs.Stressed > 0 ? Tail(pnl.Length == axis.Length ? pnl : group.JointPnl, axis.StressedStart, axis.StressedLength, tail) : [])],
            _ => core,
        };
    }

    private static IEnumerable<Point> Scaled(double factor, IEnumerable<Point> points) => points.Select(point => point with { Weight = factor * point.Weight });

    private static Point[] Tail(ReadOnlySpan<double> pnl, int start, int length, double tail)
    {
        int count = TailScenarios.Count(length, tail);
        var scenarios = new int[count];
        var weights = new double[count];
        TailScenarios.Select(pnl.Slice(start, length), tail, scenarios, weights);
        var points = new Point[count];
        for (int i = 0; i < count; i++) points[i] = new Point(start + scenarios[i], weights[i]);
        return points;
    }

    /// <summary>Losses of one underlying's items and orders at the points; core scenarios in another order where one is given.</summary>
    private (double[] Items, double[] Orders) Parts(UnderlyingBook book, Point[] points, int[]? order)
    {
        int At(int scenario) => order is not null && scenario < order.Length ? order[scenario] : scenario;
        var items = new double[book.Items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            double[] row = book.Items[i].Risk.Pnl(dynamics);
            foreach (Point point in points) items[i] -= point.Weight * book.Items[i].Quantity * row[At(point.Scenario)];
        }

        var orders = new double[book.Orders.Length];
        for (int j = 0; j < orders.Length; j++)
        {
            double[] fill = book.FillPnl(book.Orders[j], dynamics);
            foreach (Point point in points) orders[j] -= point.Weight * Math.Min(0, fill[At(point.Scenario)]);
        }

        return (items, orders);
    }
}
