using Plimsoll.Liquidity;
using Plimsoll.Scaling;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>How large one underlying's book is against its market, and what that costs: section 6 of the model's page. US dollars.</summary>
internal sealed class Exposure
{
    /// <summary>The underlying.</summary>
    public required Currency Underlying { get; init; }

    /// <summary>N: notional to close out.</summary>
    public required double Notional { get; init; }

    /// <summary>Gross notional.</summary>
    public required double Gross { get; init; }

    /// <summary>Capacity of a sale.</summary>
    public required Capacity Bids { get; init; }

    /// <summary>Capacity of a purchase.</summary>
    public required Capacity Asks { get; init; }

    /// <summary>Capacity of the direction that binds.</summary>
    public required Capacity Binding { get; init; }

    /// <summary>x: times-to-liquidate.</summary>
    public required double TimesToLiquidate { get; init; }

    /// <summary>m(x).</summary>
    public required double Multiplier { get; init; }

    /// <summary>Base at the initial level of the book alone, sticky moneyness.</summary>
    public required double Base { get; init; }

    /// <summary>Size charge.</summary>
    public required double Size { get; init; }

    /// <summary>Liquidation cost of delta.</summary>
    public required double DeltaCost { get; init; }

    /// <summary>Liquidation cost of vega.</summary>
    public required double VegaCost { get; init; }

    /// <summary>f: how far open interest is between its caps.</summary>
    public required double CrowdingFraction { get; init; }

    /// <summary>Least requirement.</summary>
    public required double Minimum { get; init; }

    /// <summary>Parts of the book's items in N; they sum to it.</summary>
    public required double[] NotionalParts { get; init; }

    /// <summary>Parts of the book's items in the liquidation cost of vega; they sum to it.</summary>
    public required double[] VegaCostParts { get; init; }

    /// <summary>The book.</summary>
    public required UnderlyingBook Book { get; init; }

    /// <summary>Liquidation cost before it is held at the ceiling.</summary>
    public double FullCost => DeltaCost + VegaCost;

    /// <summary>C: liquidation cost; with base and size charge it never exceeds the ceiling.</summary>
    public double Cost => Math.Min(FullCost, Math.Max(0, Ceiling - Base - Size));

    /// <summary>Crowding charge on what base, size and liquidation cost leave of N, before the sector's charge is taken off.</summary>
    public double FullCrowding => CrowdingFraction * Math.Max(0, Notional - Base - Size - Cost);

    /// <summary>The greater of gross notional and N, which no size charge exceeds.</summary>
    public double Ceiling => Math.Max(Gross, Notional);

    /// <summary>The exposure of one underlying's book, its base measured here.</summary>
    public static Exposure Of(NativeMarket market, HorizonRisk horizon, UnderlyingBook book) =>
        Of(market, horizon, book, GroupMarketRisk.Of([book], Level.Initial, SmileDynamics.StickyMoneyness, false, market.Parameters).Alone[0].Base);

    /// <summary>The exposure of one underlying's book.</summary>
    /// <param name="market">The market.</param>
    /// <param name="horizon">Margin period of risk.</param>
    /// <param name="book">The book.</param>
    /// <param name="base">Base at the initial level of the book alone.</param>
    public static Exposure Of(NativeMarket market, HorizonRisk horizon, UnderlyingBook book, double @base)
    {
        NativeParameters parameters = market.Parameters;
        SizeParameters size = parameters.Size;
        LiquidityClass group = parameters.ClassOf(book.Underlying);
        GroupAxis axis = book.Group.Axis;
        Factor factor = horizon.Factors.Of(book.Underlying);
        double price = market.Price(book.Underlying)!.Value;

        DeltaRange range = DeltaRange.Of(book, price);
        double gross = 0, vegaCost = 0, vegaNotional = 0;
        var vegaParts = new double[book.Items.Length];
        var vegaNotionalParts = new double[book.Items.Length];
        foreach (BookItem item in book.Items)
            if (item.Kind != ItemKind.Hedge)
                gross += Math.Abs(item.Quantity) * item.Risk.GrossCoins * price;
        foreach (IGrouping<Timestamp?, int> expiry in Enumerable.Range(0, book.Items.Length).Where(i => book.Items[i].Risk.IsOption).GroupBy(i => book.Items[i].Risk.Expiry).OrderBy(items => items.Key!.Value))
        {
            double net = expiry.Sum(i => book.Items[i].Quantity * book.Items[i].Risk.Vega), vega = Math.Abs(net);
            double rate = group.VegaSpread * (1 + Math.Sqrt(vega / group.VegaDepth));
            InstrumentRisk first = book.Items[expiry.First()].Risk;
            double shock = first.AtTheMoney * group.VolatilityUp * Math.Sqrt(horizon.Hours / 24) * axis.TermScale(first.Years);
            double equivalent = factor.Down.Initial > 0 ? shock / factor.Down.Initial : 0;
            vegaCost += vega * rate;
            vegaNotional += vega * equivalent;
            foreach (int i in expiry)
            {
                double part = Math.Sign(net) * book.Items[i].Quantity * book.Items[i].Risk.Vega;
                vegaParts[i] = part * rate;
                vegaNotionalParts[i] = part * equivalent;
            }
        }

        double floor = size.GrossShare * Math.Max(gross, vegaNotional);
        double sell = Math.Max(range.Sell, floor), buy = Math.Max(range.Buy, floor), notional = Math.Max(sell, buy);
        double[] parts = notional > floor ? range.Parts(book, price, sell >= buy)
            : gross >= vegaNotional ? [.. book.Items.Select(item => item.Kind == ItemKind.Hedge ? 0 : size.GrossShare * Math.Abs(item.Quantity) * item.Risk.GrossCoins * price)]
            : [.. vegaNotionalParts.Select(part => size.GrossShare * part)];
        LiquidityView liquidity = market.Liquidity(book.Underlying);
        Capacity bids = liquidity.CapacityOf(BookSide.Bids, horizon.Hours), asks = liquidity.CapacityOf(BookSide.Asks, horizon.Hours);
        double timesSell = bids.TimesToLiquidate(sell), timesBuy = asks.TimesToLiquidate(buy), times = Math.Max(timesSell, timesBuy);
        double multiplier = NativeSizeCurve.Of(size).Multiplier(times);
        double charge = Math.Min((multiplier - 1) * @base, Math.Max(0, Math.Max(gross, notional) - @base));
        double walk = Math.Max(liquidity.Walk(BookSide.Bids, sell), liquidity.Walk(BookSide.Asks, buy));
        double deltaCost = LiquidationCost.Of(notional, liquidity.StressedSpread, size.Impact, factor.DailyVolatility, liquidity.DailyVolume, walk).Amount;
        double crowding = CrowdingFractionOf(parameters, group, liquidity, factor, horizon.Hours);
        return new Exposure
        {
            Underlying = book.Underlying, Notional = notional, Gross = gross, Bids = bids, Asks = asks, Binding = timesSell >= timesBuy ? bids : asks,
            TimesToLiquidate = times, Multiplier = multiplier, Base = @base, Size = charge, DeltaCost = deltaCost, VegaCost = vegaCost,
            NotionalParts = parts, VegaCostParts = vegaParts, Book = book,
            CrowdingFraction = crowding, Minimum = MinimumOf(parameters, group, book, gross, price),
        };
    }

    private static double CrowdingFractionOf(NativeParameters parameters, LiquidityClass group, LiquidityView liquidity, Factor factor, double hours)
    {
        double cap = liquidity.DailyVolume * group.OpenInterestCap;
        // A market without moves has no such bound; it is not one in which every position crowds.
        if (parameters.Size.Impact > 0 && factor.DailyVolatility > 0 && factor.Up.Initial > 0)
            cap = Math.Min(cap, ManipulationBound.SquareRootLaw(liquidity.DailyVolume, parameters.Size.Impact, factor.DailyVolatility * Math.Sqrt(hours / 24), factor.Up.Initial, 0).OpenInterestCap);
        return new OpenInterestCrowding(parameters.Size.OpenInterestLower * cap, cap).Fraction(liquidity.OpenInterest);
    }

    private static double MinimumOf(NativeParameters parameters, LiquidityClass group, UnderlyingBook book, double gross, double price)
    {
        double shortCoins = 0, roll = 0;
        foreach (BookItem item in book.Items)
            if (item.Risk.IsOption && item.Quantity < 0)
                shortCoins -= item.Quantity * item.Risk.GrossCoins;
        foreach (IGrouping<Timestamp?, BookItem> expiry in book.Items.GroupBy(item => item.Risk.Expiry).OrderBy(items => items.Key ?? default))
        {
            double rate = expiry.Key is null ? parameters.Minimum.PerpetualBasis : parameters.Minimum.Roll * Math.Sqrt(expiry.First().Risk.Years / 0.25);
            roll += Math.Abs(expiry.Sum(item => item.Quantity * item.Risk.Delta)) * price * rate;
        }

        return Math.Max(parameters.Minimum.ShortOption * shortCoins * price, Math.Max(group.MinimumRate * gross, roll));
    }
}
