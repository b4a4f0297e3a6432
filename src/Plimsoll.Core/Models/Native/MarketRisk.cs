using Plimsoll.Numerics;

namespace Plimsoll.Models.Native;

/// <summary>Market risk of one book at one level under one dynamics: section 5 of the model's page.</summary>
internal sealed class MarketRisk
{
    private MarketRisk(Level level, SmileDynamics dynamics, GroupMarketRisk[] groups, BreakKind breakKind, double breakCharge)
    {
        (Level, Dynamics, Groups, Break, BreakCharge) = (level, dynamics, groups, breakKind, breakCharge);
        foreach (GroupMarketRisk group in groups) Total += group.Offset;
        Total += breakCharge;
        Moneyness = this;
    }

    /// <summary>The same under sticky moneyness, which charges lean on whichever dynamics counts: they do not jump where the two change places.</summary>
    public MarketRisk Moneyness { get; private set; }

    /// <summary>Initial or maintenance.</summary>
    public Level Level { get; }

    /// <summary>How the smile moved.</summary>
    public SmileDynamics Dynamics { get; }

    /// <summary>By group, in the parameters' order.</summary>
    public GroupMarketRisk[] Groups { get; }

    /// <summary>Which broken correlation is charged.</summary>
    public BreakKind Break { get; }

    /// <summary>The charge for broken correlations.</summary>
    public double BreakCharge { get; }

    /// <summary>Market_a.</summary>
    public double Total { get; }

    /// <summary>Σ Core over the groups.</summary>
    public double Core => Groups.Sum(group => group.Joint.Core);

    /// <summary>Market risk under the dynamics that asks for more; sticky strike is tried only when the smile plays a part.</summary>
    /// <param name="books">Books by underlying, in ordinal order.</param>
    /// <param name="level">Initial or maintenance.</param>
    /// <param name="withOrders">Whether open orders count.</param>
    /// <param name="parameters">The rules.</param>
    /// <param name="like">The same books at the other level, with as many orders: what the levels share is taken over from it. Null for none.</param>
    public static MarketRisk Of(IReadOnlyList<UnderlyingBook> books, Level level, bool withOrders, NativeParameters parameters, MarketRisk? like = null)
    {
        MarketRisk moneyness = Under(SmileDynamics.StickyMoneyness);
        if (!books.Any(book => book.HasOptions)) return moneyness;
        MarketRisk strike = Under(SmileDynamics.StickyStrike);
        strike.Moneyness = moneyness;
        return strike.Total > moneyness.Total ? strike : moneyness;

        MarketRisk Under(SmileDynamics dynamics)
        {
            MarketRisk? known = dynamics == SmileDynamics.StickyMoneyness ? like?.Moneyness : like?.Dynamics == dynamics ? like : null;
            GroupMarketRisk[] groups =
            [
                .. parameters.OffsetGroups()
                    .Select(group => books.Where(book => book.Group.Axis.Group.Name == group.Name).ToArray())
                    .Where(members => members.Length > 0)
                    .Select(members => GroupMarketRisk.Of(members, level, dynamics, withOrders, parameters, known?.Groups.FirstOrDefault(entry => entry.Group == members[0].Group))),
            ];
            double together = 0, falling = 0, scattered = 0;
            foreach (GroupMarketRisk group in groups)
            {
                together += group.Joint.Base;
                falling += group.Falling.Base;
                scattered += group.Scattered.Base;
            }

            double worst = Math.Max(together, Math.Max(falling, scattered));
            BreakKind kind = worst <= together ? BreakKind.None : falling >= scattered ? BreakKind.Falling : BreakKind.Scattered;
            return new MarketRisk(level, dynamics, groups, kind, parameters.Offset.BreakShare * (worst - together));
        }
    }
}

/// <summary>How correlation breaks.</summary>
internal enum BreakKind
{
    /// <summary>No break asks for more.</summary>
    None,

    /// <summary>All underlyings fall together.</summary>
    Falling,

    /// <summary>No two move together.</summary>
    Scattered,
}

/// <summary>Market risk of one group.</summary>
internal sealed class GroupMarketRisk
{
    /// <summary>The scenarios.</summary>
    public required GroupRisk Group { get; init; }

    /// <summary>Books by underlying.</summary>
    public required UnderlyingBook[] Books { get; init; }

    /// <summary>P&amp;L by scenario of each underlying, orders included where they count.</summary>
    public required double[][] Pnl { get; init; }

    /// <summary>P&amp;L by scenario of all.</summary>
    public required double[] JointPnl { get; init; }

    /// <summary>Measures of all together.</summary>
    public required Legs Joint { get; init; }

    /// <summary>Measures of each underlying alone.</summary>
    public required Legs[] Alone { get; init; }

    /// <summary>Measures with all falling together.</summary>
    public required Legs Falling { get; init; }

    /// <summary>Measures with no two moving together.</summary>
    public required Legs Scattered { get; init; }

    /// <summary>κ·Base + (1 − κ)·Σ Base alone.</summary>
    public double Offset
    {
        get
        {
            double apart = 0;
            foreach (Legs alone in Alone) apart += alone.Base;
            return (Group.Offset * Joint.Base) + ((1 - Group.Offset) * apart);
        }
    }

    /// <summary>Core of the underlyings chosen, on the grids of every leader of the group; 0 without any.</summary>
    public double CoreOf(Func<UnderlyingBook, bool> chosen, Level level, MarketRiskParameters risk)
    {
        int[] members = [.. Enumerable.Range(0, Books.Length).Where(u => chosen(Books[u]))];
        if (members.Length == Books.Length) return Joint.Core;
        if (members.Length == 0) return 0;
        GroupAxis axis = Group.Axis;
        var sum = new double[axis.Length];
        foreach (int u in members) VectorSum.Add(Pnl[u], sum);
        return Legs.Measure(axis, sum, level, -1, risk, Scratch(axis, risk)).Core;
    }

    private static double[] Scratch(GroupAxis axis, MarketRiskParameters risk) =>
        new double[Math.Max(ExpectedShortfall.ScratchLength(axis.CoreLength, risk.MaintenanceTail), ExpectedShortfall.ScratchLength(Math.Max(1, axis.StressedLength), risk.MaintenanceTail))];

    /// <summary>Core P&amp;L with all falling together; null for one underlying.</summary>
    private double[]? FallingPnl { get; init; }

    /// <summary>Core P&amp;L with no two moving together; null for one underlying.</summary>
    private double[]? ScatteredPnl { get; init; }

    /// <summary>Measures one group.</summary>
    /// <param name="books">Books by underlying.</param>
    /// <param name="level">Initial or maintenance.</param>
    /// <param name="dynamics">How the smile moves.</param>
    /// <param name="withOrders">Whether open orders count.</param>
    /// <param name="parameters">The rules.</param>
    /// <param name="like">The same books under the same dynamics at the other level; null for none. Its P&amp;L is the same.</param>
    public static GroupMarketRisk Of(UnderlyingBook[] books, Level level, SmileDynamics dynamics, bool withOrders, NativeParameters parameters, GroupMarketRisk? like = null)
    {
        GroupRisk group = books[0].Group;
        GroupAxis axis = group.Axis;
        MarketRiskParameters risk = parameters.MarketRisk;
        double tail = level == Level.Initial ? risk.InitialTail : risk.MaintenanceTail;
        double[] scratch = Scratch(axis, risk);
        double[][] pnl = new double[books.Length][];
        var alone = new Legs[books.Length];
        for (int u = 0; u < books.Length; u++)
        {
            pnl[u] = like is not null ? like.Pnl[u] : withOrders ? books[u].PnlWithOrders(books[u].Pnl(dynamics), dynamics) : books[u].Pnl(dynamics);
            int leader = Array.IndexOf(axis.Leaders, books[u].Underlying);
            alone[u] = Legs.Measure(axis, pnl[u], level, leader, risk, scratch);
        }

        double[] joint = like?.JointPnl ?? pnl[0];
        if (books.Length > 1 && like is null)
        {
            joint = new double[axis.Length];
            foreach (double[] part in pnl) VectorSum.Add(part, joint);
        }

        Legs together = books.Length == 1 ? alone[0].WithEveryLeader(axis, joint, level) : Legs.Measure(axis, joint, level, -1, risk, scratch);
        double[]? fallingPnl = null, scatteredPnl = null;
        Legs falling = together, scattered = together;
        if (books.Length > 1)
        {
            fallingPnl = like?.FallingPnl ?? Rearranged(permutations => permutations.Falling);
            scatteredPnl = like?.ScatteredPnl ?? Rearranged(permutations => permutations.Scattered);
            falling = together.WithCore(ExpectedShortfall.Estimate(fallingPnl, tail, scratch).ExpectedShortfall);
            scattered = together.WithCore(ExpectedShortfall.Estimate(scatteredPnl, tail, scratch).ExpectedShortfall);
        }

        return new GroupMarketRisk
        {
            Group = group, Books = books, Pnl = pnl, JointPnl = joint, Joint = together, Alone = alone, Falling = falling, Scattered = scattered, FallingPnl = fallingPnl, ScatteredPnl = scatteredPnl,
        };

        double[] Rearranged(Func<(int[] Falling, int[] Scattered), int[]> choose)
        {
            var sum = new double[axis.CoreLength];
            for (int u = 0; u < books.Length; u++)
            {
                int[] order = choose(group.Permutations(books[u].Underlying));
                for (int s = 0; s < sum.Length; s++) sum[s] += pnl[u][order[s]];
            }

            return sum;
        }
    }
}
