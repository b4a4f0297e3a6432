using Plimsoll.Accounts;
using Plimsoll.Instruments;

namespace Plimsoll.Lab.Backtests;

/// <summary>Portfolios of a file as books: the same quantities every day, judged in fractions of what they are worth.</summary>
internal static class GivenBooks
{
    private static readonly string[] Dollars = ["USD", "USDT", "USDC"];

    /// <summary>One book an account. Perpetuals and coins of the recorded assets are held, dollars are cash and leave the risk alone.</summary>
    /// <param name="accounts">The accounts; orders are left out, isolated positions stand among the others.</param>
    /// <param name="closes">The closes.</param>
    /// <exception cref="InvalidInputException">A position is in something that has no recorded price: an option, a dated future, a coin that the folder lacks. Every one is named.</exception>
    public static ImmutableArray<BacktestBook> Of(ImmutableArray<AccountSnapshot> accounts, DailyCloses closes)
    {
        var problems = new List<Problem>();
        var books = ImmutableArray.CreateBuilder<BacktestBook>();
        foreach (AccountSnapshot account in accounts)
        {
            string name = account.Path.NettingSet is null or "main" ? account.Path.Account : $"{account.Path.Account}:{account.Path.NettingSet}";
            var legs = new List<(int Asset, bool IsCoin, bool InDollars, double Quantity)>();
            foreach (Position position in account.Positions.Concat(account.Isolated.Select(isolated => isolated.Position)))
            {
                if (position.Symbol.Kind != InstrumentKind.Perpetual) problems.Add(new Problem(name, $"{position.Symbol} is no perpetual; daily closes are of coins and perpetuals only, so take it out of the portfolio."));
                else if (Find(closes, position.Symbol.Base) is not { } asset) problems.Add(Missing(name, position.Symbol.Base, closes));
                else legs.Add((asset, false, position.Symbol.IsInverse, (double)position.Quantity));
            }

            foreach (Balance balance in account.Collateral.Where(balance => !Dollars.Contains(balance.Currency.Code) && balance.Amount != 0m))
            {
                if (Find(closes, balance.Currency) is { } asset) legs.Add((asset, true, false, (double)balance.Amount));
                else problems.Add(Missing(name, balance.Currency, closes));
            }

            if (legs.Count == 0 && problems.Count == 0) problems.Add(new Problem(name, "the account holds nothing whose price moves; give it a position or a coin."));
            string assets = string.Join("+", legs.Select(leg => closes.Assets[leg.Asset].Asset.Code).Distinct().Order(StringComparer.Ordinal));
            books.Add(new BacktestBook(name, assets, BookKind.Given, day => Weights(legs, closes, day)));
        }

        return problems.Count > 0 ? throw new InvalidInputException(problems) : books.ToImmutable();
    }

    private static int? Find(DailyCloses closes, Currency asset) => Enumerable.Range(0, closes.Assets.Length).Where(a => closes.Assets[a].Asset == asset).Select(a => (int?)a).FirstOrDefault();

    private static Problem Missing(string account, Currency asset, DailyCloses closes) =>
        new(account, $"there are no recorded prices of {asset} among the assets of this backtest; there are {string.Join(", ", closes.Assets.Select(one => one.Asset))}.");

    // A contract of an inverse perpetual is dollars, whatever the price: its profit in dollars is that of dollars' worth of coin.
    private static BookLeg[] Weights(List<(int Asset, bool IsCoin, bool InDollars, double Quantity)> legs, DailyCloses closes, int day)
    {
        var values = new double[legs.Count];
        for (int i = 0; i < values.Length; i++)
        {
            AssetCloses asset = closes.Assets[legs[i].Asset];
            if (double.IsNaN(asset.CoinReturn[day]) || asset.Known(day) < StandardBooks.Youth || (legs[i].IsCoin && !asset.HasBasis(day))) return [];
            values[i] = legs[i].Quantity * (legs[i].InDollars ? 1 : legs[i].IsCoin ? asset.Coin[day] : asset.Mark(day));
        }

        double gross = values.Sum(Math.Abs);
        return gross > 0 ? [.. legs.Select((leg, i) => new BookLeg(leg.Asset, leg.IsCoin, values[i] / gross))] : [];
    }
}
