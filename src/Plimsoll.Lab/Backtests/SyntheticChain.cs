using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;

namespace Plimsoll.Lab.Backtests;

/// <summary>Inverse options on a surface made from the history of the coin: nothing that was not known at a close enters that day's surface, and tomorrow's is made from what is known tomorrow.</summary>
/// <remarks>
/// Volatility at the money of a tenor τ: 1.1·√(mean forecast variance to τ), where the forecast is EWMA (λ 0.97) and returns to the mean square of the last 365 returns with a half-life of 20 days; where an index of implied volatility is
/// recorded, the same shape scaled so that its 30-day point is the index. Smile: σ(x) = σ_ATM·(1 − 0.05·x + 0.03·x²), x = ln(K/F)/(σ_ATM·√τ), held still beyond three deviations. The forward is the coin's price. Expiries stand 7, 30 and 90 days
/// ahead at 08:00 UTC, strikes at −2 to 2 deviations in halves.
/// </remarks>
internal sealed class SyntheticChain : IOptionChain
{
    /// <summary>Days to expiry.</summary>
    public static readonly ImmutableArray<int> Tenors = [7, 30, 90];

    private const double Premium = 1.1, HalfLife = 20, Skew = -0.05, Curvature = 0.03, Widest = 3;
    private const int LongRun = 365;
    private static readonly ImmutableArray<double> Strikes = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];

    private readonly DailyCloses closes;
    private readonly AssetCloses coin;
    private readonly double[] longRun;

    public SyntheticChain(DailyCloses closes, int asset)
    {
        (this.closes, Asset, coin) = (closes, asset, closes.Assets[asset]);
        longRun = new double[closes.Days];
        var last = new Queue<double>();
        double sum = 0;
        for (int d = 0; d < closes.Days; d++)
        {
            if (!double.IsNaN(coin.CoinReturn[d]))
            {
                last.Enqueue(coin.CoinReturn[d] * coin.CoinReturn[d]);
                sum += coin.CoinReturn[d] * coin.CoinReturn[d];
                if (last.Count > LongRun) sum -= last.Dequeue();
            }

            longRun[d] = last.Count > 0 ? Math.Max(0, sum) / last.Count : double.NaN;
        }
    }

    /// <inheritdoc/>
    public int Asset { get; }

    /// <inheritdoc/>
    public Timestamp? TimeOf(int day) => coin.Known(day) >= StandardBooks.Youth && !double.IsNaN(coin.CoinReturn[day]) && !double.IsNaN(coin.CoinReturn[day + 1]) ? closes.At(day) : null;

    /// <inheritdoc/>
    public double Spot(int day) => coin.Coin[day];

    /// <inheritdoc/>
    public IReadOnlyList<InstrumentMarket> Listed(int day) =>
        [.. Tenors.SelectMany(tenor => Strikes.SelectMany(x => ((OptionSide[])[OptionSide.Call, OptionSide.Put]).Where(side => x == 0 || (side == OptionSide.Call) == (x > 0) || Math.Abs(x) == 1).Select(side => Of(day, tenor, x, side))))];

    /// <inheritdoc/>
    public InstrumentMarket? Nearest(int day, int tenor, double deviations, OptionSide side) => Of(day, tenor, deviations, side);

    /// <inheritdoc/>
    public double ValueNext(int day, InstrumentMarket option) => Value(day + 1, option.Instrument);

    /// <summary>Volatility at the money, annualised.</summary>
    internal double AtTheMoney(int day, double years)
    {
        double level = coin.ImpliedIndex.Length > 0 && coin.ImpliedIndex[day] is var index && !double.IsNaN(index) ? index / Forecast(day, 30 / 365.0) : Premium;
        return level * Forecast(day, years);
    }

    private double Forecast(int day, double years)
    {
        double speed = Math.Log(2) / HalfLife * 365 * Math.Max(years, 1.0 / 365), now = coin.CoinVariance[day + 1];
        return Math.Sqrt(365 * (longRun[day] + ((now - longRun[day]) * (1 - Math.Exp(-speed)) / speed)));
    }

    private double Volatility(int day, double years, double strike)
    {
        double level = AtTheMoney(day, years), x = Math.Clamp(Math.Log(strike / Spot(day)) / (level * Math.Sqrt(years)), -Widest, Widest);
        return level * (1 + (Skew * x) + (Curvature * x * x));
    }

    private double Value(int day, Instrument option)
    {
        double years = option.YearsFrom(closes.At(day)), strike = (double)option.Symbol.Strike!.Value;
        return Black76.Value(option.Symbol.Side!.Value, Spot(day), strike, years, Volatility(day, years, strike));
    }

    private InstrumentMarket Of(int day, int tenor, double deviations, OptionSide side)
    {
        Timestamp expiry = closes.At(day) + TimeSpan.FromHours((24 * tenor) + 8);
        double years = closes.At(day).YearsTo(expiry), spot = Spot(day);
        double strike = spot * Math.Exp(deviations * AtTheMoney(day, years) * Math.Sqrt(years)), unit = Math.Pow(10, Math.Floor(Math.Log10(strike)) - 3);
        decimal rounded = (decimal)Math.Round(strike / unit) * (decimal)unit;
        var symbol = InstrumentSymbol.Option(coin.Asset, Currency.Usd, coin.Asset, expiry, rounded, side);
        var option = new Instrument(symbol, 1m, expiry);
        return new InstrumentMarket
        {
            Instrument = option, Time = closes.At(day), MarkPrice = (decimal)(Value(day, option) / spot), Forward = (decimal)spot, MarkVolatility = Volatility(day, years, (double)rounded), OpenInterest = 0m,
        };
    }
}
