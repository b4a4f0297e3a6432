using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Paradex;

/// <summary>Paradex's cross margin and portfolio margin. Books are kept in USDC; nothing else is collateral.</summary>
internal sealed class ParadexRules(ParadexParameters parameters) : IVenueRules
{
    /// <summary>The only collateral.</summary>
    public static readonly Currency Usdc = Currency.Of("USDC");

    /// <inheritdoc/>
    public string Venue => parameters.Mode == ParadexMarginMode.Cross ? "Paradex" : "Paradex portfolio margin";

    /// <inheritdoc/>
    public Currency? Home => Usdc;

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol) => (symbol, parameters.Of(symbol.Base)) switch
    {
        _ when symbol.Quote != Usdc || symbol.Settle != Usdc => "lists contracts settled in USDC, written as BTC/USDC:USDC",
        ({ Kind: InstrumentKind.DatedFuture }, _) => "lists perpetuals and options, no dated futures",
        (_, null) => $"has no parameters of {symbol.Base} here, only of {string.Join(", ", parameters.Markets.SelectMany(one => one.Assets))}",
        ({ Kind: InstrumentKind.Option }, { Option: null }) => $"lists no options on {symbol.Base}",
        _ => null,
    };

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) => parameters.Mode == ParadexMarginMode.Portfolio ? VenueOptions.Gaps(account, market) : [];

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding) => holding.Asset == Usdc ? 0m : book.Value(holding);

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        ImmutableArray<MarginLine> lines =
        [
            .. book.Positions.Select(position => position.Symbol.Base).Distinct().Order().Select(underlying =>
            {
                var one = new ParadexBook(book, parameters, underlying);
                return book.Sum(MarginComponent.Underlying, underlying.Code, parameters.Mode == ParadexMarginMode.Cross ? Cross(book, one, underlying.Code) : Portfolio(book, one, underlying.Code));
            }),
        ];
        return new()
        {
            Lines = lines,
            Shares = parameters.Mode == ParadexMarginMode.Cross ? [.. book.Positions.Where(position => position.Quantity != 0m).Select(position => Share(book, position))] : [],
            Warnings =
            [
                .. Liquidation(book, lines.Sum(line => line.Maintenance.Amount)),
                .. parameters.Mode == ParadexMarginMode.Portfolio ? VenueOptions.Fallbacks(book) : [],
                .. parameters.Mode == ParadexMarginMode.Portfolio ? FundingUnstated(book) : [],
            ],
        };
    }

    private static ImmutableArray<MarginLine> Cross(VenueBook book, ParadexBook one, string coin)
    {
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        if (one.Perpetual is not null)
        {
            (decimal initial, decimal maintenance) = one.PerpetualMargin();
            lines.Add(book.Line(MarginComponent.PositionMargin, $"{coin} perpetual", initial, maintenance, new Evidence.Numbers(
                [new("open size", (double)one.Open.Greater, coin), new("initial margin fraction", (double)one.InitialFraction, "fraction")])));
        }

        decimal filled = 0m, held = 0m;
        foreach ((Timestamp expiry, OptionGroup group) in one.Groups(position => position.Quantity))
        {
            (decimal initial, decimal maintenance) = one.GroupMargin(group);
            held += initial;
            lines.Add(book.Line(MarginComponent.OptionMargin, $"{coin} options {DateTimeOffset.FromUnixTimeSeconds(expiry.UnixSeconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", initial, maintenance, new Evidence.Numbers(
            [
                new("sum of isolated margins", (double)group.Isolated(one.Market.Option!, 1m), "USDC"),
                new("greatest loss at settlement", (double)group.MaxSettlementLoss, "USDC"),
                new("net short calls", (double)group.NetShortCalls, coin),
            ])));
        }

        if (one.Options.Any(option => !option.Orders.IsEmpty))
            filled = new Func<VenuePosition, decimal>[] { position => position.Quantity + position.Buys, position => position.Quantity + position.Sells }
                .Max(contracts => one.Groups(contracts).Sum(group => one.GroupMargin(group.Group).Initial));
        if (filled > held) lines.Add(book.Line(MarginComponent.OpenOrders, $"{coin} options", filled - held, 0m, new Evidence.Numbers([new("initial margin of options with the worse side filled", (double)filled, "USDC")])));
        Provisions(lines, book, one, coin, funding: false);
        return lines.ToImmutable();
    }

    private ImmutableArray<MarginLine> Portfolio(VenueBook book, ParadexBook one, string coin)
    {
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        Scan held = one.Scan(position => position.Quantity);
        decimal net = one.NetPortfolio(held), delta = one.MinimumDelta(held);
        Evidence scan = new Evidence.ScenarioSet(
            [.. one.Market.Scan!.Scenarios.Select((scenario, i) => new ScenarioLoss(Name(scenario), -held.Pnl[i], scenario.Weight)), new("minimum delta requirement", (double)delta, 1)],
            net == 0m ? -1 : delta >= ParadexBook.Risk(held) ? held.Pnl.Length : held.Worst);
        lines.Add(book.Line(MarginComponent.ScenarioRisk, coin, net, net * parameters.MmfFactor, scan));
        if (book.Positions.Any(position => !position.Orders.IsEmpty))
        {
            decimal filled = new Func<VenuePosition, decimal>[] { position => position.Quantity + position.Buys, position => position.Quantity + position.Sells }.Max(contracts => one.NetPortfolio(one.Scan(contracts)));
            if (filled > net) lines.Add(book.Line(MarginComponent.OpenOrders, coin, filled - net, 0m, new Evidence.Numbers([new("requirement with the worse side filled", (double)filled, "USDC")])));
        }

        Provisions(lines, book, one, coin, funding: true);
        return lines.ToImmutable();
    }

    // Within an expiry the options share what it needs by size.
    private VenueShare Share(VenueBook book, VenuePosition position)
    {
        var one = new ParadexBook(book, parameters, position.Symbol.Base);
        if (!position.IsOption)
        {
            (decimal whole, decimal kept) = one.PerpetualMargin();
            return new(position.Symbol, whole, kept);
        }

        OptionGroup group = one.Groups(held => held.Quantity).Single(entry => entry.Expiry == position.Instrument.Expiry).Group;
        (decimal initial, decimal maintenance) = one.GroupMargin(group);
        decimal part = Math.Abs(position.Coins) / group.Legs.Sum(leg => Math.Abs(leg.Units));
        return new(position.Symbol, part * initial, part * maintenance);
    }

    private static void Provisions(ImmutableArray<MarginLine>.Builder lines, VenueBook book, ParadexBook one, string coin, bool funding)
    {
        (decimal initial, decimal maintenance) = one.Fees();
        if (initial != 0m) lines.Add(book.Line(MarginComponent.Fees, $"{coin} fee provision", initial, maintenance, new Evidence.Numbers([new("fees of closing", (double)maintenance, "USDC")])));
        if (one.OpenLoss() is var loss and > 0m) lines.Add(book.Line(MarginComponent.OpenOrders, $"{coin} open loss", loss, 0m, new Evidence.Numbers([new("loss of orders beyond the mark", (double)loss, "USDC")])));
        if (funding && one.Funding() is var paid and > 0m) lines.Add(book.Line(MarginComponent.Funding, $"{coin} funding provision", paid, paid, new Evidence.Numbers([new("funding to pay", (double)paid, "USDC")])));
    }

    private IEnumerable<MarginWarning> Liquidation(VenueBook book, decimal maintenance)
    {
        decimal value = book.Holdings.Where(holding => holding.Asset == Usdc).Sum(holding => holding.Equity);
        if (maintenance <= value) yield break;
        PartialLiquidation share = PartialLiquidation.Smallest(maintenance, value, parameters.Liquidation.Fee, parameters.Liquidation.Step, parameters.Liquidation.TargetRatio);
        yield return new("liquidation", FormattableString.Invariant($"The insurance fund takes over {share.Share * 100m:0} % of every position at mark, for a penalty of {share.Penalty:0.00} USDC."));
    }

    private static IEnumerable<MarginWarning> FundingUnstated(VenueBook book) =>
        from position in book.Positions
        where !position.IsOption && position.Quantity != 0m && position.Market.FundingRate is null
        select new MarginWarning("funding-unstated", $"{position.Symbol}: the market states no funding rate; the provision assumes one that the account pays.");

    private static string Name(ScanScenario scenario) =>
        string.Create(CultureInfo.InvariantCulture, $"spot {scenario.Spot * 100:+0.##;−0.##;0} %, vol {scenario.Vol * 100:+0.#;−0.#;0} %") + (scenario.Weight == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {scenario.Weight * 100:0.###} % counted"));
}
