using Plimsoll.Lab.Backtests;
using Plimsoll.Models.Native;
using Plimsoll.Volatility;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Returns of the coins and of their perpetuals' bases as the native model takes them, on the dates of its leader.</summary>
/// <remarks>A date without an own return takes the proxy of the leader; the residual that the model adds from the class's reference is left out.</remarks>
internal sealed class CoreReturns
{
    private readonly int[] before;

    private CoreReturns(DailyCloses closes, int[] days, int[] before, double[][] coin, double[][] realised, double[][] basis) => (Closes, Days, this.before, Coin, Realised, Basis) = (closes, days, before, coin, realised, basis);

    /// <summary>The closes.</summary>
    public DailyCloses Closes { get; }

    /// <summary>Days of the calendar's dates.</summary>
    public int[] Days { get; }

    /// <summary>Log return of each coin by date.</summary>
    public double[][] Coin { get; }

    /// <summary>Variance realised inside each coin's day by date; NaN where not recorded or where the proxy stands in.</summary>
    public double[][] Realised { get; }

    /// <summary>Log return of each perpetual less that of its coin by date, 0 where not known.</summary>
    public double[][] Basis { get; }

    /// <summary>Dates known at a day's close.</summary>
    public int Known(int day) => before[day];

    /// <summary>Prepares them.</summary>
    /// <exception cref="InvalidInputException">The leader has no prices.</exception>
    public static CoreReturns Of(DailyCloses closes, NativeParameters model)
    {
        MarketRiskParameters parameters = model.MarketRisk;
        int leader = closes.Assets.ToList().FindIndex(asset => asset.Asset == parameters.Leader);
        if (leader < 0) throw new InvalidInputException([new Problem("prices/", $"there are no bars of {parameters.Leader}, whose dates are the calendar of all the others; add a file {parameters.Leader}-USDT.VENUE-spot.1h.csv.gz.")]);
        double[] lead = closes.Assets[leader].CoinReturn;
        int[] days = [.. Enumerable.Range(0, closes.Days).Where(day => !double.IsNaN(lead[day]))];
        var before = new int[closes.Days];
        for (int day = 0; day < closes.Days; day++) before[day] = (day == 0 ? 0 : before[day - 1]) + (double.IsNaN(lead[day]) ? 0 : 1);
        double[] Own(AssetCloses asset) => [.. days.Select(day => double.IsNaN(asset.CoinReturn[day]) ? parameters.ProxyFactor * lead[day] : asset.CoinReturn[day])];
        static double At(double[] values, int day) => day < values.Length ? values[day] : double.NaN;
        static double Inside(AssetCloses asset, int day)
        {
            if (double.IsNaN(asset.CoinReturn[day])) return double.NaN;
            double spot = At(asset.SpotRealised, day);
            return double.IsNaN(spot) ? At(asset.PerpetualRealised, day) : spot;
        }

        double[] BasisOf(AssetCloses asset)
        {
            // A date without an own basis takes that of the class's reference, else the leader's.
            Currency? reference = model.Classes.FirstOrDefault(kind => kind.Assets.Contains(asset.Asset))?.Reference ?? model.Classes.First(kind => kind.Name == model.DefaultClass).Reference;
            AssetCloses[] sources = [.. ((AssetCloses?[])[asset, closes.Assets.FirstOrDefault(one => one.Asset == reference), closes.Assets[leader]]).OfType<AssetCloses>().Distinct().Where(source => source.KnownBasis(closes.Days - 1) >= parameters.MinimumDays)];
            return [.. days.Select(day => sources.FirstOrDefault(source => source.HasBasis(day))?.BasisReturn[day] ?? 0)];
        }

        return new(closes, days, before, [.. closes.Assets.Select(Own)], [.. closes.Assets.Select(asset => days.Select(day => Inside(asset, day)).ToArray())], [.. closes.Assets.Select(BasisOf)]);
    }

    /// <summary>Variance forecasts of a candidate that stood before each date's return, and one more for the date after the last, up to a common factor.</summary>
    /// <param name="returns">Returns by date.</param>
    /// <param name="realised">Variance inside each date; empty where nothing is known of it.</param>
    /// <param name="candidate">The memories.</param>
    /// <param name="seedReturns">Returns that start them.</param>
    public static double[] Variances(double[] returns, double[] realised, CoreCandidate candidate, int seedReturns)
    {
        if (candidate.Short is not { } memory) return Variances(returns, candidate.Decay, seedReturns);
        bool seen = realised.Length > 0;
        double[] inside = realised;
        if (!seen) Array.Fill(inside = new double[returns.Length], double.NaN);
        var volatilities = new double[returns.Length + 1];
        // One factor over the whole path leaves every ratio of two forecasts as it is, so that what follows a date does not reach the scenarios of that date.
        TwoSpeedVolatility.Forecasts(returns, inside, seen ? memory.RealisedShare : 0, seen ? memory.UnseenFactor : 1, memory.Decay, candidate.Decay, seedReturns, volatilities);
        return Array.ConvertAll(volatilities, volatility => volatility * volatility);
    }

    /// <summary>Variance forecasts that stood before each date's return, and one more for the date after the last.</summary>
    public static double[] Variances(double[] returns, double decay, int seedReturns)
    {
        var variances = new double[returns.Length + 1];
        double sum = 0;
        int seed = Math.Min(seedReturns, returns.Length);
        for (int i = 0; i < seed; i++) sum += returns[i] * returns[i];
        variances[0] = seed == 0 ? 0 : sum / seed;
        for (int i = 0; i < returns.Length; i++) variances[i + 1] = (decay * variances[i]) + ((1 - decay) * returns[i] * returns[i]);
        return variances;
    }
}
