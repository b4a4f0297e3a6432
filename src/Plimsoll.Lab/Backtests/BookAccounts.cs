using Plimsoll.Accounts;
using Plimsoll.Models;

namespace Plimsoll.Lab.Backtests;

/// <summary>Accounts that hold the books.</summary>
internal static class BookAccounts
{
    /// <summary>Gross notional of every book, US dollars: small, so that what a rulebook charges for size and liquidity stays small and coverage is that of its market risk.</summary>
    public const double Notional = 10_000;

    /// <summary>Cash of every account, USDT.</summary>
    public const decimal Cash = 20_000m;
    private static readonly Currency Tether = Currency.Of("USDT");
    private static readonly Currency[] Dollars = [Tether, Currency.Of("USDC"), Currency.Usd];

    /// <summary>The account of a book at a day's close: an owner of its own, cash in USDT, coins of coin legs as balances.</summary>
    public static AccountSnapshot Of(string name, BookLeg[] legs, DailyCloses closes, PastMarkets markets, int day)
    {
        var balances = ImmutableArray.CreateBuilder<Balance>();
        var positions = ImmutableArray.CreateBuilder<Position>();
        decimal cash = Cash;
        foreach (BookLeg leg in legs)
        {
            AssetCloses asset = closes.Assets[leg.Asset];
            double value = leg.Weight * Notional;
            if (leg.IsCoin) balances.Add(new Balance(asset.Asset, (decimal)(value / asset.Coin[day])));
            else positions.Add(new Position(markets.Symbols[leg.Asset], (decimal)(value / asset.Mark(day)), (decimal)asset.Mark(day)));
        }

        balances.Add(new Balance(Tether, cash));
        return new AccountSnapshot { Path = AccountPath.Of(name), Collateral = balances.ToImmutable(), Positions = positions.ToImmutable() };
    }

    /// <summary>What is not counted of the coins, US dollars: part of what a book of coin and perpetual needs. The haircut on cash is no matter of the book.</summary>
    public static double CoinHaircut(MarginStatement statement)
    {
        double sum = 0;
        foreach (CollateralLine line in statement.Collateral)
            if (!Dollars.Contains(line.Asset))
                sum += (double)line.Haircut.Amount;
        return sum;
    }

    /// <summary>The line of market risk, US dollars; NaN where there is none.</summary>
    public static double MarketRisk(MarginStatement statement)
    {
        foreach (MarginLine line in statement.Lines)
            if (line.Component == MarginComponent.MarketRisk)
                return (double)line.Initial.Amount;
        return double.NaN;
    }

    /// <summary>Loss of a book over the day that follows a close, as a fraction of gross notional: simple returns of the day, NaN where one is not known.</summary>
    public static double Loss(BookLeg[] legs, DailyCloses closes, int day)
    {
        double gain = 0;
        foreach (BookLeg leg in legs)
        {
            if (leg.IsCoin && !closes.Assets[leg.Asset].HasBasis(day + 1)) return double.NaN;
            gain += leg.Weight * (leg.IsCoin ? closes.Assets[leg.Asset].CoinGain(day + 1) : closes.Assets[leg.Asset].PerpetualGain(day + 1));
        }

        return -gain;
    }
}
