using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Standard;

/// <summary>One group of perpetuals and futures with its tables ready: what each position needs by its own size. Exact decimals.</summary>
internal sealed class StandardFutures
{
    private readonly StandardMarket market;
    private readonly FrozenDictionary<string, (StandardTable Table, TierTable Tiers)> tables;

    /// <summary>A group whose parameters have no problem.</summary>
    public StandardFutures(StandardMarket market)
    {
        this.market = market;
        tables = market.Tables.SelectMany(table =>
        {
            TierTable tiers = table.ToTable(market);
            return table.Instruments.Select(name => (name, (table, tiers)));
        }).ToFrozenDictionary(entry => entry.name, entry => entry.Item2, StringComparer.Ordinal);
    }

    /// <summary>Whether the instrument is of this group, with a table or without.</summary>
    public bool Holds(InstrumentSymbol symbol) => market.Holds(symbol);

    /// <summary>Whether it has a table.</summary>
    public bool HasTable(InstrumentSymbol symbol) => Find(symbol) is not null;

    /// <summary>What makes positions count together for the tier; null where each is alone.</summary>
    public string? FamilyOf(InstrumentSymbol symbol) =>
        market.ExpiriesTogether == true && symbol.Kind == InstrumentKind.DatedFuture ? $"{market.Name} {symbol.Base}/{symbol.Quote}:{symbol.Settle}" : null;

    /// <summary>The largest position that the venue takes, where a position at a price is beyond it; else null. In the words of the table's unit.</summary>
    /// <param name="position">The position.</param>
    /// <param name="contracts">Contracts, 0 or more.</param>
    /// <param name="price">Price that they were or will be opened at.</param>
    public string? Beyond(VenuePosition position, decimal contracts, decimal price)
    {
        (StandardTable table, TierTable tiers) = Find(position.Symbol)!.Value;
        if (tiers.Largest is not { } largest || Size(position, contracts, price, table) <= largest) return null;
        string unit = market.Size switch
        {
            StandardSize.Value => position.Symbol.Settle.Code,
            StandardSize.Coins => position.Symbol.Base.Code,
            _ => "contracts",
        };
        return FormattableString.Invariant($"{largest:#,0.########} {unit}");
    }

    /// <summary>Size of what is held in the unit of its table: what a family adds up.</summary>
    public decimal HeldSize(VenuePosition position) => Size(position, Math.Abs(position.Quantity), PriceOf(position), Find(position.Symbol)!.Value.Table);

    /// <summary>What a position and its orders need, in the settlement currency.</summary>
    /// <param name="position">The position.</param>
    /// <param name="others">Size of the others of its family, in the unit of the table.</param>
    public StandardCharge Charge(VenuePosition position, decimal others)
    {
        (StandardTable table, TierTable tiers) = Find(position.Symbol)!.Value;
        decimal price = PriceOf(position), held = Math.Abs(position.Quantity);
        decimal worse = Math.Max(Math.Abs(position.Quantity + position.Buys), Math.Abs(position.Quantity + position.Sells));
        decimal worseSize = Size(position, worse, price, table) + others;
        decimal heldSize = market.Orders == StandardOrders.PositionPlusOrders ? worseSize : Size(position, held, price, table) + others;
        decimal value = Value(position, held, price);

        TierPoint maintained = tiers.AtOrBeyond(heldSize), opened = tiers.AtOrBeyond(worseSize);
        // The deduction is for the whole size that set the tier, of which this value is a part.
        decimal deduction = maintained.Deduction == 0m || heldSize == 0m ? 0m : maintained.Deduction * (value / heldSize);
        decimal maintenance = (value * (maintained.MaintenanceRate + (market.ClosingFee ?? 0m))) - deduction;
        decimal initial = opened.Initial(Value(position, worse, price), position.Leverage);
        return new(position.Symbol, initial, maintenance, new Evidence.Numbers(
        [
            new("value", (double)value, position.Symbol.Settle.Code),
            new("size", (double)heldSize, UnitName),
            new("tier", maintained.Tier, ""),
            new("maintenance rate", (double)maintained.MaintenanceRate, "fraction"),
            new("deduction", (double)deduction, position.Symbol.Settle.Code),
            new("closing fee", (double)(market.ClosingFee ?? 0m), "fraction"),
            new("leverage", (double)(position.Leverage ?? opened.Leverage ?? (1m / opened.InitialRate)), "factor"),
        ]))
        {
            Beyond = tiers.Largest < heldSize,
        };
    }

    private string UnitName => market.Size switch { StandardSize.Value => "settlement currency", StandardSize.Coins => "coins", _ => "contracts" };

    private (StandardTable Table, TierTable Tiers)? Find(InstrumentSymbol symbol) =>
        tables.TryGetValue(symbol.ToString(), out var named) || tables.TryGetValue(symbol.Base.Code, out named) || tables.TryGetValue("*", out named) ? named : null;

    private decimal PriceOf(VenuePosition position) => market.ValuedAt switch
    {
        StandardValuation.Index => position.Index,
        StandardValuation.Entry when position.Quantity != 0m => position.EntryPrice,
        StandardValuation.Entry when !position.Orders.IsEmpty => position.Orders.Sum(order => Math.Abs(order.Quantity) * order.Price) / position.Orders.Sum(order => Math.Abs(order.Quantity)),
        _ => position.Mark,
    };

    private static decimal Value(VenuePosition position, decimal contracts, decimal price)
    {
        decimal units = contracts * position.Instrument.ContractSize;
        return position.Symbol.IsInverse ? units / price : units * price;
    }

    private decimal Size(VenuePosition position, decimal contracts, decimal price, StandardTable table) => market.Size switch
    {
        StandardSize.Value => Value(position, contracts, price),
        StandardSize.Coins => position.Symbol.IsInverse ? Value(position, contracts, price) : contracts * position.Instrument.ContractSize,
        _ => contracts * position.Instrument.ContractSize / table.ContractSize!.Value,
    };
}

/// <summary>What one instrument needs, in its settlement currency.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Initial">Initial margin, orders included.</param>
/// <param name="Maintenance">Maintenance margin.</param>
/// <param name="Evidence">Why.</param>
internal sealed record StandardCharge(InstrumentSymbol Symbol, decimal Initial, decimal Maintenance, Evidence Evidence)
{
    /// <summary>Whether the position has grown beyond the largest that the venue takes.</summary>
    public bool Beyond { get; init; }
}
