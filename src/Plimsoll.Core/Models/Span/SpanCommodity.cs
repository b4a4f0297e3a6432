using System.Collections.Immutable;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Models.Span;

/// <summary>One position of a combined commodity.</summary>
/// <param name="Array">Risk array of one long contract.</param>
/// <param name="Contracts">Signed contracts.</param>
/// <param name="Coins">Signed coins of the underlying.</param>
/// <param name="Delta">Composite delta of one coin long, 1 for a future.</param>
/// <param name="Days">Days to expiry, 0 for a perpetual.</param>
/// <param name="IsOption">Whether it is an option.</param>
internal readonly record struct SpanPosition(SpanRiskArray Array, decimal Contracts, decimal Coins, decimal Delta, double Days, bool IsOption);

/// <summary>All contracts of one coin with the steps of their risk, USD.</summary>
internal sealed class SpanCommodity
{
    /// <summary>A combined commodity.</summary>
    /// <param name="product">Its parameters.</param>
    /// <param name="positions">Its positions.</param>
    /// <param name="price">Price of one coin, USD.</param>
    public SpanCommodity(SpanProduct product, ImmutableArray<SpanPosition> positions, decimal price)
    {
        Product = product;
        Scan = SpanRiskArray.Sum(positions.Select(position => (position.Array, position.Contracts)));
        Deltas = [.. positions.GroupBy(position => position.Days).OrderBy(month => month.Key).Select(month => (month.Key, month.Sum(position => position.Coins * position.Delta)))];
        InterMonthCharge = InterMonth(price);
        ShortOptionMinimum = product.ShortOptionMinimum * product.PriceScanRange * price * positions.Where(position => position.IsOption && position.Coins < 0m).Sum(position => -position.Coins);
    }

    /// <summary>Its parameters.</summary>
    public SpanProduct Product { get; }

    /// <summary>Loss of all its positions in the sixteen scenarios.</summary>
    public SpanRiskArray Scan { get; }

    /// <summary>Net composite delta of each month in coins, nearest first.</summary>
    public ImmutableArray<(double Days, decimal Delta)> Deltas { get; }

    /// <summary>Net delta of all months, coins.</summary>
    public decimal NetDelta => Deltas.Sum(month => month.Delta);

    /// <summary>Charge for months that offset each other in the scan.</summary>
    public decimal InterMonthCharge { get; }

    /// <summary>Least risk of options sold.</summary>
    public decimal ShortOptionMinimum { get; }

    /// <summary>Risk before credits: scanning risk + inter-month charge.</summary>
    public decimal BeforeCredit => Scan.ScanRisk + InterMonthCharge;

    /// <summary>max(scanning risk + inter-month charge − credit, short option minimum).</summary>
    /// <param name="credit">Credit against other commodities.</param>
    public decimal Risk(decimal credit) => Math.Max(BeforeCredit - credit, ShortOptionMinimum);

    /// <summary>What prices alone put at risk: the worst loss averaged over volatility up and down, less what the mere passing of time costs; not below 0.</summary>
    /// <remarks>Divided by the net delta it is SPAN's weighted price risk of one coin. Taken whole here: a net delta may be next to nothing.</remarks>
    public decimal PriceRisk
    {
        get
        {
            int worst = Scan.Worst, pair = SpanScenario.All[worst].IsExtreme ? worst : worst ^ 1;
            decimal adjusted = (Scan.Losses[worst] + Scan.Losses[pair]) / 2m, time = (Scan.Losses[0] + Scan.Losses[1]) / 2m;
            return Math.Max(0m, adjusted - time);
        }
    }

    /// <summary>Credits of combined commodities against each other, in the order of their priority; a delta is credited once.</summary>
    /// <param name="commodities">The commodities.</param>
    /// <param name="credits">Credits in the order of their priority.</param>
    /// <returns>The credit of each commodity in the same order, 0 or more and never more than its risk.</returns>
    public static ImmutableArray<decimal> Credits(ImmutableArray<SpanCommodity> commodities, ImmutableArray<SpanCredit> credits)
    {
        decimal[] free = [.. commodities.Select(commodity => commodity.NetDelta)], credited = new decimal[commodities.Length];
        foreach (SpanCredit credit in credits)
        {
            int first = IndexOf(credit.First.Code), second = IndexOf(credit.Second.Code);
            if (first < 0 || second < 0 || Math.Sign(free[first]) * Math.Sign(free[second]) >= 0) continue;
            decimal spreads = Math.Min(Math.Abs(free[first]) / credit.FirstDeltas, Math.Abs(free[second]) / credit.SecondDeltas);
            Take(first, spreads * credit.FirstDeltas, credit.Credit);
            Take(second, spreads * credit.SecondDeltas, credit.Credit);
        }

        return [.. credited.Select((amount, i) => Math.Min(amount, commodities[i].BeforeCredit))];

        int IndexOf(string coin) => Array.FindIndex([.. commodities], commodity => commodity.Product.Underlying.Code == coin);

        void Take(int index, decimal deltas, decimal part)
        {
            free[index] -= Math.Sign(free[index]) * deltas;
            credited[index] += commodities[index].PriceRisk * (deltas / Math.Abs(commodities[index].NetDelta)) * part;
        }
    }

    // The scan moves all months together; what they offset each other there costs by tiers, in the order of priority, nearest months first.
    private decimal InterMonth(decimal price)
    {
        int[] tiers = [.. Deltas.Select(month => Product.TierOf(month.Days))];
        decimal[] left = [.. Deltas.Select(month => month.Delta)];
        decimal charge = 0m;
        foreach (SpanSpread spread in Product.Spreads)
        {
            IEnumerable<(int First, int Second)> order = HedgePairs.NearestFirst(left.Length).Where(pair =>
                (tiers[pair.First] == spread.FirstTier && tiers[pair.Second] == spread.SecondTier) || (tiers[pair.First] == spread.SecondTier && tiers[pair.Second] == spread.FirstTier));
            foreach (HedgedPair pair in HedgePairs.Match(left, order))
            {
                left[pair.First] -= Math.Sign(left[pair.First]) * pair.Amount;
                left[pair.Second] -= Math.Sign(left[pair.Second]) * pair.Amount;
                charge += pair.Amount * price * spread.Charge;
            }
        }

        return charge;
    }
}
