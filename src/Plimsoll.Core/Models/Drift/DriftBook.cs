using System.Collections.Immutable;
using System.Numerics;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Drift;

/// <summary>A book as the program sees it: the account once at oracle prices for maintenance, and once strictly for initial margin.</summary>
internal sealed class DriftBook
{
    private readonly DriftParameters parameters;
    private readonly VenueBook book;

    /// <summary>The account of a book; tokens that the rulebook does not hold are left out.</summary>
    public DriftBook(VenueBook book, DriftParameters parameters)
    {
        (this.book, this.parameters) = (book, parameters);
        Held = [.. book.Positions.Where(position => position.Quantity != 0m || position.Orders.Length > 0)];
        Tokens = [.. book.Holdings.Where(holding => holding.Asset != DriftRules.Quote && holding.Balance != 0m && parameters.Tokens.ContainsKey(holding.Asset.Code))];
    }

    /// <summary>Perpetuals held or ordered.</summary>
    public ImmutableArray<VenuePosition> Held { get; }

    /// <summary>Tokens deposited or owed, beside USDC.</summary>
    public ImmutableArray<VenueHolding> Tokens { get; }

    /// <summary>The account.</summary>
    /// <param name="strict">Whether five-minute averages count too.</param>
    public DriftAccount Account(bool strict)
    {
        decimal balance = book.Holdings.Where(holding => holding.Asset == DriftRules.Quote).Sum(holding => holding.Balance);
        return new(Price(DriftRules.Quote, strict), DriftUnits.Floor(balance, 6), [.. Tokens.Select(token => Spot(token, strict))], [.. Held.Select(Perp)]) { HighLeverage = parameters.HighLeverageMode };
    }

    /// <summary>A token of the account.</summary>
    public DriftSpotPosition Spot(VenueHolding token, bool strict)
    {
        DriftSpotMarket market = parameters.Tokens[token.Asset.Code].Market;
        return new(market, Price(token.Asset, strict), DriftUnits.Floor(token.Balance, market.Decimals));
    }

    // What was paid is rounded against the account, as the program keeps it in whole quote units.
    private DriftPerpPosition Perp(VenuePosition position) => new(
        parameters.Markets[position.Symbol.Base.Code].Market,
        DriftUnits.Floor(position.Mark, 6),
        DriftUnits.Floor(position.Coins, 9),
        DriftUnits.Floor(-position.Coins * position.EntryPrice, 6))
    {
        OpenBids = DriftUnits.Floor(position.CoinsOf(position.Buys), 9),
        OpenAsks = DriftUnits.Floor(position.CoinsOf(position.Sells), 9),
        OpenOrders = position.Orders.Length,
        CustomRatio = position.Leverage is { } leverage ? -DriftUnits.Floor(-1m / leverage, 4) : BigInteger.Zero,
    };

    private DriftPrice Price(Currency currency, bool strict)
    {
        IndexPrice price = book.Market.UsdPrice(currency)!;
        return new(DriftUnits.Floor(price.Price, 6), strict && price.Average is { } average ? DriftUnits.Floor(average, 6) : null);
    }
}
