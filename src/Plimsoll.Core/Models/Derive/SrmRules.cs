using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Derive;

/// <summary>Derive's standard manager: any underlyings, each on its own.</summary>
internal sealed class SrmRules(SrmParameters rules, DutchAuctionParameters auction) : IVenueRules
{
    /// <inheritdoc/>
    public string Venue => "Derive's standard manager";

    /// <inheritdoc/>
    public Currency? Home => DeriveBook.Usdc;

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol) => DeriveBook.WhyNot(symbol) ?? (rules.Of(symbol.Base), symbol.Kind) switch
    {
        ({ Perpetual: not null }, InstrumentKind.Perpetual) or ({ Option: not null }, InstrumentKind.Option) => null,
        (_, InstrumentKind.Option) => $"lists no options on {symbol.Base}",
        _ => $"lists no perpetual on {symbol.Base}",
    };

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) => [.. DeriveBook.Debts(account), .. DeriveBook.Forwards(account, market)];

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding)
    {
        if (holding.Asset == DeriveBook.Usdc) return 0m;
        decimal counted = holding.Balance * book.Usd(holding.Asset) * (decimal)(rules.Of(holding.Asset)?.Base?.MarginFactor ?? 0);
        return book.Value(holding) - counted;
    }

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        SrmMargin held = Margin(book, DeriveBook.Held);
        SrmMargin[] filled = book.Positions.Any(position => !position.Orders.IsEmpty) ? [.. DeriveBook.Filled.Select(contracts => Margin(book, contracts))] : [];
        return new()
        {
            Lines = [.. held.Markets.Select((market, i) => Underlying(book, market, [.. filled.Select(one => one.Markets[i])]))],
            Shares = [.. held.Markets.SelectMany(market => Shares(book, market))],
            Warnings = [.. DeriveBook.Auction(held.MarkToMarket, held.NetMaintenance, auction), .. VenueOptions.Fallbacks(book)],
        };
    }

    /// <summary>The margin as the manager computes it, for contracts held or after orders are filled at mark.</summary>
    internal SrmMargin Margin(VenueBook book, ContractsOf contracts)
    {
        Currency[] underlyings =
        [
            .. book.Positions.Select(position => position.Symbol.Base)
                .Concat(book.Holdings.Where(holding => rules.Of(holding.Asset)?.Base is not null && holding.Balance != 0m).Select(holding => holding.Asset)).Distinct().Order(),
        ];
        return SrmMargin.Of(
            new(DeriveBook.Cash(book), book.Usd(DeriveBook.Usdc), [.. underlyings.Select(underlying => Market(book, underlying, contracts))]),
            market => rules.Of(Currency.Of(market.Underlying))!,
            rules.Depeg);
    }

    private static SrmMarket Market(VenueBook book, Currency underlying, ContractsOf contracts) => new()
    {
        Underlying = underlying.Code,
        Spot = book.Usd(underlying),
        SpotConfidence = DeriveBook.Confidence(book, underlying),
        Base = DeriveBook.Coins(book, underlying),
        Perpetual = DeriveBook.Perpetual(book, underlying, contracts),
        Expiries =
        [
            .. DeriveBook.Expiries(book, underlying, contracts).Select(expiry => new SrmExpiry(
                FixedPoint.FromEstimate(DeriveBook.Forward(book, expiry)),
                DeriveBook.Confidence(expiry),
                [.. expiry.Select(option => new SrmOption(option.Symbol.Side!.Value, option.Symbol.Strike!.Value, DeriveBook.Units(option, contracts), option.Mark))])
            { Expiry = expiry.Key }),
        ],
    };

    private static MarginLine Underlying(VenueBook book, SrmMarketMargin held, SrmMarketMargin[] filled)
    {
        string coin = held.Market.Underlying;
        SrmMarket market = held.Market;
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        void Add(MarginComponent component, string subject, decimal initial, decimal maintenance, params ReadOnlySpan<NamedValue> evidence)
        {
            if (initial != 0m || maintenance != 0m) lines.Add(book.Line(component, subject, initial, maintenance, new Evidence.Numbers([.. evidence])));
        }

        decimal notional = Math.Abs(market.Perpetual.Size) * market.Perpetual.Price;
        Add(MarginComponent.PositionMargin, $"{coin} perpetual", held.PerpetualInitial, held.PerpetualMaintenance, new NamedValue("notional", (double)notional, "USDC"));
        for (int i = 0; i < held.Expiries.Length; i++)
        {
            SrmExpiryMargin expiry = held.Expiries[i];
            Add(
                MarginComponent.OptionMargin, $"{coin} options {Day(market.Expiries[i].Expiry)}", expiry.InitialRequirement, expiry.MaintenanceRequirement,
                new("value", (double)expiry.Value, "USDC"), new("isolated shorts at initial margin", (double)-expiry.IsolatedInitial, "USDC"), new("greatest loss at initial margin", (double)-expiry.GreatestLossInitial, "USDC"));
        }

        Add(MarginComponent.Contingency, $"{coin} oracle confidence, perpetual", held.PerpetualDoubt, 0m, new NamedValue("confidence", market.Perpetual.ConfidenceWith(market.SpotConfidence), "fraction"));
        Add(MarginComponent.Contingency, $"{coin} oracle confidence, options sold", held.Expiries.Sum(expiry => expiry.Doubt), 0m, new NamedValue("units sold", (double)market.Expiries.Sum(expiry => expiry.Sold), coin));
        Add(MarginComponent.Contingency, $"{coin} oracle confidence, collateral", held.BaseDoubt, 0m, new NamedValue("confidence", market.SpotConfidence, "fraction"));
        Add(MarginComponent.StablecoinDepeg, $"{coin} under a lost peg of USDC", held.Depeg, 0m, new NamedValue("units charged", (double)market.DepegUnits, coin), new NamedValue("price of USDC", (double)book.Usd(DeriveBook.Usdc), "USD"));
        Add(MarginComponent.InitialHaircut, coin, held.BaseMaintenance - held.BaseInitial, 0m, new NamedValue("counted at maintenance", (double)held.BaseMaintenance, "USDC"));
        if (filled.Length > 0)
            Add(MarginComponent.OpenOrders, coin, Math.Max(0m, filled.Max(one => one.InitialRequirement) - held.InitialRequirement), 0m, new NamedValue("initial margin with the worse side filled", (double)filled.Max(one => one.InitialRequirement), "USDC"));
        return book.Sum(MarginComponent.Underlying, coin, lines.ToImmutable());
    }

    private static string Day(Timestamp at) => DateTimeOffset.FromUnixTimeSeconds(at.UnixSeconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Within an expiry the options share what it needs by size.
    private static IEnumerable<VenueShare> Shares(VenueBook book, SrmMarketMargin market)
    {
        foreach (VenuePosition position in book.Positions.Where(position => position.Quantity != 0m && position.Symbol.Base.Code == market.Market.Underlying))
        {
            if (!position.IsOption)
            {
                yield return new(position.Symbol, market.PerpetualInitial + market.PerpetualDoubt, market.PerpetualMaintenance);
                continue;
            }

            int i = market.Market.Expiries.ToList().FindIndex(expiry => expiry.Expiry == position.Instrument.Expiry);
            decimal part = Math.Abs(DeriveBook.Units(position, DeriveBook.Held)) / market.Market.Expiries[i].Options.Sum(option => Math.Abs(option.Amount));
            yield return new(position.Symbol, part * (market.Expiries[i].InitialRequirement + market.Expiries[i].Doubt), part * market.Expiries[i].MaintenanceRequirement);
        }
    }
}
