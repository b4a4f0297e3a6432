namespace Plimsoll.Lab.Backtests;

/// <summary>One leg of a book.</summary>
/// <param name="Asset">Index of the asset.</param>
/// <param name="IsCoin">The coin itself, held as collateral or owed; else its perpetual.</param>
/// <param name="Weight">Signed part of the gross notional; the parts' sizes sum to 1.</param>
internal readonly record struct BookLeg(int Asset, bool IsCoin, double Weight);

/// <summary>What kind of risk a portfolio is left with.</summary>
public enum BookKind
{
    /// <summary>One leg.</summary>
    Outright,

    /// <summary>Several legs on one side.</summary>
    Directional,

    /// <summary>Legs against each other.</summary>
    Hedged,

    /// <summary>A coin against its perpetual.</summary>
    Basis,

    /// <summary>Portfolios of a file, held as constant quantities.</summary>
    Given,

    /// <summary>Options priced on recorded chains.</summary>
    Options,

    /// <summary>Options priced on surfaces made from the history of the coin.</summary>
    SyntheticOptions,

    /// <summary>All linear books together; a kind of summary, never of a book.</summary>
    All,
}

/// <summary>A portfolio whose weights are set anew at every close.</summary>
/// <param name="Portfolio">Kind, as "long".</param>
/// <param name="Asset">The asset it is about; "all" for none in particular.</param>
/// <param name="Kind">What kind of risk it is left with.</param>
/// <param name="Legs">The legs on a day; empty where the book cannot be held then.</param>
internal sealed record BacktestBook(string Portfolio, string Asset, BookKind Kind, Func<int, BookLeg[]> Legs);

/// <summary>The standard portfolios.</summary>
internal static class StandardBooks
{
    /// <summary>Own daily returns that an asset needs before a book holds it.</summary>
    public const int Youth = 250;

    private const double Concentration = 0.7;
    private const int BetaWindow = 250;

    /// <summary>
    /// Of each asset: long, short; against the first asset (BTC where there is one) half and half and by its beta of 250 days, both ways; coin against perpetual both ways; 70 % of it with the rest spread, both ways. Of all together: equal weights, both ways, and
    /// half of them against the other half, both ways.
    /// </summary>
    public static ImmutableArray<BacktestBook> Of(DailyCloses closes)
    {
        var books = ImmutableArray.CreateBuilder<BacktestBook>();
        int leader = Math.Max(0, closes.Assets.ToList().FindIndex(asset => asset.Asset.Code == "BTC"));
        for (int a = 0; a < closes.Assets.Length; a++)
        {
            int asset = a;
            string code = closes.Assets[a].Asset.Code;
            foreach (int sign in (int[])[1, -1])
                books.Add(new(sign > 0 ? "long" : "short", code, BookKind.Outright, day => Mature(closes, asset, day) ? [new(asset, false, sign)] : []));
            if (a != leader)
                foreach (int sign in (int[])[1, -1])
                    books.Add(new(sign > 0 ? "long-against-leader" : "short-against-leader", code, BookKind.Hedged, day => Mature(closes, asset, day) && Mature(closes, leader, day) ? [new(asset, false, 0.5 * sign), new(leader, false, -0.5 * sign)] : []));
            if (a != leader)
                foreach (int sign in (int[])[1, -1])
                    books.Add(new(sign > 0 ? "beta-hedge" : "reverse-beta-hedge", code, BookKind.Hedged, day => Mature(closes, asset, day) && Mature(closes, leader, day) && Beta(closes, asset, leader, day) is { } beta ? [new(asset, false, sign / (1 + beta)), new(leader, false, -sign * beta / (1 + beta))] : []));
            foreach (int sign in (int[])[1, -1])
                books.Add(new(sign > 0 ? "basis" : "reverse-basis", code, BookKind.Basis, day => Mature(closes, asset, day) && closes.Assets[asset].HasBasis(day) && closes.Assets[asset].KnownBasis(day) >= Youth ? [new(asset, true, 0.5 * sign), new(asset, false, -0.5 * sign)] : []));
            if (closes.Assets.Length > 2)
                foreach (int sign in (int[])[1, -1])
                    books.Add(new(sign > 0 ? "concentrated-long" : "concentrated-short", code, BookKind.Directional, day => Concentrated(closes, asset, day, sign)));
        }

        if (closes.Assets.Length > 1)
        {
            foreach (int sign in (int[])[1, -1])
            {
                books.Add(new(sign > 0 ? "diversified-long" : "diversified-short", "all", BookKind.Directional, day => Spread(closes, day, _ => sign)));
                books.Add(new(sign > 0 ? "neutral" : "reverse-neutral", "all", BookKind.Hedged, day => Spread(closes, day, i => i % 2 == 0 ? sign : -sign)));
            }
        }

        return books.ToImmutable();
    }

    private static bool Mature(DailyCloses closes, int asset, int day) => !double.IsNaN(closes.Assets[asset].CoinReturn[day]) && closes.Assets[asset].Known(day) >= Youth;

    /// <summary>Regression slope of an asset's returns on the leader's over the last 250 days on which both are known; null where it is no hedge ratio.</summary>
    private static double? Beta(DailyCloses closes, int asset, int leader, int day)
    {
        double[] own = closes.Assets[asset].CoinReturn, lead = closes.Assets[leader].CoinReturn;
        double product = 0, square = 0;
        for (int d = day, count = 0; d > 0 && count < BetaWindow; d--)
        {
            if (double.IsNaN(own[d]) || double.IsNaN(lead[d])) continue;
            product += own[d] * lead[d];
            square += lead[d] * lead[d];
            count++;
        }

        return square > 0 && product / square is > 0.05 and < 20 ? product / square : null;
    }

    private static BookLeg[] Spread(DailyCloses closes, int day, Func<int, int> sign)
    {
        int[] held = [.. Enumerable.Range(0, closes.Assets.Length).Where(a => Mature(closes, a, day))];
        return held.Length < 2 ? [] : [.. held.Select((a, i) => new BookLeg(a, false, (double)sign(i) / held.Length))];
    }

    private static BookLeg[] Concentrated(DailyCloses closes, int asset, int day, int sign)
    {
        int[] others = [.. Enumerable.Range(0, closes.Assets.Length).Where(a => a != asset && Mature(closes, a, day))];
        if (others.Length < 2 || !Mature(closes, asset, day)) return [];
        return [new(asset, false, Concentration * sign), .. others.Select(a => new BookLeg(a, false, (1 - Concentration) * sign / others.Length))];
    }
}
