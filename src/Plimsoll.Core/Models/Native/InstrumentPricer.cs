using Plimsoll.Instruments;
using Plimsoll.Numerics;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Reprices instruments and coins in every scenario of their group.</summary>
internal sealed class InstrumentPricer(NativeMarket market, GroupAxis axis, TermMultipliers multipliers)
{
    /// <summary>One coin, owed or held.</summary>
    public InstrumentRisk Coin(Currency coin, double price)
    {
        double[] moves = axis.Moves(coin), weights = axis.Weights(coin);
        var pnl = new double[axis.Length];
        for (int s = 0; s < pnl.Length; s++) pnl[s] = price * (Math.Exp(moves[s]) - 1) * weights[s];
        return new InstrumentRisk { Name = coin.Code, Symbol = null, Underlying = coin, Moneyness = pnl, Strike = pnl, GrossCoins = 1, Delta = 1, StartPrice = price };
    }

    /// <summary>A perpetual or dated future.</summary>
    public InstrumentRisk Future(Instrument instrument, double mark)
    {
        InstrumentSymbol symbol = instrument.Symbol;
        double size = (double)instrument.ContractSize, years = instrument.YearsFrom(market.Now), settle = market.Price(symbol.Settle)!.Value;
        double[] spot = axis.Moves(symbol.Base), quote = axis.Moves(symbol.Quote), weights = axis.Weights(symbol.Base);
        var basis = new double[axis.Length];
        axis.Basis(symbol.Base, symbol.Kind == InstrumentKind.Perpetual ? 0 : Math.Max(years, double.Epsilon), basis);
        bool pays = symbol.Kind == InstrumentKind.Perpetual;
        double coins = symbol.IsInverse ? size / mark : size;
        double notional = symbol.IsInverse ? size / mark * settle : size * mark * settle;
        var pnl = new double[axis.Length];
        for (int s = 0; s < pnl.Length; s++)
        {
            double moved = mark * Math.Exp(spot[s] - quote[s] + basis[s]);
            double settled = symbol.IsInverse
                ? size * ((1 / mark) - (1 / moved)) * (settle * Math.Exp(spot[s]))
                : size * (moved - mark) * (settle * Math.Exp(quote[s]));
            pnl[s] = (pays ? settled - (axis.Funding(symbol.Base, s) * notional) : settled) * weights[s];
        }

        return new InstrumentRisk
        {
            Name = symbol.ToString(), Symbol = symbol, Underlying = symbol.Base, Moneyness = pnl, Strike = pnl, GrossCoins = coins, Delta = coins,
            Expiry = instrument.Expiry, Years = years, StartPrice = mark, ContractSize = size, SettlementPrice = settle,
        };
    }

    /// <summary>A future at another mark and settlement price: scenarios are relative, so that its P&amp;L is in proportion to its notional.</summary>
    public static InstrumentRisk Moved(InstrumentRisk before, double mark, double settle)
    {
        bool inverse = before.Symbol!.IsInverse;
        double scale = inverse ? settle / mark / (before.SettlementPrice / before.StartPrice) : settle * mark / (before.SettlementPrice * before.StartPrice);
        double[] pnl = new double[before.Moneyness.Length];
        for (int s = 0; s < pnl.Length; s++) pnl[s] = scale * before.Moneyness[s];
        double coins = inverse ? before.ContractSize / mark : before.ContractSize;
        return new InstrumentRisk
        {
            Name = before.Name, Symbol = before.Symbol, Underlying = before.Underlying, Moneyness = pnl, Strike = pnl, GrossCoins = coins, Delta = coins,
            Expiry = before.Expiry, Years = before.Years, StartPrice = mark, ContractSize = before.ContractSize, SettlementPrice = settle,
        };
    }

    /// <summary>A European option.</summary>
    public InstrumentRisk Option(Instrument instrument, double forward, double volatility)
    {
        InstrumentSymbol symbol = instrument.Symbol;
        OptionSide side = symbol.Side!.Value;
        double size = (double)instrument.ContractSize, strike = (double)symbol.Strike!.Value, years = instrument.YearsFrom(market.Now);
        double root = Math.Sqrt(years), settle = market.Price(symbol.Settle)!.Value;
        bool inverse = symbol.IsInverse;
        double start = Black76.Undiscounted(side, forward, strike, volatility * root);
        if (inverse) start /= forward;

        int length = axis.Length;
        double[] spot = axis.Moves(symbol.Base), quote = axis.Moves(symbol.Quote), multiplier = multipliers.Of(symbol.Base, years), weights = axis.Weights(symbol.Base);
        double[] forwards = new double[length], smiled = new double[length], stuck = new double[length];
        axis.Basis(symbol.Base, Math.Max(years, double.Epsilon), forwards);
        Market.SviSlice? smile = market.Smiles.Slice(symbol.Base, years);
        double today = Math.Log(strike / forward), residual = smile is null ? 0 : volatility - smile.Volatility(today);
        for (int s = 0; s < length; s++)
        {
            double move = spot[s] - quote[s] + forwards[s];
            forwards[s] = forward * Math.Exp(move);
            stuck[s] = multiplier[s] * volatility * root;
            smiled[s] = smile is null ? stuck[s] : multiplier[s] * Math.Clamp(smile.Volatility(today - move) + residual, 0.01, 10) * root;
        }

        double[] moneyness = new double[length], sticky = moneyness, deltas = new double[length];
        BlackKernel.Reprice(side, forwards, smiled, strike, moneyness, deltas);
        if (smile is not null) BlackKernel.Reprice(side, forwards, stuck, strike, sticky = new double[length]);
        for (int s = 0; s < length; s++)
        {
            double settled = settle * Math.Exp(inverse ? spot[s] : quote[s]), scale = inverse ? settled / forwards[s] : settled;
            moneyness[s] = size * ((moneyness[s] * scale) - (start * settle)) * weights[s];
            if (smile is not null) sticky[s] = size * ((sticky[s] * scale) - (start * settle)) * weights[s];
        }

        int leader = Array.IndexOf(axis.Leaders, symbol.Base);
        double[]? delta = leader >= 0 ? [.. deltas.AsSpan(axis.GridOf(Level.Initial, leader), axis.GridLength)] : null;
        for (int point = 0; point < (delta?.Length ?? 0); point++) delta![point] *= size;
        double sign = Black76.Sign(side);
        double vega = Black76.Greeks(side, forward, strike, years, volatility).Vega;
        return new InstrumentRisk
        {
            Name = symbol.ToString(), Symbol = symbol, Underlying = symbol.Base, Moneyness = moneyness, Strike = sticky, GrossCoins = size,
            Delta = size * sign * NormalDistribution.Cdf(sign * D1(forward, strike, volatility * root)), GridDelta = delta,
            Vega = size * vega * (inverse ? settle / forward : settle), Expiry = instrument.Expiry, Years = years, AtTheMoney = market.Smiles.AtTheMoney(symbol.Base, years) ?? volatility,
            StartPrice = start, ContractSize = size, SettlementPrice = settle,
        };
    }

    private static double D1(double forward, double strike, double stdDev) =>
        stdDev > 0 ? (Math.Log(forward / strike) / stdDev) + (stdDev / 2) : forward > strike ? double.PositiveInfinity : forward < strike ? double.NegativeInfinity : 0;
}
