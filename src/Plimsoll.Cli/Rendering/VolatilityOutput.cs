using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Market;
using Plimsoll.Volatility;
using Spectre.Console;

namespace Plimsoll.Cli.Rendering;

/// <summary>A volatility report in the three formats. Volatilities are fractions a year of 365 days; tables show percent.</summary>
internal static class VolatilityOutput
{
    /// <summary>The whole report.</summary>
    public static JsonObject Json(BarSeries series, VolatilityReport report) => new()
    {
        ["market"] = $"{series.Base}/{series.Quote}",
        ["venue"] = series.Venue,
        ["kind"] = Text.Kebab(series.Kind),
        ["lastDay"] = report.LastDay.ToString()[..10],
        ["days"] = report.Days,
        ["unit"] = "fraction a year of 365 days",
        ["window"] = report.Window,
        ["estimates"] = JsonOutput.Array(report.Estimates, one => new JsonObject { ["estimator"] = Text.Kebab(one.Estimator), ["volatility"] = Text.Estimate(one.Annualised) }),
        ["realisedLastDay"] = Number(report.RealisedLastDay),
        ["jumpStatistic"] = Number(report.JumpStatistic),
        ["jumpShare"] = Number(report.JumpShare),
        ["scoredDays"] = report.ScoredDays,
        ["champion"] = report.Champion is { } champion ? Text.Kebab(champion.Method) : null,
        ["forecasts"] = JsonOutput.Array(report.Forecasts, one => new JsonObject
        {
            ["method"] = Text.Kebab(one.Method),
            ["nextDayVolatility"] = Number(one.Annualised),
            ["qlike"] = Number(one.Loss),
            ["champion"] = one.IsChampion,
            ["rejections"] = JsonOutput.Array(one.Rejections, reason => JsonValue.Create(Text.Kebab(reason))),
        }),
    };

    /// <summary>One row an estimate or forecast.</summary>
    public static void Csv(TextWriter output, VolatilityReport report)
    {
        Rendering.Csv.Row(output, "kind", "name", "volatility", "qlike", "champion", "rejections");
        foreach (VolatilityEstimate one in report.Estimates) Rendering.Csv.Row(output, "estimate", Text.Kebab(one.Estimator), Text.Estimate(one.Annualised), "", "", "");
        if (report.RealisedLastDay is { } realised) Rendering.Csv.Row(output, "estimate", "realised-last-day", Text.Estimate(realised), "", "", "");
        foreach (VolatilityForecast one in report.Forecasts)
        {
            Rendering.Csv.Row(
                output, "forecast", Text.Kebab(one.Method), Number(one.Annualised), Number(one.Loss), one.IsChampion ? "true" : "false", string.Join(' ', one.Rejections.Select(Text.Kebab)));
        }
    }

    /// <summary>Estimates, then forecasts with their record.</summary>
    public static void Table(IAnsiConsole screen, BarSeries series, VolatilityReport report)
    {
        Tables.Line(screen, string.Create(CultureInfo.InvariantCulture, $"{series.Base}/{series.Quote} ({series.Venue} {Text.Words(series.Kind)}), {report.Days:N0} days to {report.LastDay.ToString()[..10]}; volatility in percent a year of 365 days"), Palette.Faint);
        Table estimates = Tables.Of(string.Create(CultureInfo.InvariantCulture, $"last {report.Window} days"), "volatility>");
        foreach (VolatilityEstimate one in report.Estimates) estimates.AddRow(Tables.Cell(Text.Words(one.Estimator)), Tables.Cell(Text.Percent(one.Annualised)));
        screen.Write(estimates);
        if (report.RealisedLastDay is { } realised)
        {
            string jump = report is { JumpStatistic: { } z, JumpShare: { } share }
                ? string.Create(CultureInfo.InvariantCulture, $"; jump test z = {z:0.0}{(share > 0 ? $", {Text.Percent(share, 0)} of the variance jumped" : ", no jump")}")
                : "";
            Tables.Line(screen, $"realised within the last day {Text.Percent(realised)}{jump}");
        }

        Table forecasts = Tables.Of("forecast", "next day>", "a day>", "QLIKE>", "");
        foreach (VolatilityForecast one in report.Forecasts)
        {
            string note = one.IsChampion ? "champion" : string.Join(", ", one.Rejections.Select(reason => Text.Words(reason)));
            forecasts.AddRow(
                Tables.Cell(Text.Words(one.Method)), Tables.Cell(one.Annualised is { } year ? Text.Percent(year) : "–"), Tables.Cell(one.Annualised is { } day ? Text.Percent(day / Math.Sqrt(365.0), 2) : "–"),
                Tables.Cell(one.Loss is { } loss ? loss.ToString("0.000", CultureInfo.InvariantCulture) : "–"), Tables.Cell(note, one.IsChampion ? Style.Plain : Palette.Warning));
        }

        screen.Write(forecasts);
        Tables.Line(
            screen,
            report.ScoredDays > 0
                ? string.Create(CultureInfo.InvariantCulture, $"QLIKE: mean of y/f − ln(y/f) − 1 of variances over the last {report.ScoredDays} days, each forecast made from the days before it; {(report.Champion is null ? "too few days for a champion" : "the least is the champion")}")
                : "no days were scored",
            Palette.Faint);
    }

    private static string? Number(double? value) => value is { } known ? Text.Estimate(known) : null;
}
