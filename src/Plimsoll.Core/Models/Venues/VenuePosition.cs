using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>One instrument of a book: what is held of it and ordered, with its market. Exact decimals.</summary>
internal sealed record VenuePosition
{
    /// <summary>What the market says of it; the mark is there.</summary>
    public required InstrumentMarket Market { get; init; }

    /// <summary>Signed contracts held; 0 where there are only orders.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Average entry price; the mark where none was given (options, whose premium is in cash).</summary>
    public required decimal EntryPrice { get; init; }

    /// <summary>Leverage that the holder chose; null for the most that the venue grants.</summary>
    public decimal? Leverage { get; init; }

    /// <summary>Open orders.</summary>
    public ImmutableArray<Order> Orders { get; init; } = [];

    /// <summary>Index price of the underlying, in the quote currency.</summary>
    public required decimal Index { get; init; }

    /// <summary>The instrument.</summary>
    public Instrument Instrument => Market.Instrument;

    /// <summary>Its symbol.</summary>
    public InstrumentSymbol Symbol => Instrument.Symbol;

    /// <summary>Mark price in its own unit.</summary>
    public decimal Mark => Market.MarkPrice!.Value;

    /// <summary>Whether it is an option.</summary>
    public bool IsOption => Symbol.Kind == InstrumentKind.Option;

    /// <summary>Signed contracts of all buy orders, 0 or more.</summary>
    public decimal Buys => Orders.Where(order => order.Quantity > 0m).Sum(order => order.Quantity);

    /// <summary>Signed contracts of all sell orders, 0 or less.</summary>
    public decimal Sells => Orders.Where(order => order.Quantity < 0m).Sum(order => order.Quantity);

    /// <summary>Signed size in coins of the underlying: units of base, or of inverse futures the dollars divided by the mark.</summary>
    public decimal Coins => CoinsOf(Quantity);

    /// <summary>Value of the underlying of what is held, in the settlement currency, 0 or more: futures at mark, options at the index.</summary>
    public decimal Notional => NotionalOf(Quantity);

    /// <summary>Unrealised profit and loss of a future or perpetual, in the settlement currency; 0 for an option.</summary>
    public decimal Pnl => IsOption || Quantity == 0m ? 0m
        : Symbol.IsInverse ? Quantity * Instrument.ContractSize * ((1m / EntryPrice) - (1m / Mark))
        : Quantity * Instrument.ContractSize * (Mark - EntryPrice);

    /// <summary>Market value of an option, in the settlement currency; 0 for anything else.</summary>
    public decimal OptionValue => IsOption ? Quantity * Instrument.ContractSize * Mark : 0m;

    /// <summary>Signed size in coins of a number of contracts.</summary>
    public decimal CoinsOf(decimal contracts)
    {
        decimal units = contracts * Instrument.ContractSize;
        return Symbol.IsInverse && !IsOption ? units / Mark : units;
    }

    /// <summary>Value of the underlying of a number of contracts, in the settlement currency, 0 or more.</summary>
    public decimal NotionalOf(decimal contracts)
    {
        decimal coins = Math.Abs(CoinsOf(contracts));
        return Symbol.IsInverse ? coins : coins * (IsOption ? Index : Mark);
    }
}

/// <summary>What one venue margins together: positions with orders and balances, valued in one currency.</summary>
internal sealed class VenueBook
{
    private readonly Dictionary<Currency, decimal> usd;

    /// <summary>A book.</summary>
    /// <param name="market">The market; every price that the book needs is there.</param>
    /// <param name="currency">Currency that the book is margined in.</param>
    /// <param name="positions">Its instruments, each once, in the order of their symbols.</param>
    /// <param name="balances">Its balances, each currency once.</param>
    /// <param name="usd">US dollar price of every currency in it.</param>
    public VenueBook(MarketSnapshot market, Currency currency, ImmutableArray<VenuePosition> positions, ImmutableArray<Balance> balances, Dictionary<Currency, decimal> usd)
    {
        (Market, Currency, Positions, this.usd) = (market, currency, positions, usd);
        Holdings =
        [
            .. balances.Select(balance => balance.Currency).Concat(positions.Where(position => position.Quantity != 0m).Select(position => position.Symbol.Settle)).Distinct().Order().Select(asset => new VenueHolding(
                asset,
                balances.Where(balance => balance.Currency == asset).Sum(balance => balance.Amount),
                positions.Where(position => position.Symbol.Settle == asset).Sum(position => position.Pnl),
                positions.Where(position => position.Symbol.Settle == asset).Sum(position => position.OptionValue))),
        ];
    }

    /// <summary>The market.</summary>
    public MarketSnapshot Market { get; }

    /// <summary>Currency that the book is margined in.</summary>
    public Currency Currency { get; }

    /// <summary>Instruments held or ordered, each once, in the order of their symbols.</summary>
    public ImmutableArray<VenuePosition> Positions { get; }

    /// <summary>What is held in each currency, unrealised profit and loss and option values beside it.</summary>
    public ImmutableArray<VenueHolding> Holdings { get; }

    /// <summary>Units of the book's currency for one of another.</summary>
    public decimal Price(Currency currency) => currency == Currency ? 1m : usd[currency] / usd[Currency];

    /// <summary>US dollars for one unit of a currency.</summary>
    public decimal Usd(Currency currency) => usd[currency];

    /// <summary>An amount of the book's currency.</summary>
    public Money Money(decimal amount) => Values.Money.Of(amount, Currency);

    /// <summary>What a holding is worth, in the book's currency.</summary>
    public decimal Value(VenueHolding holding) => holding.Equity * Price(holding.Asset);

    /// <summary>A line without lines of its own.</summary>
    public MarginLine Line(MarginComponent component, string subject, decimal initial, decimal maintenance, Evidence evidence) =>
        new(component, subject, Money(initial), Money(maintenance), evidence, []);

    /// <summary>A line that is the sum of others.</summary>
    public MarginLine Sum(MarginComponent component, string subject, ImmutableArray<MarginLine> lines) =>
        new(component, subject, Money(lines.Sum(line => line.Initial.Amount)), Money(lines.Sum(line => line.Maintenance.Amount)), Evidence.Sum.Instance, lines);
}
