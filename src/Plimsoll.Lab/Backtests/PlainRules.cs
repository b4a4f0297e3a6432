using Plimsoll.Numerics;
using Plimsoll.Scenarios;

namespace Plimsoll.Lab.Backtests;

/// <summary>The rules that others are held against: plain and full filtered historical simulation, a normal with exponential weights, static tiers.</summary>
/// <remarks>
/// A window is the last 1,000 days on which every leg has a return, and coin and perpetual both where a book holds both. Margin is the expected shortfall at 1 % and 2.5 %; a tier is the 99.5 % loss of each leg's side over its last 1,000 days, set when the asset is
/// first held and on 1 January, and tiers add up.
/// </remarks>
internal sealed class PlainRules
{
    /// <summary>Names in the order of the answers.</summary>
    public static readonly ImmutableArray<string> Names = ["hs-1000", "full-fhs", "ewma-normal", "static-tiers"];

    /// <summary>Index of full filtered historical simulation, which costs are compared with.</summary>
    public const int FullFhs = 1;

    /// <summary>Index of static tiers.</summary>
    public const int Tiers = 3;

    private const int Window = 1000, Reach = 1400;
    private const double InitialTail = 0.01, MaintenanceTail = 0.025, TierTail = 0.005;

    private static readonly ParametricRisk Normal1 = ParametricRisk.Normal(1 - InitialTail), Normal25 = ParametricRisk.Normal(1 - MaintenanceTail);

    private readonly DailyCloses closes;
    private readonly double[][] coinGains;
    private readonly double[][] perpetualGains;
    private readonly int[][] resets;
    private readonly Dictionary<(int Asset, int Day, bool Long), Static> tiers = [];

    public PlainRules(DailyCloses closes)
    {
        this.closes = closes;
        coinGains = [.. closes.Assets.Select(asset => Enumerable.Range(0, closes.Days).Select(asset.CoinGain).ToArray())];
        perpetualGains = [.. closes.Assets.Select(asset => Enumerable.Range(0, closes.Days).Select(asset.PerpetualGain).ToArray())];
        resets = [.. closes.Assets.Select((_, a) => Resets(a))];
        for (int a = 0; a < closes.Assets.Length; a++)
            foreach (int day in resets[a].Distinct().Where(day => day >= 0))
                foreach (bool isLong in (bool[])[true, false]) tiers[(a, day, isLong)] = StaticOf(a, day, isLong);
    }

    private readonly record struct Static(DayForecast Forecast, double Tier);

    /// <summary>What the plain rules say of some books at a day's close; one row a book, in the order of <see cref="Names"/>.</summary>
    public DayForecast[][] At(int day, IReadOnlyList<BookLeg[]> books)
    {
        int from = Math.Max(1, day - Reach + 1);
        (double[]? Coin, double[]? Perpetual)[] scaled = new (double[]?, double[]?)[closes.Assets.Length];
        var answers = new DayForecast[books.Count][];
        var scratch = new double[Window];
        Span<int> days = new int[Window];
        double[] plain = new double[Window], filtered = new double[Window];
        for (int b = 0; b < books.Count; b++)
        {
            BookLeg[] legs = books[b];
            answers[b] = [DayForecast.None, DayForecast.None, DayForecast.None, DayForecast.None];
            if (legs.Length == 0) continue;
            int count = 0;
            for (int d = day; d >= from && count < Window; d--)
                if (HasAll(legs, d))
                    days[count++] = d;
            if (count == 0) continue;
            days[..count].Reverse();
            plain.AsSpan().Clear();
            filtered.AsSpan().Clear();
            foreach (BookLeg leg in legs)
            {
                if (scaled[leg.Asset].Coin is null) scaled[leg.Asset] = Rescaled(closes.Assets[leg.Asset], from, day);
                double[] history = leg.IsCoin ? coinGains[leg.Asset] : perpetualGains[leg.Asset], now = leg.IsCoin ? scaled[leg.Asset].Coin! : scaled[leg.Asset].Perpetual!;
                for (int i = 0; i < count; i++)
                {
                    plain[i] += leg.Weight * history[days[i]];
                    filtered[i] += leg.Weight * now[days[i] - from];
                }
            }

            answers[b] = [Empirical(plain.AsSpan(0, count), scratch), Empirical(filtered.AsSpan(0, count), scratch), NormalOf(plain.AsSpan(0, count)), Tiered(legs, day)];
        }

        return answers;
    }

    private bool HasAll(BookLeg[] legs, int day)
    {
        foreach (BookLeg leg in legs)
            if (double.IsNaN(closes.Assets[leg.Asset].CoinReturn[day]) || (leg.IsCoin && !closes.Assets[leg.Asset].HasBasis(day)))
                return false;
        return true;
    }

    private static (double[], double[]) Rescaled(AssetCloses asset, int from, int day)
    {
        double[] coin = new double[day - from + 1], perpetual = new double[coin.Length];
        VolatilityRescaling full = VolatilityRescaling.Full;
        for (int i = 0; i < coin.Length; i++)
        {
            int d = from + i;
            if (double.IsNaN(asset.CoinReturn[d])) continue;
            double move = asset.CoinReturn[d] * (asset.CoinVariance[d] > 0 ? full.Factor(asset.CoinVariance[day + 1], asset.CoinVariance[d]) : 1);
            double basis = asset.BasisReturn[d] == 0 ? 0 : asset.BasisReturn[d] * (asset.BasisVariance[d] > 0 ? full.Factor(asset.BasisVariance[day + 1], asset.BasisVariance[d]) : 1);
            coin[i] = Math.Exp(move) - 1;
            perpetual[i] = basis == 0 ? coin[i] : Math.Exp(move + basis) - 1;
        }

        return (coin, perpetual);
    }

    private static DayForecast Empirical(ReadOnlySpan<double> pnl, double[] scratch)
    {
        TailEstimate initial = ExpectedShortfall.Estimate(pnl, InitialTail, scratch), maintenance = ExpectedShortfall.Estimate(pnl, MaintenanceTail, scratch);
        return new(initial.LowerValueAtRisk, initial.ExpectedShortfall, maintenance.LowerValueAtRisk, maintenance.ExpectedShortfall, Math.Max(0, initial.ExpectedShortfall), Math.Max(0, maintenance.ExpectedShortfall), double.NaN);
    }

    private static DayForecast NormalOf(ReadOnlySpan<double> pnl)
    {
        double variance = Plimsoll.Volatility.Ewma.MeanSquare(pnl[..Math.Min(30, pnl.Length)]);
        foreach (double value in pnl) variance = (AssetCloses.Decay * variance) + ((1 - AssetCloses.Decay) * value * value);
        double sigma = Math.Sqrt(variance);
        return new(sigma * Normal1.ValueAtRisk, sigma * Normal1.ExpectedShortfall, sigma * Normal25.ValueAtRisk, sigma * Normal25.ExpectedShortfall, sigma * Normal1.ExpectedShortfall, sigma * Normal25.ExpectedShortfall, double.NaN);
    }

    private DayForecast Tiered(BookLeg[] legs, int day)
    {
        double sum = 0;
        Static last = default;
        foreach (BookLeg leg in legs)
        {
            last = tiers[(leg.Asset, resets[leg.Asset][day], leg.Weight > 0)];
            sum += Math.Abs(leg.Weight) * last.Tier;
        }

        // A sum of tiers is no forecast of a hedge, so only an outright has one.
        DayForecast forecast = legs.Length == 1 ? last.Forecast : DayForecast.None;
        return forecast with { Initial = sum, Maintenance = sum };
    }

    /// <summary>By day the one on which an asset's tiers were last set; −1 before the first.</summary>
    private int[] Resets(int asset)
    {
        var last = new int[closes.Days];
        for (int day = 0; day < last.Length; day++)
        {
            bool young = closes.Assets[asset].Known(day) < StandardBooks.Youth;
            last[day] = young ? -1 : day == 0 || last[day - 1] < 0 || closes.At(day).ToString().AsSpan(5, 5) is "01-01" ? day : last[day - 1];
        }

        return last;
    }

    private Static StaticOf(int asset, int day, bool isLong)
    {
        var pnl = new List<double>(Window);
        for (int d = day; d > 0 && pnl.Count < Window; d--)
            if (!double.IsNaN(perpetualGains[asset][d]))
                pnl.Add(isLong ? perpetualGains[asset][d] : -perpetualGains[asset][d]);
        double[] values = [.. pnl], scratch = new double[Window];
        return new(Empirical(values, scratch), ExpectedShortfall.Estimate(values, TierTail, scratch).LowerValueAtRisk);
    }
}
