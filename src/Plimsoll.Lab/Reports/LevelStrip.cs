using System.Text;
using Plimsoll.Models;

namespace Plimsoll.Lab.Reports;

/// <summary>Liquidation levels of one underlying under several rulebooks, on one axis of prices around today's.</summary>
internal static class LevelStrip
{
    private const int Row = 20, Left = 215, Width = 1080, Right = 30, Top = 34;

    /// <summary>Moves shown, in natural logarithms of the price: from a tenth to ten times.</summary>
    private const double Reach = 2.302585;

    private static readonly double[] Ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10];

    /// <summary>The drawing as SVG: red where the account is liquidated, a line at today's price.</summary>
    public static string Svg(string factor, decimal price, IReadOnlyList<(string Name, LiquidationLevel Level)> rows)
    {
        int height = Top + (rows.Count * Row) + 8;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"Prices of {HtmlPage.Encoded(factor)} at which each rulebook liquidates\">");
        foreach (double tick in Ticks)
        {
            string x = ReportText.Point(X(tick));
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x}\" x2=\"{x}\" y1=\"{Top - 6}\" y2=\"{height - 6}\" stroke=\"var({(tick == 1 ? "--ink" : "--line")})\"/>");
            svg.Append($"<text class=\"soft\" x=\"{x}\" y=\"14\" text-anchor=\"middle\">{ReportText.Price(price * (decimal)tick)}</text>");
            svg.Append($"<text class=\"soft\" x=\"{x}\" y=\"27\" text-anchor=\"middle\">{(tick == 1 ? "today" : (tick > 1 ? "+" : "") + ReportText.Percent(tick - 1))}</text>");
        }

        for (int i = 0; i < rows.Count; i++)
        {
            double y = Top + (i * Row);
            svg.Append($"<text x=\"{Left - 10}\" y=\"{ReportText.Point(y + 14)}\" text-anchor=\"end\">{HtmlPage.Encoded(rows[i].Name)}</text>");
            svg.Append($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{ReportText.Point(y + 10)}\" y2=\"{ReportText.Point(y + 10)}\" stroke=\"var(--line)\"/>");
            foreach (PriceInterval interval in rows[i].Level.Intervals)
            {
                double from = X((double)(interval.From / price)), to = X(interval.To is { } end ? (double)(end / price) : double.PositiveInfinity);
                if (to > from) svg.Append($"<rect x=\"{ReportText.Point(from)}\" y=\"{ReportText.Point(y + 4)}\" width=\"{ReportText.Point(Math.Max(2, to - from))}\" height=\"12\" fill=\"var(--bad)\" opacity=\"0.75\"><title>liquidated from {ReportText.Price(interval.From)} to {(interval.To is { } upper ? ReportText.Price(upper) : "any higher price")}</title></rect>");
            }
        }

        return svg.Append("</svg>").ToString();
    }

    private static double X(double multiple) => Left + ((Width - Left - Right) * (Math.Clamp(Math.Log(multiple), -Reach, Reach) + Reach) / (2 * Reach));
}
