using Plimsoll.Accounts;

namespace Plimsoll.Lab.Backtests;

/// <summary>How far margins have come some days after a lasting jump of volatility.</summary>
/// <param name="Days">Days since the jump.</param>
/// <param name="Core">Expected shortfall at 1 % over the level it has to come to; NaN where none is forecast.</param>
/// <param name="Charged">Initial margin over three times what it was before.</param>
public sealed record ShockResponse(int Days, double Core, double Charged)
{
    private const int Paths = 16, Before = 1000, Jump = 3;
    private const double Sigma = 0.02;
    private static readonly ImmutableArray<int> After = [5, 10, 20, 40, 60, 100];

    /// <summary>
    /// The response to a jump of volatility to three times what it was: Student-t returns with 4 degrees of freedom, 2 % a day for 1,000 days and 6 % from then on, mean of 16 made series, the same each time. 1 is the new level, ⅓ the old one.
    /// </summary>
    /// <param name="rules">Rulebooks; the plain rules follow them.</param>
    /// <param name="now">Whose versions are asked.</param>
    /// <returns>By set of rules.</returns>
    internal static ImmutableArray<ImmutableArray<ShockResponse>> Of(ImmutableArray<BacktestedRules> rules, Timestamp now)
    {
        int models = rules.Length + PlainRules.Names.Length;
        var said = new DayForecast[Paths][][];
        // Copies: what is missing here is no gap of the backtest.
        BacktestedRules[] asked = [.. rules.Select(one => new BacktestedRules(one.Name, one.At))];
        Parallel.For(0, Paths, path =>
        {
            DailyCloses closes = Made(path, now);
            var markets = new PastMarkets(closes);
            var plain = new PlainRules(closes);
            BookLeg[] legs = [new(0, false, 1)];
            said[path] = [.. After.Prepend(0).Select(after =>
            {
                int day = Before + after;
                AccountSnapshot account = BookAccounts.Of("long", legs, closes, markets, day);
                Market.MarketSnapshot market = markets.At(day);
                return (DayForecast[])[.. asked.Select(one => one.Of(market, [account], [double.NaN]).Forecasts[0]), .. plain.At(day, [legs])[0]];
            })];
        });
        return
        [
            .. Enumerable.Range(0, models).Select(m => After.Select((days, i) => new ShockResponse(
                days, Share(said, i + 1, day => day[m].InitialShortfall), Share(said, i + 1, day => day[m].Initial))).ToImmutableArray()),
        ];
    }

    private static double Share(DayForecast[][][] said, int at, Func<DayForecast[], double> of) => said.Average(path => of(path[at])) / (Jump * said.Average(path => of(path[0])));

    private static DailyCloses Made(int path, Timestamp now)
    {
        var price = new double[Before + After[^1] + 1];
        double[] none = new double[price.Length];
        Array.Fill(none, double.NaN);
        price[0] = 30_000;
        for (int d = 1; d < price.Length; d++)
        {
            double uniform = ((Intervals.Mix(((ulong)path << 32) + (ulong)d) >> 11) + 0.5) / (1UL << 53);
            price[d] = price[d - 1] * Math.Exp((d > Before ? Jump : 1) * Sigma * StudentT4(uniform) / Math.Sqrt(2));
        }

        return DailyCloses.Made(now, [new AssetCloses(Currency.Of("BTC"), price, none, price, none)]);
    }

    // Inverse of Student's t with 4 degrees of freedom, in closed form (W. T. Shaw, J. Computational Finance 9(4) (2006) 37–73); its variance is 2.
    private static double StudentT4(double p)
    {
        double root = Math.Sqrt(4 * p * (1 - p));
        return Math.Sign(p - 0.5) * 2 * Math.Sqrt(Math.Max(0, (Math.Cos(Math.Acos(root) / 3) / root) - 1));
    }
}
