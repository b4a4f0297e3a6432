using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Fixed;

/// <summary>What one instrument needs, held and ordered contracts together.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Held">Signed contracts held.</param>
/// <param name="Mark">Mark price.</param>
/// <param name="Notional">Signed value of what is held of the underlying, USD.</param>
/// <param name="Initial">Initial margin at the worse of all buys and all sells filled.</param>
/// <param name="Maintenance">Maintenance margin of what is held.</param>
/// <param name="Evidence">Notional and rates.</param>
internal sealed record FixedRateCharge(InstrumentSymbol Symbol, decimal Held, decimal Mark, Money Notional, Money Initial, Money Maintenance, Evidence Evidence)
{
    /// <summary>The charge of one instrument of an account.</summary>
    public static FixedRateCharge Of(InstrumentSymbol symbol, AccountSnapshot account, MarketSnapshot market, FixedRateClass rates)
    {
        InstrumentMarket one = market.Instruments[symbol];
        decimal mark = one.MarkPrice!.Value;
        decimal held = account.Positions.Where(position => position.Symbol == symbol).Sum(position => position.Quantity);
        decimal buys = account.Orders.Where(order => order.Symbol == symbol && order.Quantity > 0m).Sum(order => order.Quantity);
        decimal sells = account.Orders.Where(order => order.Symbol == symbol && order.Quantity < 0m).Sum(order => order.Quantity);
        Func<decimal, bool, decimal> margin = symbol.Kind == InstrumentKind.Option ? Option(one, market, rates) : Future(one, market, rates);
        decimal unit = UnderlyingPerContract(one, market);
        return new(
            symbol,
            held,
            mark,
            Money.Usd(decimal.Round(held * unit, 2)),
            Money.Usd(Math.Max(margin(held + buys, true), margin(held + sells, true))).RoundUp(),
            Money.Usd(margin(held, false)).RoundUp(),
            new Evidence.Numbers(
            [
                new("notional", (double)Math.Abs(held * unit), "USD"),
                new("initial rate", symbol.Kind == InstrumentKind.Option ? rates.OptionRate : rates.InitialRate, "fraction"),
                new("maintenance rate", symbol.Kind == InstrumentKind.Option ? rates.OptionMaintenanceRate : rates.MaintenanceRate, "fraction"),
            ]));
    }

    /// <summary>The line of the requirement.</summary>
    public MarginLine Line() => new(MarginComponent.Position, Symbol.ToString(), Initial, Maintenance, Evidence, []);

    /// <summary>The position's part of the requirement, which is its own.</summary>
    public PositionContribution Contribution() => new(Symbol, Held, Mark, Notional, Initial, Maintenance);

    // USD of the underlying that one contract stands for.
    private static decimal UnderlyingPerContract(InstrumentMarket one, MarketSnapshot market)
    {
        InstrumentSymbol symbol = one.Instrument.Symbol;
        decimal size = one.Instrument.ContractSize;
        if (symbol.Kind == InstrumentKind.Option) return size * market.UsdPrice(symbol.Base)!.Price;
        return symbol.IsInverse ? size / one.MarkPrice!.Value * market.UsdPrice(symbol.Base)!.Price : size * one.MarkPrice!.Value * market.UsdPrice(symbol.Quote)!.Price;
    }

    private static Func<decimal, bool, decimal> Future(InstrumentMarket one, MarketSnapshot market, FixedRateClass rates)
    {
        decimal unit = UnderlyingPerContract(one, market);
        return (contracts, initial) => Math.Abs(contracts) * unit * (decimal)(initial ? rates.InitialRate : rates.MaintenanceRate);
    }

    // A bought option is paid in full and its value supports nothing else; a sold one needs the greater of rate·S less what it is out of the money, and the minimum.
    // Its own value is not added, as equity has it as a debt already.
    private static Func<decimal, bool, decimal> Option(InstrumentMarket one, MarketSnapshot market, FixedRateClass rates)
    {
        InstrumentSymbol symbol = one.Instrument.Symbol;
        decimal spot = market.UsdPrice(symbol.Base)!.Price;
        decimal strike = symbol.Strike!.Value * market.UsdPrice(symbol.Quote)!.Price;
        decimal value = one.MarkPrice!.Value * market.UsdPrice(symbol.Settle)!.Price;
        bool call = symbol.Side == OptionSide.Call;
        decimal outOfTheMoney = Math.Max(0m, call ? strike - spot : spot - strike);
        return (contracts, initial) =>
        {
            decimal units = contracts * one.Instrument.ContractSize;
            if (units >= 0m) return units * value;
            decimal rate = (decimal)(initial ? rates.OptionRate : rates.OptionMaintenanceRate), least = (decimal)(initial ? rates.OptionMinimum : rates.OptionMaintenanceMinimum);
            return -units * Math.Max((rate * spot) - outOfTheMoney, least * (call ? spot : strike));
        };
    }
}
