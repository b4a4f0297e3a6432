using System.Text;

namespace Plimsoll.Lab.Reports;

/// <summary>One row of an interval strip.</summary>
/// <param name="Name">What stands left of it.</param>
/// <param name="Value">The point.</param>
/// <param name="Lower">Lower end of its interval.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="Colour">Of the page's palette.</param>
internal sealed record IntervalRow(string Name, double Value, double Lower, double Upper, int Colour);

/// <summary>Rates with their intervals on one axis, over the band in which they should lie.</summary>
internal static class IntervalStrip
{
    private const int Row = 20, Left = 300, Width = 1080, Right = 90, Top = 8, Bottom = 22;

    /// <summary>The drawing as SVG.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="rows">The rows from the top down; fractions.</param>
    /// <param name="from">Lower end of the band.</param>
    /// <param name="to">Upper end of the band.</param>
    public static string Svg(string title, IReadOnlyList<IntervalRow> rows, double from, double to)
    {
        // One wild interval must not press the others together: the axis ends at four times the band, and what runs on is cut there.
        double end = Math.Min(4 * to, Math.Max(1.3 * to, rows.Max(row => row.Upper) * 1.05));
        double X(double value) => Left + ((Width - Left - Right) * Math.Clamp(value, 0, end) / end);
        int height = Top + (rows.Count * Row) + Bottom;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{HtmlPage.Encoded(title)}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{ReportText.Point(X(from))}\" y=\"{Top}\" width=\"{ReportText.Point(X(to) - X(from))}\" height=\"{rows.Count * Row}\" fill=\"var(--good)\" opacity=\"0.16\"/>");
        double step = to > 0.02 ? 0.01 : 0.005;
        for (double tick = 0; tick <= end + 1e-12; tick += step)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{ReportText.Point(X(tick))}\" x2=\"{ReportText.Point(X(tick))}\" y1=\"{Top}\" y2=\"{height - Bottom}\" stroke=\"var(--line)\"/><text class=\"soft\" x=\"{ReportText.Point(X(tick))}\" y=\"{height - 6}\" text-anchor=\"middle\">{ReportText.Percent(tick)}</text>");
        for (int i = 0; i < rows.Count; i++)
        {
            IntervalRow row = rows[i];
            string y = ReportText.Point(Top + (i * Row) + (Row / 2.0));
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{ReportText.Point(Top + (i * Row) + 14)}\" text-anchor=\"end\">{HtmlPage.Encoded(row.Name)}</text>");
            svg.Append($"<line x1=\"{ReportText.Point(X(row.Lower))}\" x2=\"{ReportText.Point(X(row.Upper))}\" y1=\"{y}\" y2=\"{y}\" stroke=\"var(--s{row.Colour % 10})\" stroke-width=\"3\" opacity=\"0.55\"/>");
            svg.Append($"<circle cx=\"{ReportText.Point(X(row.Value))}\" cy=\"{y}\" r=\"4.5\" fill=\"var(--s{row.Colour % 10})\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{Width - Right + 10}\" y=\"{ReportText.Point(Top + (i * Row) + 14)}\">{(row.Value * 100).ToString("0.00", CultureInfo.InvariantCulture)} %</text>");
        }

        return svg.Append("</svg>").ToString();
    }
}
