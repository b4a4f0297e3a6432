using System.Collections.Immutable;
using System.Numerics;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Gmx;

/// <summary>GMX v2: every position has collateral of its own in one token, and a pool takes the other side at the index price (the mark).</summary>
internal sealed class GmxRules(GmxParameters parameters) : IVenueRules
{
    private static readonly Currency Usdc = Currency.Of("USDC");

    /// <inheritdoc/>
    public string Venue => "GMX v2";

    /// <inheritdoc/>
    public Currency? Home => Currency.Usd;

    /// <summary>The model under checked parameters.</summary>
    /// <exception cref="InvalidInputException">The parameters contradict each other; every problem is named.</exception>
    public static IMarginModel Create(ModelVersion version, GmxParameters parameters) =>
        parameters.Problems() is { Length: > 0 } problems ? throw new InvalidInputException(problems) : new VenueModel(version, new GmxRules(parameters));

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol)
    {
        if (symbol.Kind != InstrumentKind.Perpetual || symbol.Quote != Usdc || symbol.Settle != Usdc) return $"lists perpetuals in USDC only, as {symbol.Base}/USDC:USDC";
        return parameters.Markets.ContainsKey(symbol.Base.Code) ? null : $"has no market of {symbol.Base} in this rulebook";
    }

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market)
    {
        IGrouping<InstrumentSymbol, Position>[] held = [.. account.Positions.GroupBy(position => position.Symbol).Where(group => group.Sum(position => position.Quantity) != 0m).OrderBy(group => group.Key)];
        foreach (IGrouping<InstrumentSymbol, Position> group in held)
        {
            InstrumentMarket one = market.Instruments[group.Key];
            decimal quantity = group.Sum(position => position.Quantity);
            string side = quantity > 0m ? "longs" : "shorts";
            if (held.Length > 1)
                yield return new(group.Key.ToString(), $"margin rule: {Venue} keeps the collateral of each position apart; write it with marginMode isolated and its isolatedCollateral", null);
            if (one.OpenInterestLong is null) yield return new(group.Key.ToString(), "open interest of longs", null);
            if (one.OpenInterestShort is null) yield return new(group.Key.ToString(), "open interest of shorts", null);
            if ((quantity > 0m ? one.OpenInterestLong : one.OpenInterestShort) < Math.Abs(quantity))
                yield return new(group.Key.ToString(), $"open interest of {side} that holds the position: it is smaller than the position itself", null);
            foreach (Balance balance in account.Collateral.Where(balance => balance.Amount != 0m))
            {
                ImmutableArray<Currency> allowed = parameters.Markets[group.Key.Base.Code].Collateral;
                if (balance.Amount < 0m || !allowed.Contains(balance.Currency))
                    yield return new(balance.Currency.Code, $"margin rule: collateral of {group.Key} is {string.Join(" or ", allowed)} at {Venue}, and never owed", null);
            }
        }

        Currency[] tokens = [.. account.Collateral.Where(balance => balance.Amount != 0m).Select(balance => balance.Currency)];
        if (held.Length == 1 && tokens.Length > 1)
            yield return new(held[0].Key.ToString(), $"margin rule: {Venue} keeps one collateral token for a position, not {string.Join(" and ", tokens)}; leave out what is not its own", null);
    }

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        if (book.Positions.FirstOrDefault(one => one.Quantity != 0m) is not { } held) return new VenueMargin { Lines = [] };
        GmxMarketParameters market = parameters.Markets[held.Symbol.Base.Code];
        decimal usd = book.Price(held.Symbol.Settle), units = Math.Abs(held.Coins), index = held.Mark * usd;
        var position = new GmxPosition(held.Quantity > 0m, GmxFloat.Of(units * held.EntryPrice * usd), GmxFloat.Of(units), BigInteger.Zero);
        BigInteger minimum = GmxFloat.Of(parameters.MinimumCollateralUsd);

        // The balance is that of sizes in tokens at today's price, for the position as for the market.
        BigInteger longs = InUsd(held.Market.OpenInterestLong), shorts = InUsd(held.Market.OpenInterestShort), value = GmxFloat.Of(units * index);
        BigInteger impact = Impact(market).Usd(longs, shorts, position.IsLong ? -value : 0, position.IsLong ? 0 : -value);
        decimal fees = Decimal(GmxFloat.Multiply(position.SizeUsd, GmxFloat.Of(impact.Sign > 0 ? market.FeeImproving : market.FeeWorsening)));
        decimal counted = Decimal(position.CountedImpact(impact, GmxFloat.Of(market.LiquidationImpactCap)));

        BigInteger factor = GmxMarket.CollateralFactor(GmxFloat.Of(market.MinimumCollateral), GmxFloat.Of(market.OpenInterestMultiplier), position.IsLong ? longs : shorts);
        decimal profit = Decimal(position.Profit(GmxFloat.Of(index))), alone = Decimal(GmxFloat.Multiply(position.SizeUsd, factor)), costs = fees - counted;
        decimal remaining = Decimal(position.Required(GmxFloat.Of(market.MinimumCollateral), minimum)), liquidation = Decimal(position.Required(GmxFloat.Of(market.LiquidationCollateral), minimum));

        // To open or withdraw, the collateral must do without the profit, and what remains after closing must be above the minimum.
        decimal initial = Math.Max(alone + profit - costs, remaining);
        string subject = held.Symbol.ToString();
        ImmutableArray<MarginLine> lines =
        [
            book.Line(MarginComponent.PositionMargin, subject, initial, liquidation, new Evidence.Numbers(
            [
                new("size", (double)Decimal(position.SizeUsd), "USD"),
                new("collateral factor at this open interest", (double)Decimal(factor), "fraction"),
                new("collateral needed without the profit", (double)alone, "USD"),
                new("profit, which does not count initially", (double)profit, "USD"),
                new("least that must remain", (double)remaining, "USD"),
            ])),
            book.Line(MarginComponent.Fees, subject, fees, fees, new Evidence.Numbers([new("size", (double)Decimal(position.SizeUsd), "USD")])),
            .. counted == 0m ? [] : (MarginLine[])[book.Line(MarginComponent.PriceImpact, subject, -counted, -counted, new Evidence.Numbers(
            [
                new("price impact of closing", (double)Decimal(impact), "USD"),
                new("open interest of longs", (double)Decimal(longs), "USD"),
                new("open interest of shorts", (double)Decimal(shorts), "USD"),
            ]))],
        ];
        return new VenueMargin { Lines = lines, GainsLeftOutInitially = Math.Max(0m, profit) };

        BigInteger InUsd(decimal? contracts) => GmxFloat.Of(contracts!.Value * held.Instrument.ContractSize * index);
    }

    private static GmxImpact Impact(GmxMarketParameters market)
    {
        BigInteger exponent = GmxFloat.Of(market.ImpactExponent);
        return new(GmxFloat.Of(market.PositiveImpactFactor), GmxFloat.Of(market.NegativeImpactFactor), exponent, exponent);
    }

    private static decimal Decimal(BigInteger value) => GmxFloat.ToDecimal(value);
}
