using System.Text;

namespace Plimsoll.Lab.Reports;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Values">By day; NaN where there is none.</param>
/// <param name="Colour">Of the page's palette.</param>
internal sealed record ChartLine(string Name, double[] Values, int Colour);

/// <summary>Losses day by day as bars, margins as lines above them; where a loss stands over the first line it is marked.</summary>
internal static class MarginChart
{
    private const int Width = 1080, Height = 230, Left = 52, Right = 10, Top = 12, Bottom = 24;

    /// <summary>The drawing as SVG.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="dates">Rising, one a day.</param>
    /// <param name="losses">Loss by day as a fraction, a gain below 0; NaN where there is none.</param>
    /// <param name="lines">Margins as fractions; the first is the one that losses are held against.</param>
    public static string Svg(string title, ImmutableArray<Timestamp> dates, double[] losses, IReadOnlyList<ChartLine> lines)
    {
        int days = losses.Length;
        double greatest = lines.SelectMany(line => line.Values).Concat(losses).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        double X(int day) => Left + ((Width - Left - Right) * (day + 0.5) / days);
        double Y(double value) => Top + ((Height - Top - Bottom) * (1 - (value / greatest)));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{HtmlPage.Encoded(title)}\">");
        double step = Step(greatest);
        for (double level = 0; level <= greatest; level += step)
        {
            string y = ReportText.Point(Y(level));
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y}\" y2=\"{y}\" stroke=\"var(--line)\"/><text class=\"soft\" x=\"{Left - 6}\" y=\"{ReportText.Point(Y(level) + 4)}\" text-anchor=\"end\">{(level * 100).ToString("0.#", CultureInfo.InvariantCulture)} %</text>");
        }

        for (int day = 0; day < days; day++)
            if (dates[day].ToString().AsSpan(5, 5) is "01-01")
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{ReportText.Point(X(day))}\" x2=\"{ReportText.Point(X(day))}\" y1=\"{Top}\" y2=\"{Height - Bottom}\" stroke=\"var(--line)\"/><text class=\"soft\" x=\"{ReportText.Point(X(day) + 3)}\" y=\"{Height - 8}\">{dates[day].ToString()[..4]}</text>");
        var bars = new StringBuilder();
        for (int day = 0; day < days; day++)
            if (losses[day] > 0)
                bars.Append(CultureInfo.InvariantCulture, $"M{ReportText.Point(X(day))} {ReportText.Point(Y(0))}V{ReportText.Point(Y(losses[day]))}");
        svg.Append($"<path d=\"{bars}\" stroke=\"var(--s8)\" stroke-width=\"1\" fill=\"none\"/>");
        foreach (ChartLine line in lines.Reverse()) svg.Append($"<path d=\"{Path(line.Values, X, Y)}\" stroke=\"var(--s{line.Colour % 10})\" stroke-width=\"1.4\" fill=\"none\"/>");
        for (int day = 0; day < days; day++)
            if (losses[day] > lines[0].Values[day])
                svg.Append($"<circle cx=\"{ReportText.Point(X(day))}\" cy=\"{ReportText.Point(Y(losses[day]))}\" r=\"3.5\" fill=\"var(--bad)\"><title>{dates[day].ToString()[..10]}: loss {ReportText.Percent(losses[day])}, margin {ReportText.Percent(lines[0].Values[day])}</title></circle>");
        return svg.Append("</svg>").ToString();
    }

    private static string Path(double[] values, Func<int, double> x, Func<double, double> y)
    {
        var path = new StringBuilder();
        bool drawing = false;
        for (int day = 0; day < values.Length; day++)
        {
            if (!double.IsFinite(values[day]))
            {
                drawing = false;
                continue;
            }

            path.Append(drawing ? 'L' : 'M').Append(ReportText.Point(x(day))).Append(' ').Append(ReportText.Point(y(values[day])));
            drawing = true;
        }

        return path.ToString();
    }

    private static double Step(double greatest)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(greatest)));
        return (greatest / unit) switch { > 5 => unit * 2, > 2 => unit, _ => unit / 2 };
    }
}
