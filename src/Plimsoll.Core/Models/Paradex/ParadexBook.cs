using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Paradex;

/// <summary>What one underlying of an account needs, without lines: all of it in USDC.</summary>
/// <param name="book">The account.</param>
/// <param name="parameters">The rules.</param>
/// <param name="underlying">The underlying.</param>
internal sealed class ParadexBook(VenueBook book, ParadexParameters parameters, Currency underlying)
{
    /// <summary>Rules of the underlying.</summary>
    public ParadexMarket Market { get; } = parameters.Of(underlying)!;

    /// <summary>Spot price in USDC.</summary>
    public decimal Spot { get; } = book.Usd(underlying) / book.Usd(ParadexRules.Usdc);

    /// <summary>The perpetual; null where it is neither held nor ordered.</summary>
    public VenuePosition? Perpetual { get; } = book.Positions.FirstOrDefault(position => position.Symbol.Base == underlying && !position.IsOption);

    /// <summary>The options.</summary>
    public ImmutableArray<VenuePosition> Options { get; } = [.. book.Positions.Where(position => position.Symbol.Base == underlying && position.IsOption)];

    /// <summary>Initial margin fraction of the perpetual: the market's, more where the holder chose less leverage.</summary>
    public decimal InitialFraction => Math.Max(Market.Imf, Perpetual?.Leverage is { } leverage and > 0m ? 1m / leverage : 0m);

    /// <summary>What is held and ordered of the perpetual.</summary>
    public OpenSize Open => Perpetual is { } one ? new(Units(one, one.Quantity), Units(one, one.Buys), -Units(one, one.Sells)) : default;

    /// <summary>Net margin of the perpetual in cross margin.</summary>
    public (decimal Initial, decimal Maintenance) PerpetualMargin()
    {
        if (Perpetual is not { } one) return default;
        return (Open.NetInitial(InitialFraction, one.Mark), parameters.MmfFactor * Market.Imf * Math.Abs(Open.Position) * one.Mark);
    }

    /// <summary>The options of each expiry as groups, for contracts held or after orders are filled.</summary>
    public IEnumerable<(Timestamp Expiry, OptionGroup Group)> Groups(Func<VenuePosition, decimal> contracts) => Options
        .Where(option => contracts(option) != 0m)
        .GroupBy(option => option.Instrument.Expiry!.Value).OrderBy(expiry => expiry.Key)
        .Select(expiry => (expiry.Key, new OptionGroup([.. expiry.Select(option => new OptionLeg(option.Symbol.Side!.Value, option.Symbol.Strike!.Value, Units(option, contracts(option)), option.Mark))], Spot)));

    /// <summary>Margin of a group in cross margin.</summary>
    public (decimal Initial, decimal Maintenance) GroupMargin(OptionGroup group) =>
        (group.Margin(Market.Option!, 1m, parameters.OptionSpread?.UnpairedScaleInitial), group.Margin(Market.Option!, parameters.MmfFactor, parameters.OptionSpread?.UnpairedScaleMaintenance));

    /// <summary>The scan of portfolio margin.</summary>
    public Scan Scan(Func<VenuePosition, decimal> contracts) => Paradex.Scan.Of(
        [
            .. Options.Append(Perpetual).OfType<VenuePosition>().Where(position => contracts(position) != 0m).Select(position => position.IsOption
                ? VenueOptions.InUsd(book, position, contracts(position)) is var dollars ? InUsdc(dollars) : default
                : RepricedPosition.LinearFuture((double)Units(position, contracts(position)), (double)position.Mark)),
        ],
        Market.Scan!,
        parameters.ScanTerm);

    /// <summary>The greater of the scan and the minimum delta requirement.</summary>
    public decimal NetPortfolio(Scan scan) => Math.Max(Risk(scan), MinimumDelta(scan));

    /// <summary>The scan's risk.</summary>
    public static decimal Risk(Scan scan) => (decimal)scan.Risk;

    /// <summary>The minimum delta requirement.</summary>
    public decimal MinimumDelta(Scan scan) => scan.Delta.Requirement(Market.Scan!.UnhedgedMarginFactor, Market.Scan.HedgedMarginFactor, Spot);

    /// <summary>Fees of closing what is held, and of filling and closing the greater side of the orders.</summary>
    public (decimal Initial, decimal Maintenance) Fees()
    {
        decimal initial = 0m, maintenance = 0m;
        foreach (VenuePosition position in Options.Append(Perpetual).OfType<VenuePosition>())
        {
            decimal rate = position.IsOption ? Math.Min(parameters.OptionTakerFee * Spot, parameters.OptionFeeCap * position.Mark) : parameters.PerpetualTakerFee * position.Mark;
            var open = new OpenSize(Units(position, position.Quantity), Units(position, position.Buys), -Units(position, position.Sells));
            maintenance += Math.Abs(open.Position) * rate;
            initial += (Math.Max(Math.Abs(open.Position), open.Greater) + Math.Max(open.Buys, open.Sells)) * rate;
        }

        return (initial, maintenance);
    }

    /// <summary>What orders beyond the mark lose the moment they are filled: the greater side of each market.</summary>
    public decimal OpenLoss() => Options.Append(Perpetual).OfType<VenuePosition>().Sum(position =>
    {
        decimal Loss(int sign) => position.Orders.Where(order => Math.Sign(order.Quantity) == sign).Sum(order => Math.Abs(Units(position, order.Quantity)) * Math.Max(0m, sign * (order.Price - position.Mark)));
        return Math.Max(Loss(1), Loss(-1));
    });

    /// <summary>Funding that the account would pay over the hours reserved, 0 or more.</summary>
    public decimal Funding()
    {
        if (Perpetual is not { } one || one.Quantity == 0m) return 0m;
        decimal notional = one.Coins * one.Mark;
        if (one.Market.FundingRate is not { } rate) return Math.Abs(notional) * parameters.FundingUnstated;
        decimal interval = one.Market.FundingIntervalHours is { } hours and > 0 ? (decimal)hours : 8m;
        return Math.Max(0m, notional * (decimal)rate * parameters.FundingHours / interval);
    }

    private static decimal Units(VenuePosition position, decimal contracts) => position.CoinsOf(contracts);

    private RepricedPosition InUsdc(RepricedPosition option) => RepricedPosition.Option(
        false, option.Units / (double)book.Usd(ParadexRules.Usdc), option.Side!.Value, option.Price, option.Strike, option.Years, option.Volatility);
}
