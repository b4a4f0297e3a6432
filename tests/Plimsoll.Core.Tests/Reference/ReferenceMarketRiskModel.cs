using System.Text;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Section 5: legs, offsets, broken correlations, dynamics, orders.</summary>
internal sealed class ReferenceMarketRiskModel(ReferenceContext context)
{
    private readonly Dictionary<string, double> kappas = new(StringComparer.Ordinal);

    private NativeParameters Parameters => context.Parameters;

    /// <summary>Weighted losses of one underlying's items and orders in a set of scenarios.</summary>
    public double[] Losses(ReferenceBook book, Currency underlying, ReferenceScenario[] scenarios, bool stickyStrike)
    {
        var losses = new double[scenarios.Length];
        foreach (ReferenceItem item in book.Items.Where(item => item.Underlying == underlying))
        {
            double[] one = context.Pricing.PerContract(underlying, item.Instrument, scenarios, stickyStrike);
            for (int s = 0; s < losses.Length; s++) losses[s] -= item.Quantity * one[s] * scenarios[s].WeightOf(underlying);
        }

        foreach (ReferenceOrder order in book.Orders.Where(order => order.Instrument.Underlying == underlying))
        {
            double[] one = context.Pricing.PerContract(underlying, order.Instrument, scenarios, stickyStrike);
            double[] fill = context.Pricing.FillPnl(order, scenarios);
            double today = context.Pricing.FillPnl(order, [new ReferenceScenario { Name = "still" }])[0];
            for (int s = 0; s < losses.Length; s++)
                losses[s] += Math.Max(0, -order.Quantity * (today + (scenarios[s].WeightOf(underlying) * (one[s] + fill[s] - today))));
        }

        return losses;
    }

    /// <summary>The legs of a set of underlyings of one group.</summary>
    public ReferenceLegs Legs(ReferenceBook book, string group, IReadOnlyList<Currency> underlyings, IReadOnlyList<Currency> leaders, double tail, bool stickyStrike)
    {
        double[] Sum(ReferenceScenario[] scenarios) => Add(underlyings.Select(u => Losses(book, u, scenarios, stickyStrike)), scenarios.Length);
        double grid = 0;
        foreach (Currency leader in leaders)
            foreach (double loss in Sum(context.Scenarios.Grid(leader, tail)))
                grid = Math.Max(grid, loss);
        double library = 0;
        foreach (double loss in Sum(context.Scenarios.Library(group))) library = Math.Max(library, loss);
        return new ReferenceLegs(
            Math.Max(0, Shortfall.Of(Sum(context.Scenarios.Core), tail)),
            grid,
            Math.Max(0, Shortfall.Of(Sum(context.Scenarios.Stressed), tail)),
            library,
            Parameters.MarketRisk.StressedWeight);
    }

    /// <summary>The legs of one underlying by itself.</summary>
    public ReferenceLegs Alone(ReferenceBook book, Currency underlying, double tail, bool stickyStrike) =>
        Legs(book, context.Scenarios.GroupOf(underlying), [underlying], [underlying], tail, stickyStrike);

    /// <summary>Market_a, of the dynamics that asks more.</summary>
    public ReferenceMarketRisk Evaluate(ReferenceBook book, double tail)
    {
        ReferenceMarketRisk moneyness = Evaluate(book, tail, stickyStrike: false);
        if (!book.HoldsOptions) return moneyness;
        ReferenceMarketRisk strike = Evaluate(book, tail, stickyStrike: true);
        return strike.Total > moneyness.Total ? strike : moneyness;
    }

    /// <summary>Market_a under one dynamics.</summary>
    public ReferenceMarketRisk Evaluate(ReferenceBook book, double tail, bool stickyStrike)
    {
        var groups = new SortedDictionary<string, ReferenceGroup>(StringComparer.Ordinal);
        double together = 0, shuffled = 0, plain = 0, offsets = 0;
        foreach (IGrouping<string, Currency> members in book.Underlyings.GroupBy(context.Scenarios.GroupOf))
        {
            string group = members.Key;
            Currency[] held = [.. members];
            Currency[] leaders = [.. context.Scenarios.UniverseOf(group)];
            ReferenceLegs legs = Legs(book, group, held, leaders, tail, stickyStrike);
            var alone = new SortedDictionary<Currency, ReferenceLegs>(held.ToDictionary(u => u, u => Alone(book, u, tail, stickyStrike)));
            double kappa = Kappa(group);
            ReferenceLegs Rearranged(Func<Currency, int[]> order) => legs with { CoreShortfall = RearrangedShortfall(book, held, order, tail, stickyStrike) };
            ReferenceGroup result = new()
            {
                Legs = legs,
                Alone = alone,
                Kappa = kappa,
                Offset = (kappa * legs.Base) + ((1 - kappa) * alone.Values.Sum(one => one.Base)),
                TogetherBase = Rearranged(ByMove).Base,
                ShuffledBase = Rearranged(ByHash).Base,
            };
            groups[group] = result;
            together += result.TogetherBase;
            shuffled += result.ShuffledBase;
            plain += result.Base;
            offsets += result.Offset;
        }

        double broken = Parameters.Offset.BreakShare * (Math.Max(plain, Math.Max(together, shuffled)) - plain);
        return new ReferenceMarketRisk { StickyStrike = stickyStrike, Groups = groups, Break = broken, Total = offsets + broken };
    }

    private double RearrangedShortfall(ReferenceBook book, Currency[] held, Func<Currency, int[]> order, double tail, bool stickyStrike)
    {
        ReferenceScenario[] core = context.Scenarios.Core;
        IEnumerable<double[]> arranged = held.Select(u =>
        {
            double[] losses = Losses(book, u, core, stickyStrike);
            return order(u).Select(i => losses[i]).ToArray();
        });
        return Math.Max(0, Shortfall.Of(Add(arranged, core.Length), tail));
    }

    // Core scenarios from the deepest fall of the underlying to its greatest rise.
    private int[] ByMove(Currency u)
    {
        ReferenceScenario[] core = context.Scenarios.Core;
        return [.. Enumerable.Range(0, core.Length).OrderBy(i => core[i].SpotOf(u)).ThenBy(i => i)];
    }

    private int[] ByHash(Currency u)
    {
        ulong name = 14695981039346656037UL;
        foreach (byte one in Encoding.UTF8.GetBytes(u.Code)) name = unchecked((name ^ one) * 1099511628211UL);
        return [.. Enumerable.Range(0, context.Scenarios.Core.Length).OrderBy(i => Mix(unchecked(name + ((ulong)(i + 1) * 0x9E3779B97F4A7C15UL)))).ThenBy(i => i)];
    }

    private static ulong Mix(ulong z) => unchecked(Finish(((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL)));

    private static ulong Finish(ulong z)
    {
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }

    /// <summary>κ of a group.</summary>
    public double Kappa(string group)
    {
        if (kappas.TryGetValue(group, out double known)) return known;
        Currency[] members = [.. Parameters.Classes.Where(c => (c.Group ?? c.Name) == group).SelectMany(c => c.Assets).Where(context.History.HasOwnHistory)];
        int window = context.History.Steps(Parameters.Offset.CorrelationDays);
        int count = Math.Min(context.History.Steps(Parameters.Offset.LookbackDays), context.History.Calendar.Count);
        int first = context.History.Calendar.Count - count;
        List<double> ranges = [];
        for (int a = 0; a < members.Length; a++)
            for (int b = a + 1; b < members.Length && count >= window; b++)
            {
                double[] left = context.History.Returns(members[a])[first..], right = context.History.Returns(members[b])[first..];
                List<double> correlations = [];
                for (int start = 0; start + window <= count; start++) correlations.Add(Correlation(left[start..(start + window)], right[start..(start + window)]));
                ranges.Add(correlations.Max() - correlations.Min());
            }

        ranges.Sort();
        OffsetParameters offset = Parameters.Offset;
        double beyond = ranges.Count == 0 ? 0 : Math.Max(0, ranges[(ranges.Count - 1) / 2] - offset.UnstableRange), width = offset.UnstableWidth ?? 0;
        double share = beyond >= width ? (beyond > 0 ? 1 : 0) : beyond / width;
        return kappas[group] = ((1 - share) * offset.Stable) + (share * offset.Unstable);
    }

    // 0 where one of the two never moves.
    private static double Correlation(double[] left, double[] right)
    {
        double meanLeft = left.Average(), meanRight = right.Average();
        double cross = 0, squareLeft = 0, squareRight = 0;
        for (int i = 0; i < left.Length; i++)
        {
            cross += (left[i] - meanLeft) * (right[i] - meanRight);
            squareLeft += (left[i] - meanLeft) * (left[i] - meanLeft);
            squareRight += (right[i] - meanRight) * (right[i] - meanRight);
        }

        return squareLeft > 0 && squareRight > 0 ? cross / Math.Sqrt(squareLeft * squareRight) : 0;
    }

    private static double[] Add(IEnumerable<double[]> vectors, int length)
    {
        var sum = new double[length];
        foreach (double[] vector in vectors)
            for (int i = 0; i < length; i++) sum[i] += vector[i];
        return sum;
    }
}
