using System.Text;
using Plimsoll.Lab.Calibrations;
using Plimsoll.Market;

namespace Plimsoll.Lab.Reports;

/// <summary>Volatility as estimated and as published over bands of the regimes, and below them a lane of marks for each kind of event.</summary>
internal static class RegimeChart
{
    private const int Width = 1080, Height = 290, Left = 82, Right = 10, Top = 12, Lane = 15, Gap = 16, Foot = 20;

    private static readonly (string Kind, string Name, string Colour)[] Lanes = [("set", "by itself", "var(--s2)"), ("proposal", "proposed", "var(--s3)"), ("alert", "alerts", "var(--bad)"), ("class", "class", "var(--s0)")];

    /// <summary>Colour and opacity of a regime's band.</summary>
    public static (string Colour, string Opacity) Band(Regime regime) => regime switch
    {
        Regime.Elevated => ("var(--s7)", "0.28"), Regime.Stressed => ("var(--s1)", "0.5"), Regime.Crisis => ("var(--bad)", "0.7"), _ => ("none", "0"),
    };

    /// <summary>The drawing as SVG.</summary>
    public static string Svg(WalkForwardAsset asset)
    {
        ImmutableArray<WalkForwardDay> days = asset.Days;
        int bottom = Foot + (Lanes.Length * Lane) + Gap, floor = Height - bottom;
        double greatest = days.SelectMany(day => (double?[])[day.Estimate, day.Published]).OfType<double>().DefaultIfEmpty(1).Max() * 1.04;
        double X(double day) => Left + ((Width - Left - Right) * day / days.Length);
        double Y(double value) => Top + ((floor - Top) * (1 - (value / greatest)));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Volatility of {HtmlPage.Encoded(asset.Asset.Code)} as estimated and published, with regimes and events\">");
        for (int start = 0, end; start < days.Length; start = end)
        {
            for (end = start + 1; end < days.Length && days[end].Regime == days[start].Regime; end++)
            {
            }

            if (days[start].Regime == Regime.Calm) continue;
            (string colour, string opacity) = Band(days[start].Regime);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{ReportText.Point(X(start))}\" y=\"{Top}\" width=\"{ReportText.Point(Math.Max(1, X(end) - X(start)))}\" height=\"{floor - Top}\" fill=\"{colour}\" opacity=\"{opacity}\"><title>{ReportText.Words(days[start].Regime)} from {days[start].Time.ToString()[..10]} to {days[end - 1].Time.ToString()[..10]}</title></rect>");
        }

        double step = greatest > 4 ? 1 : greatest > 2 ? 0.5 : greatest > 0.8 ? 0.25 : 0.1;
        for (double level = 0; level <= greatest; level += step)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{ReportText.Point(Y(level))}\" y2=\"{ReportText.Point(Y(level))}\" stroke=\"var(--line)\"/><text class=\"soft\" x=\"{Left - 6}\" y=\"{ReportText.Point(Y(level) + 4)}\" text-anchor=\"end\">{(level * 100).ToString("0", CultureInfo.InvariantCulture)} %</text>");
        Dates(svg, days, X);
        svg.Append($"<path d=\"{Path(days, day => day.Estimate, X, Y)}\" stroke=\"var(--s8)\" stroke-width=\"1\" fill=\"none\"/>");
        svg.Append($"<path d=\"{Path(days, day => day.Published, X, Y)}\" stroke=\"var(--s0)\" stroke-width=\"1.6\" fill=\"none\"/>");
        for (int lane = 0; lane < Lanes.Length; lane++) Marks(svg, asset, lane, floor + Gap + (lane * Lane), X);
        return svg.Append("</svg>").ToString();
    }

    private static void Dates(StringBuilder svg, ImmutableArray<WalkForwardDay> days, Func<double, double> x)
    {
        // Years where there are several, months else.
        bool isLong = days.Length > 700;
        double last = double.NegativeInfinity;
        for (int day = 0; day < days.Length; day++)
        {
            string date = days[day].Time.ToString();
            if (!date.AsSpan(8, 2).SequenceEqual("01") || (isLong && !date.AsSpan(5, 2).SequenceEqual("01")) || x(day) - last < 60) continue;
            last = x(day);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{ReportText.Point(last)}\" x2=\"{ReportText.Point(last)}\" y1=\"{Top}\" y2=\"{Height - Foot}\" stroke=\"var(--line)\"/>");
            if (last < Width - Right - 50) svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{ReportText.Point(last + 3)}\" y=\"{Height - 5}\">{(isLong ? date[..4] : date[..7])}</text>");
        }
    }

    private static void Marks(StringBuilder svg, WalkForwardAsset asset, int lane, double top, Func<double, double> x)
    {
        (string kind, string name, string colour) = Lanes[lane];
        svg.Append($"<text class=\"soft\" x=\"{Left - 6}\" y=\"{ReportText.Point(top + 10)}\" text-anchor=\"end\">{name}</text>");
        Timestamp first = asset.Days[0].Time;
        foreach (WalkForwardEvent one in asset.Events.Where(one => one.Kind == kind))
        {
            double at = (one.Time - first).TotalDays + 0.5;
            svg.Append($"<rect x=\"{ReportText.Point(x(at) - 1)}\" y=\"{ReportText.Point(top)}\" width=\"2\" height=\"11\" fill=\"{colour}\"><title>{one.Time.ToString()[..10]}: {HtmlPage.Encoded(one.Text)}</title></rect>");
        }
    }

    private static string Path(ImmutableArray<WalkForwardDay> days, Func<WalkForwardDay, double?> value, Func<double, double> x, Func<double, double> y)
    {
        var path = new StringBuilder();
        bool drawing = false;
        for (int day = 0; day < days.Length; day++)
        {
            if (value(days[day]) is not { } level)
            {
                drawing = false;
                continue;
            }

            path.Append(drawing ? 'L' : 'M').Append(ReportText.Point(x(day + 0.5))).Append(' ').Append(ReportText.Point(y(level)));
            drawing = true;
        }

        return path.ToString();
    }
}
