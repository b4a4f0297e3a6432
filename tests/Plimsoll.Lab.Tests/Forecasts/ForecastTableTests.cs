using Plimsoll.Formats;
using Plimsoll.Lab.Forecasts;
using Plimsoll.Lab.Tests.Backtests;
using Plimsoll.Market;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Lab.Tests.Forecasts;

public class ForecastTableTests
{
    private static readonly Currency[] Only = [Currency.Of("BTC")];

    private static readonly Lazy<BarSeries> Bitcoin = new(() => PriceFile.Read(Path.Combine(Home(), "data", "prices", "BTC-USDT.binance-spot.1h.csv.gz"), Timestamp.Utc(2022, 1, 1)));

    private static string Home()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx"))) folder = folder.Parent;
        return folder!.FullName;
    }

    private static ForecastPlan Plan(PriceHistory history, params ReadOnlySpan<VolatilityMethod> methods) => new(ForecastPlan.MarketsOf(history, Only), [.. methods], [1, 7]);

    [Fact]
    public void Run_MethodsOfPrices_AreScoredWithChampionAndPromotionsReproducibly()
    {
        ForecastPlan plan = Plan(new([Bitcoin.Value]), VolatilityMethod.Ewma, VolatilityMethod.LogHar, VolatilityMethod.LogHarX);

        AssetForecasts result = Assert.Single(ForecastTable.Run(plan));

        Assert.Equal([1, 7], result.Horizons.Select(at => at.Horizon));
        Assert.All(result.Horizons, at => Assert.Equal(["ewma", "log-har", "log-har-x", "champion"], at.Contest.Scores.Select(score => score.Name)));
        Assert.Empty(result.Horizons[0].Rungs);
        AssetForecasts again = Assert.Single(ForecastTable.Run(plan));
        Assert.Equal(result.Horizons[1].Contest.Scores.Select(score => score.Qlike), again.Horizons[1].Contest.Scores.Select(score => score.Qlike));
    }

    [Fact]
    public void MarketsOf_CoinWithoutEnoughDays_IsNamed() =>
        Assert.Contains("DOT has no series of 590 days", Assert.Throws<InvalidInputException>(() => ForecastPlan.MarketsOf(new([Bitcoin.Value]), [Currency.Of("DOT")])).Message, StringComparison.Ordinal);

    [Fact]
    public void Model_OfXgboost_IsReadAndPredictsAsXgboostDid()
    {
        // Trained and predicted by xgboost 1.7.4 itself, python3-xgboost of Debian 12: XGBRegressor on 200 rows, hist, lossguide, 7 leaves, eta 0.1, base_score -7, with missing values.
        string folder = Path.Combine(AppContext.BaseDirectory, "Forecasts");
        BoostedTrees trees = TreeModelText.Read(File.ReadAllBytes(Path.Combine(folder, "xgboost-model.json")), "xgboost-model.json");
        string[] lines = File.ReadAllLines(Path.Combine(folder, "xgboost-predictions.csv"));

        Assert.Equal(30, trees.Count);
        foreach (string line in lines.Skip(1))
        {
            float[] values = [.. line.Split(',').Select(text => text.Length == 0 ? float.NaN : float.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.Equal(values[^1], trees.Predict(values.AsSpan(0, values.Length - 1)));
        }
    }

    [Theory]
    [InlineData("{}", "learner")]
    [InlineData("nonsense", "xgboost's JSON form")]
    [InlineData("""{"learner":{"objective":{"name":"binary:logistic"},"learner_model_param":{},"gradient_booster":{"name":"gbtree"}}}""", "train with reg:squarederror")]
    public void Model_ThatIsNone_SaysWhatToWrite(string json, string expected)
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => TreeModelText.Read(System.Text.Encoding.UTF8.GetBytes(json), "model.json"));
        Assert.Contains(expected is "learner" ? "save_model" : expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_SameRowsTwice_GivesTheSameTreesAndXgboostsOwnPredictions()
    {
        DailyHistory history = DailyHistory.Of(Bitcoin.Value);
        float[][] rows = TreeFeatures.Of(history)[..500];
        float[] targets = [.. Enumerable.Range(1, 500).Select(day => (float)Math.Log(history.DailyVariances[day]))];

        BoostedTrees trees = TreeTraining.Train(rows, targets, TreeSettings.Default, out float[] own);
        BoostedTrees again = TreeTraining.Train(rows, targets, TreeSettings.Default, out _);

        Assert.Equal(150, trees.Count);
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(own[i], trees.Predict(rows[i]));
            Assert.Equal(trees.Predict(rows[i]), again.Predict(rows[i]));
        }
    }

    [Fact]
    public void Train_AnotherFuture_ChangesNoForecastBeforeIt()
    {
        Timestamp turn = Timestamp.Utc(2021, 9, 1);
        BarSeries series = Bitcoin.Value;
        DailyHistory before = DailyHistory.Of(Closes(series)), after = DailyHistory.Of(Bars.WithAnotherFuture(new([series]), turn).Series[0]);
        int known = before.KnownAt(turn);

        double[] one = VolatilityWalk.Of(before, VolatilityMethod.Trees, 400, [7], TreeTraining.Train(before, 0, [7]))[0];
        double[] other = VolatilityWalk.Of(after, VolatilityMethod.Trees, 400, [7], TreeTraining.Train(after, 0, [7]))[0];

        Assert.Equal(one[..(known - 400 + 1)], other[..(known - 400 + 1)]);
        Assert.NotEqual(one[^1], other[^1]);
    }

    private static BarSeries Closes(BarSeries series) => new()
    {
        Base = series.Base, Quote = series.Quote, Venue = series.Venue, Kind = series.Kind, Step = series.Step, OpenTimes = series.OpenTimes, Close = series.Close, Volume = series.Volume,
    };
}
