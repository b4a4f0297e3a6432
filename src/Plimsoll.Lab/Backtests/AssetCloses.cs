namespace Plimsoll.Lab.Backtests;

/// <summary>Daily closes of one asset at 00:00 UTC, by day of the backtest's calendar. What is not known is NaN.</summary>
public sealed class AssetCloses
{
    private readonly int[] known;
    private readonly int[] knownBasis;

    internal AssetCloses(Currency asset, double[] coin, double[] spot, double[] perpetual, double[] volume, double[]? lowest = null, double[]? highest = null)
    {
        (Asset, Coin, Spot, Perpetual, Volume) = (asset, coin, spot, perpetual, volume);
        int days = coin.Length;
        (Lowest, Highest) = (lowest ?? Unknown(days), highest ?? Unknown(days));
        (CoinReturn, BasisReturn, known, knownBasis) = (new double[days], new double[days], new int[days], new int[days]);
        for (int d = 0; d < days; d++)
        {
            double move = d == 0 ? double.NaN : Math.Log(coin[d] / coin[d - 1]);
            CoinReturn[d] = move;
            BasisReturn[d] = double.IsNaN(move) ? double.NaN : HasBasis(d) ? Math.Log(perpetual[d] / perpetual[d - 1]) - move : 0;
            known[d] = (d == 0 ? 0 : known[d - 1]) + (double.IsNaN(move) ? 0 : 1);
            knownBasis[d] = (d == 0 ? 0 : knownBasis[d - 1]) + (HasBasis(d) ? 1 : 0);
        }

        CoinVariance = Variances(CoinReturn);
        BasisVariance = Variances([.. Enumerable.Range(0, days).Select(d => HasBasis(d) ? BasisReturn[d] : double.NaN)]);
    }

    /// <summary>λ of the variances, per day.</summary>
    public const double Decay = 0.97;

    private const int SeedReturns = 30;

    /// <summary>The coin.</summary>
    public Currency Asset { get; }

    /// <summary>Prices of the coin, sources joined by returns; spot first, the perpetual where there is no spot.</summary>
    internal double[] Coin { get; }

    /// <summary>Prices of the coin from spot markets alone.</summary>
    internal double[] Spot { get; }

    /// <summary>Prices of its perpetual.</summary>
    internal double[] Perpetual { get; }

    /// <summary>Value traded in the day before, in quote currency.</summary>
    internal double[] Volume { get; }

    /// <summary>Lowest price inside the day that ends at each close, over the close before it; from bars shorter than a day, the perpetual's where there are some. NaN where not known.</summary>
    internal double[] Lowest { get; }

    /// <summary>The same of the highest.</summary>
    internal double[] Highest { get; }

    /// <summary>Recorded index of its implied volatility at each close, annualised fraction; NaN where there is none.</summary>
    internal double[] ImpliedIndex { get; init; } = [];

    /// <summary>Variance realised inside the day that ends at each close, of spot; NaN where not known.</summary>
    internal double[] SpotRealised { get; init; } = [];

    /// <summary>The same of the perpetual.</summary>
    internal double[] PerpetualRealised { get; init; } = [];

    /// <summary>Log return of the coin over the day that ends at each close.</summary>
    internal double[] CoinReturn { get; }

    /// <summary>Log return of the perpetual less that of the coin; 0 where only one of them is known.</summary>
    internal double[] BasisReturn { get; }

    /// <summary>Variance of the coin's return forecast before each day, and one more for the day after the last.</summary>
    internal double[] CoinVariance { get; }

    /// <summary>The same of the basis.</summary>
    internal double[] BasisVariance { get; }

    /// <summary>Returns known up to and with a day.</summary>
    internal int Known(int day) => known[day];

    /// <summary>Days up to and with one on which spot and perpetual both have a return.</summary>
    internal int KnownBasis(int day) => knownBasis[day];

    /// <summary>Whether spot and perpetual both have a return on a day.</summary>
    internal bool HasBasis(int day) => day > 0 && !double.IsNaN(Spot[day]) && !double.IsNaN(Spot[day - 1]) && !double.IsNaN(Perpetual[day]) && !double.IsNaN(Perpetual[day - 1]);

    /// <summary>What the perpetual is marked at: its own close, or the coin's where it has none.</summary>
    internal double Mark(int day) => double.IsNaN(Perpetual[day]) ? Coin[day] : Perpetual[day];

    /// <summary>Simple return of the coin on a day.</summary>
    internal double CoinGain(int day) => Math.Exp(CoinReturn[day]) - 1;

    /// <summary>Simple return of the perpetual on a day.</summary>
    internal double PerpetualGain(int day) => Math.Exp(CoinReturn[day] + BasisReturn[day]) - 1;

    private static double[] Unknown(int days)
    {
        var none = new double[days];
        Array.Fill(none, double.NaN);
        return none;
    }

    // Begun with the mean square of the first returns; a day without a return leaves the forecast as it stands.
    private static double[] Variances(double[] returns)
    {
        double[] seed = [.. returns.Where(move => !double.IsNaN(move)).Take(SeedReturns)];
        var variances = new double[returns.Length + 1];
        variances[0] = seed.Length > 0 ? Plimsoll.Volatility.Ewma.MeanSquare(seed) : 0;
        for (int d = 0; d < returns.Length; d++)
            variances[d + 1] = double.IsNaN(returns[d]) ? variances[d] : (Decay * variances[d]) + ((1 - Decay) * returns[d] * returns[d]);
        return variances;
    }
}
