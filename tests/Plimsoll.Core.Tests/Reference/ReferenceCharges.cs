using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Sections 6 and 7: size, liquidation cost, sectors, crowding, minimums of one book without orders.</summary>
internal sealed class ReferenceCharges(ReferenceContext context)
{
    private NativeParameters Parameters => context.Parameters;
    private double SqrtDays => Math.Sqrt(context.Hours / 24);

    /// <summary>Every underlying of the book.</summary>
    public SortedDictionary<Currency, ReferenceUnderlying> Underlyings(ReferenceBook book)
    {
        ReferenceBook held = book.WithoutOrders;
        return new SortedDictionary<Currency, ReferenceUnderlying>(held.Underlyings.ToDictionary(u => u, u => Underlying(held, u)));
    }

    private ReferenceUnderlying Underlying(ReferenceBook book, Currency u)
    {
        LiquidityClass its = context.ClassOf(u);
        SizeParameters size = Parameters.Size;
        ReferencePricing pricing = context.Pricing;
        ReferenceLiquidity liquidity = context.Liquidity;
        List<ReferenceItem> items = [.. book.Items.Where(item => item.Underlying == u)];
        double spot = pricing.Price(u), sigma = context.History.DailyVolatility(u);
        double down = context.Scenarios.DownRange(u, context.InitialTail), up = context.Scenarios.UpRange(u, context.InitialTail);
        double riskBase = context.MarketRisk.Alone(book, u, context.InitialTail, stickyStrike: false).Base;

        double DeltaIn(ReferenceScenario? s) => items.Sum(item => item.Quantity * pricing.Delta(item, s));
        double most = 0, least = 0;
        if (context.IsPegged(u)) most = least = DeltaIn(null);
        else
            foreach (ReferenceScenario s in context.Scenarios.Grid(u, context.InitialTail))
                (most, least) = (Math.Max(most, DeltaIn(s)), Math.Min(least, DeltaIn(s)));
        double longExposure = spot * Math.Max(0, most), shortExposure = spot * Math.Max(0, -least);
        double gross = spot * items.Where(item => !item.FromCollateral).Sum(item => Math.Abs(item.Quantity * pricing.Coins(item)));

        SortedDictionary<Timestamp, double> vega = [];
        double vegaEquivalent = 0, vegaCost = 0;
        foreach (IGrouping<Timestamp, ReferenceItem> expiry in items.Where(item => item.Instrument?.Kind == InstrumentKind.Option).GroupBy(item => item.Instrument!.Expiry!.Value))
        {
            double net = expiry.Sum(item => item.Quantity * pricing.Vega(item.Instrument!));
            double years = pricing.Years(expiry.First().Instrument!);
            double atTheMoney = pricing.AtTheMoney(u, years) ?? expiry.Max(item => pricing.VolatilityToday(item.Instrument!));
            vega[expiry.Key] = net;
            if (down > 0) vegaEquivalent += Math.Abs(net) * atTheMoney * its.VolatilityUp * SqrtDays * context.Scenarios.TermScale(years) / down;
            vegaCost += Math.Abs(net) * its.VegaSpread * (1 + Math.Sqrt(Math.Abs(net) / its.VegaDepth));
        }

        double floor = size.GrossShare * Math.Max(gross, vegaEquivalent);
        double sell = Math.Max(longExposure, floor), buy = Math.Max(shortExposure, floor), exposure = Math.Max(sell, buy);
        double volume = liquidity.Volume(u), bidCapacity = liquidity.Capacity(u, bids: true), askCapacity = liquidity.Capacity(u, bids: false);
        double times = Math.Max(sell / bidCapacity, buy / askCapacity);
        double sizeCharge = SizeCharge(times, riskBase, Math.Max(gross, exposure));
        double spread = liquidity.Spread(u);
        double impact = exposure * ((0.5 * size.SpreadStress * spread) + (size.Impact * sigma * Math.Sqrt(exposure / volume)));
        double bidWalk = liquidity.Walk(u, bids: true, sell), askWalk = liquidity.Walk(u, bids: false, buy);

        double ratio = size.Impact * sigma > 0 && up > 0 ? up / (size.Impact * sigma * SqrtDays) : double.PositiveInfinity;
        double cap = volume * Math.Min(its.OpenInterestCap, 2.0 / 3.0 * ratio * ratio);
        double lower = size.OpenInterestLower * cap, interest = liquidity.OpenInterest(u);
        double share = interest >= cap ? 1 : interest <= lower ? 0 : (interest - lower) / (cap - lower);

        return new ReferenceUnderlying
        {
            Spot = spot,
            DailyVolatility = sigma,
            DownRange = down,
            UpRange = up,
            InitialBase = riskBase,
            MaintenanceBase = context.MarketRisk.Alone(book, u, context.MaintenanceTail, stickyStrike: false).Base,
            DeltaToday = DeltaIn(null),
            Gross = gross,
            LongExposure = longExposure,
            ShortExposure = shortExposure,
            VegaEquivalent = vegaEquivalent,
            Vega = vega,
            Sell = sell,
            Buy = buy,
            Exposure = exposure,
            Volume = volume,
            BidDepth = liquidity.Depth(u, bids: true),
            AskDepth = liquidity.Depth(u, bids: false),
            BidCapacity = bidCapacity,
            AskCapacity = askCapacity,
            Spread = spread,
            Times = times,
            Multiplier = liquidity.Curve(times),
            Size = sizeCharge,
            ImpactCost = impact,
            BidWalk = bidWalk,
            AskWalk = askWalk,
            VegaCost = vegaCost,
            FullCost = Math.Max(impact, Math.Max(bidWalk, askWalk)) + vegaCost,
            Cost = Math.Min(Math.Max(impact, Math.Max(bidWalk, askWalk)) + vegaCost, Math.Max(0, Math.Max(gross, exposure) - riskBase - sizeCharge)),
            OpenInterest = interest,
            OpenInterestCap = cap,
            CrowdingShare = share,
            MinimumTerm = MinimumTerm(items, u, spot, gross),
        };
    }

    // min((m(x) − 1)·Base, max(0, notional − Base)); nothing without Base, however great m(x).
    private double SizeCharge(double times, double riskBase, double notional) =>
        riskBase <= 0 ? 0 : Math.Min((context.Liquidity.Curve(times) - 1) * riskBase, Math.Max(0, notional - riskBase));

    private double MinimumTerm(List<ReferenceItem> items, Currency u, double spot, double gross)
    {
        ReferencePricing pricing = context.Pricing;
        double shortOptions = items.Where(item => item.Instrument?.Kind == InstrumentKind.Option && item.Quantity < 0).Sum(item => -item.Quantity * pricing.Coins(item));
        double tenors = 0;
        foreach (IGrouping<Timestamp?, ReferenceItem> bucket in items.GroupBy(item => item.Instrument?.Expiry))
        {
            double delta = bucket.Sum(item => item.Quantity * pricing.Delta(item, null));
            double rate = bucket.Key is null ? Parameters.Minimum.PerpetualBasis : Parameters.Minimum.Roll * Math.Sqrt(pricing.Years(bucket.First().Instrument!) / 0.25);
            tenors += Math.Abs(delta) * spot * rate;
        }

        return Math.Max(Parameters.Minimum.ShortOption * spot * shortOptions, Math.Max(context.ClassOf(u).MinimumRate * gross, tenors));
    }

    /// <summary>Crowding by underlying, on what base, size and cost leave of the exposure; the sector's charge is taken off at the greatest fraction of its members.</summary>
    public SortedDictionary<Currency, double> Crowding(SortedDictionary<Currency, ReferenceUnderlying> underlyings)
    {
        SortedDictionary<string, double> sectors = Sectors(underlyings);
        var crowding = new SortedDictionary<Currency, double>();
        double Full(ReferenceUnderlying its) => its.CrowdingShare * Math.Max(0, its.Exposure - its.InitialBase - its.Size - its.Cost);
        foreach ((Currency u, ReferenceUnderlying its) in underlyings)
        {
            string sector = Parameters.SectorOf(u);
            ReferenceUnderlying[] members = [.. underlyings.Where(pair => Parameters.SectorOf(pair.Key) == sector).Select(pair => pair.Value)];
            double all = members.Sum(Full), left = Math.Max(0, all - (members.Max(member => member.CrowdingShare) * sectors[sector]));
            crowding[u] = all > 0 ? left * Full(its) / all : 0;
        }

        return crowding;
    }

    /// <summary>Sector charges by sector.</summary>
    public SortedDictionary<string, double> Sectors(SortedDictionary<Currency, ReferenceUnderlying> underlyings)
    {
        var sectors = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (IGrouping<string, KeyValuePair<Currency, ReferenceUnderlying>> sector in underlyings.GroupBy(pair => Parameters.SectorOf(pair.Key)))
        {
            double Both(Currency u) => Math.Min(context.Liquidity.Capacity(u, bids: true), context.Liquidity.Capacity(u, bids: false));
            Currency[] listed = [.. context.Scenarios.Universe.Where(u => Parameters.SectorOf(u) == sector.Key)];
            double capacity = Math.Max(Parameters.Size.SectorShare * listed.Where(context.Liquidity.IsKnown).Sum(Both), listed.Max(Both));
            double times = sector.Sum(pair => pair.Value.Exposure) / capacity;
            double riskBase = sector.Sum(pair => pair.Value.InitialBase);
            double notional = sector.Sum(pair => Math.Max(pair.Value.Gross, pair.Value.Exposure));
            double wanted = (riskBase <= 0 ? 0 : (context.Liquidity.Curve(times) - 1) * riskBase) + sector.Sum(pair => pair.Value.FullCost);
            sectors[sector.Key] = Math.Max(0, Math.Min(wanted, notional - riskBase) - sector.Sum(pair => pair.Value.Size + pair.Value.Cost));
        }

        return sectors;
    }

    /// <summary>What an underlying's published regime multiplies its base by, at either level.</summary>
    public (double Initial, double Maintenance) RegimeFactors(Currency u)
    {
        if (Parameters.Regimes is not { } rules || !context.Market.Volatilities.TryGetValue(u, out VolatilityState? published)) return (1, 1);
        if (published.Regime == Regime.Elevated) return (rules.Elevated.MarginMultiplier, rules.Elevated.LiquidationThresholdScale);
        if (published.Regime == Regime.Stressed) return (rules.Stressed.MarginMultiplier, rules.Stressed.LiquidationThresholdScale);
        if (published.Regime == Regime.Crisis) return (rules.Crisis.MarginMultiplier, rules.Crisis.LiquidationThresholdScale);
        return (1, 1);
    }

    /// <summary>Minimums by group, against the offset requirement of the book at one level.</summary>
    public SortedDictionary<string, double> Minimums(SortedDictionary<Currency, ReferenceUnderlying> underlyings, ReferenceMarketRisk market)
    {
        var minimums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((string group, ReferenceGroup of) in market.Groups)
            minimums[group] = Math.Max(0, underlyings.Where(pair => context.Scenarios.GroupOf(pair.Key) == group).Sum(pair => pair.Value.MinimumTerm) - of.Offset);
        return minimums;
    }

    /// <summary>Charge for classes whose monitoring is amber: on the core of their underlyings, over the grids of the whole group, sticky moneyness.</summary>
    public double Uncertainty(ReferenceBook held, double tail)
    {
        double core = 0;
        foreach (LiquidityClass one in Parameters.Classes.Where(c => c.Amber == true))
        {
            Currency[] members = [.. held.Underlyings.Where(u => context.ClassOf(u).Name == one.Name)];
            if (members.Length == 0) continue;
            string group = context.Scenarios.GroupOf(members[0]);
            core += context.MarketRisk.Legs(held, group, members, [.. context.Scenarios.UniverseOf(group)], tail, stickyStrike: false).Core;
        }

        return Parameters.Minimum.ModelUncertainty * core;
    }
}
