using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Models.Derive;

/// <summary>How many contracts of a position to count: those held, or those after all orders of one side are filled.</summary>
internal delegate decimal ContractsOf(VenuePosition position);

/// <summary>What Derive's managers read off an account and a market. All amounts in USDC, in which the venue keeps its books.</summary>
internal static class DeriveBook
{
    /// <summary>The currency of cash.</summary>
    public static readonly Currency Usdc = Currency.Of("USDC");

    /// <summary>Contracts held.</summary>
    public static readonly ContractsOf Held = position => position.Quantity;

    /// <summary>Contracts after all buy orders, and after all sell orders.</summary>
    public static readonly ImmutableArray<ContractsOf> Filled = [position => position.Quantity + position.Buys, position => position.Quantity + position.Sells];

    /// <summary>Why an instrument has no rule, whatever its underlying; null where it may have one.</summary>
    public static string? WhyNot(InstrumentSymbol symbol) => symbol switch
    {
        _ when symbol.Quote != Usdc || symbol.Settle != Usdc => "lists contracts quoted and settled in USDC, as BTC/USDC:USDC",
        { Kind: InstrumentKind.DatedFuture } => "lists perpetuals and options, no dated futures",
        _ => null,
    };

    /// <summary>Debts in anything but USDC, which the venue does not lend.</summary>
    public static IEnumerable<DataGap> Debts(AccountSnapshot account) => account.Collateral.GroupBy(balance => balance.Currency)
        .Where(balances => balances.Key != Usdc && balances.Sum(balance => balance.Amount) < 0m)
        .Select(balances => new DataGap(balances.Key.Code, "margin rule: Derive lends only USDC", null));

    /// <summary>Options without a forward.</summary>
    public static IEnumerable<DataGap> Forwards(AccountSnapshot account, MarketSnapshot market) =>
        from symbol in account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol)).Distinct().Order()
        where symbol.Kind == InstrumentKind.Option && OptionForward.Of(market, market.Instruments[symbol], out _) is null
        select new DataGap(symbol.ToString(), "forward price", null);

    /// <summary>More than one underlying, which a portfolio manager does not margin together.</summary>
    public static IEnumerable<DataGap> Strangers(AccountSnapshot account, string venue)
    {
        Currency[] underlyings = [.. account.Positions.Select(position => position.Symbol.Base).Concat(account.Orders.Select(order => order.Symbol.Base)).Distinct().Order()];
        return underlyings.Skip(1).Select(other => new DataGap(other.Code, $"margin rule: {venue} margins one underlying in an account, and this one holds {underlyings[0]} too", null));
    }

    /// <summary>The underlying that a portfolio manager margins: that of the positions, else of the coin held, else the first.</summary>
    public static Currency Underlying(VenueBook book, ImmutableArray<Currency> underlyings)
    {
        if (!book.Positions.IsEmpty) return book.Positions[0].Symbol.Base;
        VenueHolding[] coins = [.. book.Holdings.Where(holding => underlyings.Contains(holding.Asset))];
        return coins.Length == 0 ? underlyings[0] : coins.MaxBy(book.Value).Asset;
    }

    /// <summary>Spot price of an underlying in US dollars, which the venue's books take for USDC; 0 where the account has nothing of it.</summary>
    public static decimal Spot(VenueBook book, Currency underlying) => book.Positions.IsEmpty && Coins(book, underlying) == 0m ? 0m : book.Usd(underlying);

    /// <summary>USDC held.</summary>
    public static decimal Cash(VenueBook book) => book.Holdings.Where(holding => holding.Asset == Usdc).Sum(holding => holding.Balance);

    /// <summary>Units held of a coin.</summary>
    public static decimal Coins(VenueBook book, Currency coin) => book.Holdings.Where(holding => holding.Asset == coin).Sum(holding => holding.Balance);

    /// <summary>How sure the feed is of the price of a coin; 1 where it does not say.</summary>
    public static double Confidence(VenueBook book, Currency coin) => book.Market.Indices.GetValueOrDefault((coin, Currency.Usd))?.Confidence ?? 1;

    /// <summary>Signed units of the underlying.</summary>
    public static decimal Units(VenuePosition position, ContractsOf contracts) => contracts(position) * position.Instrument.ContractSize;

    /// <summary>The perpetual of an underlying.</summary>
    public static PerpetualHolding Perpetual(VenueBook book, Currency underlying, ContractsOf contracts) =>
        book.Positions.FirstOrDefault(position => position.Symbol.Base == underlying && position.Symbol.Kind == InstrumentKind.Perpetual) is { } one
            ? new(Units(one, contracts), one.Mark, one.Market.Confidence ?? 1, one.Pnl)
            : PerpetualHolding.None;

    /// <summary>The options of an underlying by expiry, the nearest first.</summary>
    public static IEnumerable<IGrouping<Timestamp, VenuePosition>> Expiries(VenueBook book, Currency underlying, ContractsOf contracts) => book.Positions
        .Where(position => position.IsOption && position.Symbol.Base == underlying && contracts(position) != 0m)
        .GroupBy(position => position.Instrument.Expiry!.Value).OrderBy(expiry => expiry.Key);

    /// <summary>The forward of an expiry: the first that one of its options states, else that of the market's curve.</summary>
    public static double Forward(VenueBook book, IEnumerable<VenuePosition> expiry)
    {
        VenuePosition[] options = [.. expiry];
        return VenueOptions.Forward(book.Market, (options.FirstOrDefault(option => option.Market.Forward is not null) ?? options[0]).Market);
    }

    /// <summary>Lowest confidence that the feeds state for the options of an expiry; 1 where they do not say.</summary>
    public static double Confidence(IEnumerable<VenuePosition> expiry) => expiry.Min(option => option.Market.Confidence ?? 1);

    /// <summary>The options of an underlying as the portfolio managers reprice them.</summary>
    /// <param name="book">The account.</param>
    /// <param name="underlying">The underlying.</param>
    /// <param name="contracts">Contracts to count.</param>
    /// <param name="rate">Interest rate of every expiry.</param>
    /// <param name="discounted">Whether option values are discounted at that rate.</param>
    public static ImmutableArray<ExpiryHoldings> Holdings(VenueBook book, Currency underlying, ContractsOf contracts, double rate, bool discounted) =>
    [
        .. Expiries(book, underlying, contracts).Select(expiry =>
        {
            double forward = Forward(book, expiry), years = book.Market.ValuationTime.YearsTo(expiry.Key) is var left and > 0 ? left : 0;
            double growth = discounted ? Math.Exp(Math.Max(0, rate) * years) : 1;
            return ExpiryHoldings.Of(
                [.. expiry.Select(option => new OptionHolding(option.Symbol.Side!.Value, option.Symbol.Strike!.Value, Units(option, contracts), Volatility(book.Market, option, forward, years, growth)))],
                forward,
                years * FixedPoint.SecondsPerYear) with { Rate = rate, Confidence = Confidence(expiry) };
        }),
    ];

    /// <summary>The auction that a book below maintenance margin goes to, as a warning.</summary>
    /// <param name="markToMarket">Everything at market, cash included.</param>
    /// <param name="netMaintenance">Net maintenance margin.</param>
    /// <param name="parameters">The rules.</param>
    public static IEnumerable<MarginWarning> Auction(decimal markToMarket, decimal netMaintenance, DutchAuctionParameters parameters)
    {
        if (netMaintenance >= 0m) yield break;
        var auction = new DutchAuction(markToMarket, netMaintenance, 0m, parameters);
        AuctionFill first = auction.Bid(1m, 0);
        yield return new("auction", auction.IsInsolvent
            ? FormattableString.Invariant($"The account is worth less than nothing: the security module pays a bidder {-first.CashFromBidder:0.00} USDC at the start and up to {-netMaintenance:0.00} USDC at the end to take it over.")
            : FormattableString.Invariant($"The account is auctioned: at the start a bidder may take up to {first.Proportion * 100m:0.##} % of all of it for {first.CashFromBidder:0.00} USDC."));
    }

    // A mark that discounting lifts above its bounds stands for the volatility it has without.
    private static double Volatility(MarketSnapshot market, VenuePosition option, double forward, double years, double growth)
    {
        double? discounted = option.Market.MarkVolatility is null && growth != 1 && MarketSurfaces.VolatilityOf(option.Market, option.Mark * (decimal)growth, forward, years) is var implied and > 0 ? implied : null;
        return discounted ?? VenueOptions.Volatility(market, option.Market, forward)!.Value;
    }
}
