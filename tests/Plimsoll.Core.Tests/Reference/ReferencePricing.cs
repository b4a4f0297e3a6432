using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Numerics;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Section 4: what one contract gains in one scenario.</summary>
internal sealed class ReferencePricing(MarketSnapshot market, NativeParameters parameters, Func<Currency, VolatilitySurface?> surfaces)
{
    private readonly Dictionary<(ReferenceScenario, Currency), List<(double Years, double Multiplier)>> multipliers = [];
    private readonly Dictionary<(string, ReferenceScenario[], bool), double[]> vectors = [];

    /// <summary>Index price, uncapped.</summary>
    public double Price(Currency currency) => (double)market.UsdPrice(currency)!.Price;

    /// <summary>The price of something held: at most par for pegged assets.</summary>
    public decimal HeldPrice(Currency currency)
    {
        decimal index = market.UsdPrice(currency)!.Price;
        return !currency.IsUsd && parameters.ClassOf(currency).Peg == true ? Math.Min(1m, index) : index;
    }

    public double Mark(Instrument instrument) => (double)market.Instruments[instrument.Symbol].MarkPrice!.Value;

    public double Forward(Instrument option) => (double)market.Instruments[option.Symbol].Forward!.Value;

    public double Years(Instrument instrument) => instrument.YearsFrom(market.ValuationTime);

    /// <summary>Profit and loss of one contract, or one coin, in every scenario of a set, in US dollars, unweighted.</summary>
    public double[] PerContract(Currency underlying, Instrument? instrument, ReferenceScenario[] scenarios, bool stickyStrike)
    {
        (string, ReferenceScenario[], bool) key = (instrument?.Symbol.ToString() ?? underlying.Code, scenarios, stickyStrike && instrument?.Kind == InstrumentKind.Option);
        if (vectors.TryGetValue(key, out double[]? known)) return known;
        return vectors[key] = [.. scenarios.Select(s => instrument is null ? CoinPnl(underlying, s) : ContractPnl(instrument, s, stickyStrike))];
    }

    private double CoinPnl(Currency coin, ReferenceScenario s) => Price(coin) * (Math.Exp(s.SpotOf(coin)) - 1);

    private double ContractPnl(Instrument instrument, ReferenceScenario s, bool stickyStrike)
    {
        InstrumentSymbol symbol = instrument.Symbol;
        double c = (double)instrument.ContractSize;
        double basePrice = Price(symbol.Base), baseThen = basePrice * Math.Exp(s.SpotOf(symbol.Base));
        double quotePrice = Price(symbol.Quote), quoteThen = quotePrice * Math.Exp(s.SpotOf(symbol.Quote));
        if (instrument.Kind == InstrumentKind.Option)
        {
            double f = Forward(instrument), then = ForwardThen(instrument, s);
            double today = Black76.Value(symbol.Side!.Value, f, (double)symbol.Strike!.Value, VolatilityToday(instrument), Years(instrument));
            double later = Black76.Value(symbol.Side.Value, then, (double)symbol.Strike.Value, VolatilityThen(instrument, s, stickyStrike), Years(instrument));
            return symbol.IsInverse
                ? c * ((later / then * baseThen) - (today / f * basePrice))
                : c * ((later * quoteThen) - (today * quotePrice));
        }

        double mark = Mark(instrument);
        double basis = instrument.Kind == InstrumentKind.Perpetual ? s.Basis(symbol.Base) : s.ForwardBasis(symbol.Base, Years(instrument));
        double markThen = mark * Math.Exp(s.SpotOf(symbol.Base) - s.SpotOf(symbol.Quote) + basis);
        double pnl = symbol.IsInverse ? c * ((1 / mark) - (1 / markThen)) * baseThen : c * (markThen - mark) * quoteThen;
        return instrument.Kind == InstrumentKind.Perpetual ? pnl - (s.Funding(symbol.Base) * Notional(instrument)) : pnl;
    }

    /// <summary>What an order of one contract at a price adds to a contract's profit and loss in every scenario: A_s·c.</summary>
    public double[] FillPnl(ReferenceOrder order, ReferenceScenario[] scenarios)
    {
        Instrument instrument = order.Instrument;
        InstrumentSymbol symbol = instrument.Symbol;
        double c = (double)instrument.ContractSize, p = order.Price;
        var all = new double[scenarios.Length];
        for (int i = 0; i < all.Length; i++)
        {
            double baseThen = Price(symbol.Base) * Math.Exp(scenarios[i].SpotOf(symbol.Base));
            double quoteThen = Price(symbol.Quote) * Math.Exp(scenarios[i].SpotOf(symbol.Quote));
            if (instrument.Kind == InstrumentKind.Option)
            {
                double today = Black76.Value(symbol.Side!.Value, Forward(instrument), (double)symbol.Strike!.Value, VolatilityToday(instrument), Years(instrument));
                all[i] = symbol.IsInverse
                    ? c * ((today / Forward(instrument) * Price(symbol.Base)) - (p * baseThen))
                    : c * ((today * Price(symbol.Quote)) - (p * quoteThen));
            }
            else
            {
                double mark = Mark(instrument);
                all[i] = symbol.IsInverse ? c * ((1 / p) - (1 / mark)) * baseThen : c * (mark - p) * quoteThen;
            }
        }

        return all;
    }

    /// <summary>Worth of one future or perpetual in US dollars.</summary>
    public double Notional(Instrument instrument) => instrument.Symbol.IsInverse
        ? (double)instrument.ContractSize / Mark(instrument) * Price(instrument.Symbol.Base)
        : (double)instrument.ContractSize * Mark(instrument) * Price(instrument.Symbol.Quote);

    /// <summary>Coins of the underlying in one contract, unsigned.</summary>
    public double Coins(ReferenceItem item) => item.Instrument switch
    {
        null => 1,
        { Kind: InstrumentKind.Option } option => (double)option.ContractSize,
        { Symbol.IsInverse: true } inverse => (double)inverse.ContractSize / Mark(inverse),
        var linear => (double)linear.ContractSize,
    };

    /// <summary>Delta of one contract in coins in a scenario, sticky moneyness; today's where there is none.</summary>
    public double Delta(ReferenceItem item, ReferenceScenario? s)
    {
        if (item.Instrument is not { Kind: InstrumentKind.Option } option) return Coins(item);
        double f = s is null ? Forward(option) : ForwardThen(option, s);
        double volatility = s is null ? VolatilityToday(option) : VolatilityThen(option, s, stickyStrike: false);
        return Coins(item) * Black76.Delta(option.Symbol.Side!.Value, f, (double)option.Symbol.Strike!.Value, volatility, Years(option));
    }

    /// <summary>Vega of one contract in US dollars for 1.00 of volatility, today.</summary>
    public double Vega(Instrument option)
    {
        double vega = Black76.Vega(Forward(option), (double)option.Symbol.Strike!.Value, VolatilityToday(option), Years(option));
        return (double)option.ContractSize * vega * (option.Symbol.IsInverse ? Price(option.Symbol.Base) / Forward(option) : Price(option.Symbol.Quote));
    }

    /// <summary>At-the-money volatility of an expiry; null when the surface has no slice there.</summary>
    public double? AtTheMoney(Currency underlying, double years) => surfaces(underlying)?.Slice(years)?.Volatility(0);

    /// <summary>σ today: the published one, else that implied by the mark.</summary>
    public double VolatilityToday(Instrument option)
    {
        InstrumentMarket of = market.Instruments[option.Symbol];
        if (of.MarkVolatility is { } published) return published;
        double strike = (double)option.Symbol.Strike!.Value, f = Forward(option), years = Years(option);
        double value = Mark(option) * (option.Symbol.IsInverse ? f : 1);
        double low = 1e-6, high = 20;
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            if (Black76.Value(option.Symbol.Side!.Value, f, strike, middle, years) < value) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    private double ForwardThen(Instrument option, ReferenceScenario s) =>
        Forward(option) * Math.Exp(s.SpotOf(option.Symbol.Base) - s.SpotOf(option.Symbol.Quote) + s.ForwardBasis(option.Symbol.Base, Years(option)));

    private double VolatilityThen(Instrument option, ReferenceScenario s, bool stickyStrike)
    {
        double years = Years(option), now = VolatilityToday(option), multiplier = Multiplier(option.Underlying, years, s);
        if (stickyStrike) return multiplier * now;
        double strike = (double)option.Symbol.Strike!.Value;
        double moved = years > 0 && surfaces(option.Underlying)?.Slice(years) is { } slice
            ? slice.Volatility(Math.Log(strike / ForwardThen(option, s))) + now - slice.Volatility(Math.Log(strike / Forward(option)))
            : now;
        return multiplier * Math.Clamp(moved, 0.01, 10);
    }

    // The scenario's multiplier, raised where total variance at the money would otherwise stop rising over the listed expiries.
    private double Multiplier(Currency underlying, double years, ReferenceScenario s)
    {
        if (!multipliers.TryGetValue((s, underlying), out List<(double Years, double Multiplier)>? chain))
        {
            chain = [];
            double? nearDeviation = null;
            double near = 0;
            IEnumerable<double> listed = market.Instruments.Values.Where(i => i.Instrument.Kind == InstrumentKind.Option && i.Instrument.Underlying == underlying)
                .Select(i => Years(i.Instrument)).Where(t => t > 0).Distinct().Order();
            foreach (double t in listed)
            {
                double own = s.Volatility(underlying, t);
                if (AtTheMoney(underlying, t) is { } atTheMoney)
                {
                    double deviation = atTheMoney * Math.Sqrt(t);
                    if (nearDeviation is { } before) own = Math.Max(own, near * Math.Min(1, before / deviation));
                    (near, nearDeviation) = (own, deviation);
                }

                chain.Add((t, own));
            }

            multipliers[(s, underlying)] = chain;
        }

        foreach ((double t, double multiplier) in chain)
            if (t == years)
                return multiplier;
        return s.Volatility(underlying, years);
    }
}
