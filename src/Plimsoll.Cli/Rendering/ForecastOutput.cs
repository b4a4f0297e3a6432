using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Lab.Forecasts;
using Plimsoll.Validation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>A contest of forecasters in the three formats. Losses are of daily variances, α too.</summary>
internal static class ForecastOutput
{
    private const double Level = 0.05;
    private const int MostAsColumns = 6;

    /// <summary>Everything.</summary>
    public static JsonObject Json(ImmutableArray<AssetForecasts> results) => new()
    {
        ["assets"] = JsonOutput.Array(results, asset => new JsonObject
        {
            ["asset"] = asset.Asset.Code,
            ["market"] = asset.Market,
            ["from"] = Day(asset.From),
            ["to"] = Day(asset.To),
            ["horizons"] = JsonOutput.Array(asset.Horizons, at => new JsonObject
            {
                ["horizonDays"] = at.Horizon,
                ["scoredDays"] = at.Contest.Days,
                ["championAtEnd"] = at.Champion,
                ["promotions"] = JsonOutput.Array(at.Promotions, one => new JsonObject
                {
                    ["time"] = one.Time.ToString(), ["from"] = one.From, ["to"] = one.To, ["days"] = one.Days, ["dieboldMariano"] = Number(one.Test.Statistic), ["pValue"] = Number(one.Test.PValue),
                }),
                ["ladder"] = at.Rungs.IsEmpty ? null : new JsonObject { ["blend"] = Number(at.Rungs[0]), ["log-har"] = Number(at.Rungs[1]), ["ewma"] = Number(at.Rungs[2]), ["last-good"] = Number(at.Rungs[3]) },
                ["methods"] = JsonOutput.Array(at.Contest.Scores, score => new JsonObject
                {
                    ["method"] = score.Name, ["days"] = score.Days, ["qlike"] = Number(score.Qlike), ["mse"] = Number(score.SquaredError), ["realisedOverForecast"] = Number(score.Ratio),
                    ["alpha"] = Number(score.Regression?.Alpha), ["beta"] = Number(score.Regression?.Beta), ["waldP"] = Number(score.Regression?.PValue),
                    ["dmAgainstLogHar"] = Number(score.AgainstReference?.Statistic), ["dmAgainstLogHarP"] = Number(score.AgainstReference?.PValue),
                    ["dmAgainstBest"] = Number(score.AgainstBest?.Statistic), ["dmAgainstBestP"] = Number(score.AgainstBest?.PValue),
                    ["inConfidenceSet"] = score.IsInConfidenceSet, ["best"] = score.IsBest,
                }),
            }),
        }),
    };

    /// <summary>One row a coin, horizon and method.</summary>
    public static void Csv(TextWriter output, ImmutableArray<AssetForecasts> results)
    {
        Rendering.Csv.Row(
            output, "asset", "market", "from", "to", "horizon", "method", "days", "qlike", "mse", "realisedOverForecast", "alpha", "beta", "waldP", "dmAgainstLogHar", "dmAgainstLogHarP", "dmAgainstBest", "dmAgainstBestP", "inConfidenceSet", "best");
        foreach (AssetForecasts asset in results)
            foreach (HorizonForecasts at in asset.Horizons)
                foreach (ForecastScore one in at.Contest.Scores)
                    Rendering.Csv.Row(
                        output, asset.Asset.Code, asset.Market, Day(asset.From), Day(asset.To), Whole(at.Horizon), one.Name, Whole(one.Days), Number(one.Qlike), Number(one.SquaredError), Number(one.Ratio),
                        Number(one.Regression?.Alpha), Number(one.Regression?.Beta), Number(one.Regression?.PValue), Number(one.AgainstReference?.Statistic), Number(one.AgainstReference?.PValue), Number(one.AgainstBest?.Statistic), Number(one.AgainstBest?.PValue),
                        one.IsInConfidenceSet ? "true" : "false", one.IsBest ? "true" : "false");
    }

    /// <summary>By horizon: every method over all coins, then coin by coin.</summary>
    public static void Table(IAnsiConsole screen, ImmutableArray<AssetForecasts> results)
    {
        foreach (AssetForecasts asset in results)
            Tables.Line(screen, string.Create(CultureInfo.InvariantCulture, $"{asset.Asset} ({asset.Market}): {Day(asset.From)} to {Day(asset.To)}, {asset.Horizons[0].Contest.Days:N0} days scored"), Palette.Faint);
        for (int h = 0; h < results[0].Horizons.Length; h++)
        {
            int days = results[0].Horizons[h].Horizon;
            Tables.Heading(screen, days == 1 ? "The next day" : $"Mean of the next {Whole(days)} days");
            (AssetForecasts Asset, HorizonForecasts At)[] all = [.. results.Select(asset => (asset, asset.Horizons[h])).Where(one => one.Item2.Contest.Days > 0)];
            if (all.Length == 0) continue;
            Pooled(screen, all);
            if (all.Length == 1) One(screen, all[0].At);
            else if (all.Length <= MostAsColumns) Matrix(screen, all);
            else Assets(screen, all);
        }

        Tables.Line(screen, "QLIKE: mean of y/f − ln(y/f) − 1 of variances, each forecast made from the days before it; better, worse: coins on which Diebold and Mariano's test against log-har says so at 5 %;", Palette.Faint);
        Tables.Line(screen, "in set: coins on which it is in the 90 % model confidence set; unbiased: coins on which Mincer and Zarnowitz's (0, 1) is not rejected at 5 %", Palette.Faint);
    }

    private static void Pooled(IAnsiConsole screen, (AssetForecasts Asset, HorizonForecasts At)[] all)
    {
        var rows = new List<IRenderable[]>();
        foreach (string name in all.SelectMany(one => one.At.Contest.Scores).Select(score => score.Name).Distinct())
        {
            ForecastScore[] scores = [.. all.SelectMany(one => one.At.Contest.Scores.Where(score => score.Name == name && score.Days > 0))];
            if (scores.Length == 0) continue;
            rows.Add([
                Tables.Cell(name), Tables.Cell(Whole(scores.Length)), Tables.Cell(Short(scores.Average(score => score.Qlike), "0.0000")), Tables.Cell(Whole(scores.Count(score => score.IsBest))), Tables.Cell(Whole(scores.Count(score => score.IsInConfidenceSet))),
                Tables.Cell(Whole(scores.Count(score => score.AgainstReference is { MeanDifference: > 0, PValue: < Level }))), Tables.Cell(Whole(scores.Count(score => score.AgainstReference is { MeanDifference: < 0, PValue: < Level }))),
                Tables.Cell(Short(Median(scores.Select(score => score.AgainstReference?.Statistic)), "0.0")), Tables.Cell(Short(Median(scores.Select(score => score.Regression?.Beta)), "0.00")),
                Tables.Cell(Whole(scores.Count(score => score.Regression?.PValue >= Level))), Tables.Cell(Short(Median(scores.Select(score => (double?)score.Ratio)), "0.00")),
            ]);
        }

        Tables.WriteFitting(screen, 2, ["method", "coins>", "QLIKE>", "best>", "in set>", "better>", "worse>", "median DM>", "slope>", "unbiased>", "real/forecast>"], ["real/forecast", "slope"], rows);
    }

    private static void Matrix(IAnsiConsole screen, (AssetForecasts Asset, HorizonForecasts At)[] all)
    {
        string[] names = [.. all[0].At.Contest.Scores.Select(score => score.Name).Union(all.SelectMany(one => one.At.Contest.Scores).Select(score => score.Name))];
        Tables.WriteFitting(
            screen, 2, ["QLIKE", .. all.Select(one => one.Asset.Asset.Code + ">")], [],
            [.. names.Select(name => (IRenderable[])[Tables.Cell(name), .. all.Select(one => Loss(one.At.Contest.Scores.FirstOrDefault(score => score.Name == name)))])]);
        Tables.Line(screen, "champion at the end: " + string.Join(", ", all.Select(one => $"{one.Asset.Asset} {one.At.Champion}")), Palette.Faint);
    }

    private static void Assets(IAnsiConsole screen, (AssetForecasts Asset, HorizonForecasts At)[] all)
    {
        string[] shown = ["ewma", "garch", "har", "log-har", "log-har-x", "trees", "blend", ForecastTable.Champion, ForecastTable.Ladder];
        Tables.WriteFitting(
            screen, 1, ["QLIKE", "days>", .. shown.Select(name => name + ">"), "best", "champion at the end"], ["days", "garch", "har", "log-har-x"],
            [.. all.Select(one => (IRenderable[])[
                Tables.Cell(one.Asset.Asset.Code), Tables.Cell(Whole(one.At.Contest.Days)), .. shown.Select(name => Loss(one.At.Contest.Scores.FirstOrDefault(score => score.Name == name))),
                Tables.Cell(one.At.Contest.Scores.First(score => score.IsBest).Name), Tables.Cell(one.At.Champion)])]);
    }

    private static void One(IAnsiConsole screen, HorizonForecasts at)
    {
        Tables.WriteFitting(
            screen, 2, ["method", "QLIKE>", "MSE·10⁶>", "α·10³>", "slope>", "Wald p>", "DM log-har>", "p>", "DM best>", "p of it>", "in set"], ["α·10³", "p", "MSE·10⁶"],
            [.. at.Contest.Scores.Where(score => score.Days > 0).Select(score => (IRenderable[])[
                Tables.Cell(score.Name, score.IsBest ? Palette.Good : Style.Plain), Tables.Cell(Short(score.Qlike, "0.0000")), Tables.Cell(Short(1e6 * score.SquaredError, "0.000")), Tables.Cell(Short(1e3 * score.Regression?.Alpha, "0.00")), Tables.Cell(Short(score.Regression?.Beta, "0.00")),
                Tables.Cell(Short(score.Regression?.PValue, "0.000")), Tables.Cell(Short(score.AgainstReference?.Statistic, "0.0")), Tables.Cell(Short(score.AgainstReference?.PValue, "0.000")), Tables.Cell(Short(score.AgainstBest?.Statistic, "0.0")), Tables.Cell(Short(score.AgainstBest?.PValue, "0.000")),
                Tables.Cell(score.IsInConfidenceSet ? "yes" : "no")])]);
        foreach (Promotion one in at.Promotions)
            Tables.Line(screen, string.Create(CultureInfo.InvariantCulture, $"{Day(one.Time)}: {one.To} replaced {one.From} (DM {one.Test.Statistic:0.0} over {one.Days} days)"), Palette.Faint);
        if (!at.Rungs.IsEmpty)
            Tables.Line(screen, $"ladder: {Text.Percent(at.Rungs[0])} of days on blend, {Text.Percent(at.Rungs[1])} on log-har, {Text.Percent(at.Rungs[2])} on ewma, {Text.Percent(at.Rungs[3])} below", Palette.Faint);
    }

    private static IRenderable Loss(ForecastScore? score) => score is { Days: > 0 }
        ? Tables.Cell(Short(score.Qlike, "0.000"), score.IsBest ? Palette.Good : score.IsInConfidenceSet ? Style.Plain : Palette.Faint)
        : Tables.Cell("–");

    private static double? Median(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>().Where(double.IsFinite).Order()];
        return known.Length == 0 ? null : (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
    }

    private static string Day(Values.Timestamp time) => time.ToString()[..10];

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Short(double? value, string format) => value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G10", CultureInfo.InvariantCulture) : "";
}
