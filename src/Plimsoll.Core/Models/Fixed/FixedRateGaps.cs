using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Fixed;

/// <summary>What the fixed-rate model cannot do without: a fresh mark of every instrument and a fresh price of every currency.</summary>
internal static class FixedRateGaps
{
    /// <summary>Everything that is missing for an account.</summary>
    public static ImmutableArray<DataGap> Of(AccountSnapshot account, MarketSnapshot market, FixedRateParameters parameters)
    {
        var oldest = TimeSpan.FromHours(parameters.MaximumAgeHours);
        var gaps = ImmutableArray.CreateBuilder<DataGap>();
        InstrumentSymbol[] symbols = [.. account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol)).Distinct().Order()];
        foreach (InstrumentSymbol symbol in symbols)
        {
            if (market.Instruments.GetValueOrDefault(symbol) is not { } one) gaps.Add(new(symbol.ToString(), "instrument", null));
            else if (one.MarkPrice is null || (one.MarkPrice == 0m && symbol.Kind != InstrumentKind.Option)) gaps.Add(new(symbol.ToString(), "mark price", null));
            else if (market.AgeOf(one.Time) > oldest) gaps.Add(new(symbol.ToString(), "mark price", market.AgeOf(one.Time)));
        }

        IEnumerable<Currency> currencies = symbols.SelectMany(symbol => new[] { symbol.Base, symbol.Quote, symbol.Settle })
            .Concat(account.Collateral.Where(balance => balance.Amount != 0m).Select(balance => balance.Currency));
        foreach (Currency currency in currencies.Distinct().Order())
        {
            if (market.UsdPrice(currency) is not { } price) gaps.Add(new($"{currency}/USD", "index price", null));
            else if (market.AgeOf(price.Time) > oldest) gaps.Add(new($"{currency}/USD", "index price", market.AgeOf(price.Time)));
        }

        return gaps.ToImmutable();
    }
}
