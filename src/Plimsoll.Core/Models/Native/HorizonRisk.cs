using System.Collections.Concurrent;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Scenarios and instrument risk at one margin period of risk.</summary>
internal sealed class HorizonRisk
{
    private readonly NativeMarket market;
    private readonly HorizonRisk? origin;
    private readonly ConcurrentDictionary<string, GroupRisk> groups = new();
    private readonly ConcurrentDictionary<Currency, CollateralCount> counts = new();
    private readonly ConcurrentDictionary<string, double> sectors = new();
    private readonly Lock building = new();

    public HorizonRisk(NativeMarket market, double hours)
    {
        (this.market, Hours) = (market, hours);
        Factors = new HorizonFactors(market.Parameters, market.Snapshot, market.Universe, hours);
    }

    /// <summary>The same scenarios at a market in which one underlying stands elsewhere.</summary>
    public HorizonRisk(NativeMarket market, HorizonRisk from) => (this.market, Hours, Factors, origin) = (market, from.Hours, from.Factors, from);

    /// <summary>Margin period of risk.</summary>
    public double Hours { get; }

    /// <summary>The factors.</summary>
    public HorizonFactors Factors { get; }

    /// <summary>The scenarios of the group an underlying belongs to.</summary>
    public GroupRisk Group(Currency underlying) => Group(market.Parameters.ClassOf(underlying).GroupName);

    /// <summary>How an asset counts as collateral.</summary>
    public CollateralCount Count(Currency asset) => counts.GetOrAdd(asset, key => CollateralCount.Of(market, this, key));

    /// <summary>What a sector's markets absorb at once in one margin period, US dollars: a share of their sum, but never less than the deepest of them alone.</summary>
    /// <remarks>The deepest of the sector, held or not: were it the deepest that is held, a first contract in it would lower the sector's charge at a stroke.</remarks>
    public double SectorCapacity(string sector) => sectors.GetOrAdd(sector, key =>
    {
        double sum = 0, deepest = 0;
        foreach (Currency member in market.Universe.Where(currency => market.Parameters.SectorOf(currency) == key))
        {
            LiquidityView view = market.Liquidity(member);
            double both = Math.Min(view.CapacityOf(Liquidity.BookSide.Bids, Hours).Notional, view.CapacityOf(Liquidity.BookSide.Asks, Hours).Notional);
            deepest = Math.Max(deepest, both);
            if (view.HasVolume || view.HasDepth) sum += both;
        }

        return Math.Max(deepest, market.Parameters.Size.SectorShare * sum);
    });

    private GroupRisk Group(string name)
    {
        if (groups.TryGetValue(name, out GroupRisk? known)) return known;
        lock (building)
            return groups.GetOrAdd(name, _ => origin is null
                ? new GroupRisk(market, market.Parameters.OffsetGroups().First(group => group.Name == name), Factors)
                : new GroupRisk(market, origin.Group(name)));
    }
}

/// <summary>The scenarios of one group and what instruments do in them.</summary>
internal sealed class GroupRisk
{
    private readonly NativeMarket market;
    private readonly GroupRisk? origin;
    private readonly TermMultipliers multipliers;
    private readonly InstrumentPricer pricer;
    private readonly ConcurrentDictionary<InstrumentSymbol, InstrumentRisk?> instruments = new();
    private readonly ConcurrentDictionary<Currency, InstrumentRisk> coins = new();
    private readonly ConcurrentDictionary<Currency, (int[] Falling, int[] Scattered)> orders = new();
    private readonly Lock building = new();

    public GroupRisk(NativeMarket market, OffsetGroup group, HorizonFactors factors)
    {
        this.market = market;
        Axis = new GroupAxis(group, [.. market.Universe.Where(currency => market.Parameters.ClassOf(currency).GroupName == group.Name)], factors);
        multipliers = new TermMultipliers(market.Smiles, Axis);
        pricer = new InstrumentPricer(market, Axis, multipliers);
        CorrelationRange = factors.Builder.CorrelationRange(group);
        Offset = market.Parameters.Offset.Part(CorrelationRange);
    }

    /// <summary>The same scenarios at a market in which one underlying stands elsewhere; what does not depend on it is taken over.</summary>
    public GroupRisk(NativeMarket market, GroupRisk from)
    {
        (this.market, origin, Axis, multipliers, CorrelationRange, Offset) = (market, from, from.Axis, from.multipliers, from.CorrelationRange, from.Offset);
        pricer = new InstrumentPricer(market, Axis, multipliers);
    }

    /// <summary>The scenarios.</summary>
    public GroupAxis Axis { get; }

    /// <summary>κ.</summary>
    public double Offset { get; }

    /// <summary>Median range of the rolling correlations of the group's pairs; NaN where it has no pair.</summary>
    public double CorrelationRange { get; }

    /// <summary>Risk of one contract; null where a price or volatility is missing.</summary>
    public InstrumentRisk? Of(InstrumentSymbol symbol)
    {
        if (instruments.TryGetValue(symbol, out InstrumentRisk? known)) return known;
        lock (building) return instruments.GetOrAdd(symbol, Make);
    }

    /// <summary>Risk of one coin owed or held in the book.</summary>
    public InstrumentRisk Coin(Currency coin)
    {
        if (coins.TryGetValue(coin, out InstrumentRisk? known)) return known;
        lock (building)
            return coins.GetOrAdd(coin, key => origin is not null && market.Moved != key ? origin.Coin(key) : pricer.Coin(key, market.Price(key)!.Value));
    }

    /// <summary>Orders of an underlying's core scenarios: all underlyings falling together, and scattered.</summary>
    public (int[] Falling, int[] Scattered) Permutations(Currency underlying) => origin is not null ? origin.Permutations(underlying) : orders.GetOrAdd(underlying, key =>
        (Scenarios.ScenarioPermutation.ByMove(Axis.Moves(key).AsSpan(0, Axis.CoreLength)), Scenarios.ScenarioPermutation.Scattered(key, Axis.CoreLength)));

    private InstrumentRisk? Make(InstrumentSymbol symbol)
    {
        if (origin is not null && market.Moved is { } moved && symbol.Base != moved && symbol.Quote != moved && symbol.Settle != moved) return origin.Of(symbol);
        if (!market.Snapshot.Instruments.TryGetValue(symbol, out InstrumentMarket? quoted)) return null;
        if (market.Price(symbol.Settle) is null || market.Price(symbol.Base) is null || market.Price(symbol.Quote) is null) return null;
        if (symbol.Kind != InstrumentKind.Option)
        {
            if (quoted.MarkPrice is not { } mark) return null;
            return origin?.Of(symbol) is { } before ? InstrumentPricer.Moved(before, (double)mark, market.Price(symbol.Settle)!.Value) : pricer.Future(quoted.Instrument, (double)mark);
        }

        OptionInputs inputs = OptionInputs.Of(market, quoted);
        return inputs is { Forward: { } forward, Volatility: { } volatility } ? pricer.Option(quoted.Instrument, forward, volatility) : null;
    }
}
