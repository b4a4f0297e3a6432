using System.Collections.Immutable;
using System.Numerics;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Dydx;

/// <summary>dYdX v4: one subaccount, everything at the oracle price (the mark), in the chain's whole numbers.</summary>
internal sealed class DydxRules(DydxParameters parameters) : IVenueRules
{
    private static readonly Currency Usdc = Currency.Of("USDC");

    /// <inheritdoc/>
    public string Venue => "dYdX v4";

    /// <inheritdoc/>
    public Currency? Home => Usdc;

    /// <summary>The model under checked parameters.</summary>
    /// <exception cref="InvalidInputException">The parameters contradict each other; every problem is named.</exception>
    public static IMarginModel Create(ModelVersion version, DydxParameters parameters) =>
        parameters.Problems() is { Length: > 0 } problems ? throw new InvalidInputException(problems) : new VenueModel(version, new DydxRules(parameters));

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol)
    {
        if (symbol.Kind != InstrumentKind.Perpetual || symbol.Quote != Usdc || symbol.Settle != Usdc) return $"lists perpetuals in USDC only, as {symbol.Base}/USDC:USDC";
        return parameters.Markets.ContainsKey(symbol.Base.Code) ? null : $"has no market of {symbol.Base} in this rulebook";
    }

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market)
    {
        InstrumentSymbol[] symbols = [.. account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol)).Distinct().Order()];
        foreach (InstrumentSymbol symbol in symbols)
        {
            DydxMarketParameters one = parameters.Markets[symbol.Base.Code];
            if (!Tier(one).UpperCap.IsZero && market.Instruments[symbol].OpenInterest is null) yield return new(symbol.ToString(), "open interest", null);
            if (one.Isolated == true && symbols.Length > 1)
                yield return new(symbol.ToString(), $"margin rule: {Venue} keeps an isolated market apart from all others; write it with marginMode isolated and its isolatedCollateral", null);
        }

        foreach (Balance owed in account.Collateral.Where(balance => balance.Amount < 0m && balance.Currency != Usdc))
            yield return new(owed.Currency.Code, $"margin rule: {Venue} lends USDC only; a debt in {owed.Currency} has none", null);
    }

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding) => holding.Asset == Usdc ? 0m : book.Value(holding);

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        VenuePosition[] held = [.. book.Positions.Where(position => position.Quantity != 0m)];
        VenueHolding usdc = book.Holdings.FirstOrDefault(holding => holding.Asset == Usdc);
        decimal paid = held.Sum(position => position.Coins * position.EntryPrice);
        var perpetuals = new Dictionary<int, DydxPerpetual>();
        var positions = ImmutableArray.CreateBuilder<DydxPosition>(held.Length);
        for (int i = 0; i < held.Length; i++)
        {
            perpetuals[i] = Perpetual(i, held[i]);
            positions.Add(new(i, DydxQuantums.Floor(held[i].Coins, perpetuals[i].AtomicResolution), BigInteger.Zero) { CustomPpm = CustomPpm(held[i].Leverage) });
        }

        var account = new DydxSubaccount(DydxQuantums.Floor(usdc.Balance - paid, DydxPerpetual.QuoteResolution), positions.MoveToImmutable());
        DydxRisk total = account.Risk(perpetuals);
        var lines = ImmutableArray.CreateBuilder<MarginLine>(held.Length);
        foreach (DydxPosition position in account.Positions) lines.Add(Line(book, held[position.PerpetualId].Symbol, perpetuals[position.PerpetualId], position));
        return new VenueMargin
        {
            Lines = lines.MoveToImmutable(),
            Shares = [.. lines.Select((line, i) => new VenueShare(held[i].Symbol, line.Initial.Amount, line.Maintenance.Amount))],

            // What the chain's net collateral lacks of the exact sum: it cuts values off at 1e-6 USDC.
            CostToRealiseGains = usdc.Equity - DydxQuantums.Usdc(total.NetCollateral),
        };
    }

    private DydxTier Tier(DydxMarketParameters market) => parameters.Tiers.First(tier => tier.Name == market.Tier).Tier;

    private DydxPerpetual Perpetual(int id, VenuePosition position)
    {
        DydxMarketParameters market = parameters.Markets[position.Symbol.Base.Code];
        decimal interest = (position.Market.OpenInterest ?? 0m) * position.Instrument.ContractSize;
        int size = DydxQuantums.ExponentOf(market.AtomicResolution, position.Coins, interest), price = DydxQuantums.ExponentOf(market.PriceExponent, position.Mark);
        return new(id, size, DydxQuantums.Floor(position.Mark, price), price, Tier(market), DydxQuantums.Floor(interest, size));
    }

    // The chain keeps the fraction and not the leverage, so that 3-fold is 333,334 parts per million.
    private static BigInteger CustomPpm(decimal? leverage) => leverage is { } chosen ? -DydxQuantums.Floor(-1m / chosen, -6) : BigInteger.Zero;

    private static MarginLine Line(VenueBook book, InstrumentSymbol symbol, DydxPerpetual perpetual, DydxPosition position)
    {
        DydxRisk risk = perpetual.Risk(position.Quantums, position.CustomPpm);
        BigInteger interest = perpetual.Notional(perpetual.OpenInterest);
        return book.Line(MarginComponent.PositionMargin, symbol.ToString(), DydxQuantums.Usdc(risk.Initial), DydxQuantums.Usdc(risk.Maintenance), new Evidence.Numbers(
        [
            new("notional", (double)DydxQuantums.Usdc(BigInteger.Abs(risk.NetCollateral)), "USDC"),
            new("initial fraction", (double)BigInteger.Max(perpetual.Tier.EffectiveInitialPpm(interest), position.CustomPpm) / 1e6, "fraction"),
            new("maintenance fraction", (double)perpetual.Tier.MaintenancePpm / 1e6, "fraction"),
            new("open interest", (double)DydxQuantums.Usdc(interest), "USDC"),
        ]));
    }
}
