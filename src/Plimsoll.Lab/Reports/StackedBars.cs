using System.Text;

namespace Plimsoll.Lab.Reports;

/// <summary>One bar of a chart.</summary>
/// <param name="Name">What stands left of it.</param>
/// <param name="Note">What stands right of it.</param>
/// <param name="Parts">Its parts in order, 0 or more each: name, amount, colour of the page's palette.</param>
/// <param name="Mark">Where a mark is drawn on it; null for none.</param>
internal sealed record Bar(string Name, string Note, ImmutableArray<(string Name, double Amount, int Colour)> Parts, double? Mark);

/// <summary>Horizontal bars, each made of parts.</summary>
internal static class StackedBars
{
    private const int Height = 20, Gap = 8, Left = 215, Width = 1080, Right = 150;

    /// <summary>The drawing as SVG.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="bars">The bars from the top down.</param>
    public static string Svg(string title, IReadOnlyList<Bar> bars)
    {
        double greatest = bars.Select(bar => Math.Max(bar.Parts.Sum(part => part.Amount), bar.Mark ?? 0)).DefaultIfEmpty(0).Max();
        double scale = greatest > 0 ? (Width - Left - Right) / greatest : 0;
        var svg = new StringBuilder();
        int height = (bars.Count * (Height + Gap)) + Gap;
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{HtmlPage.Encoded(title)}\">");
        for (int i = 0; i < bars.Count; i++)
        {
            Bar bar = bars[i];
            double x = Left, y = Gap + (i * (Height + Gap));
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{y + 15}\" text-anchor=\"end\">{HtmlPage.Encoded(bar.Name)}</text>");
            foreach ((string name, double amount, int colour) in bar.Parts)
            {
                double width = amount * scale;
                svg.Append($"<rect x=\"{ReportText.Point(x)}\" y=\"{ReportText.Point(y)}\" width=\"{ReportText.Point(width)}\" height=\"{Height}\" fill=\"var(--s{colour % 10})\"><title>{HtmlPage.Encoded(name)}: {ReportText.Whole((decimal)amount)}</title></rect>");
                x += width;
            }

            if (bar.Mark is { } mark)
                svg.Append($"<line x1=\"{ReportText.Point(Left + (mark * scale))}\" x2=\"{ReportText.Point(Left + (mark * scale))}\" y1=\"{ReportText.Point(y - 2)}\" y2=\"{ReportText.Point(y + Height + 2)}\" stroke=\"var(--ink)\" stroke-width=\"2\"/>");
            svg.Append($"<text class=\"soft\" x=\"{ReportText.Point(Math.Max(x, Left + ((bar.Mark ?? 0) * scale)) + 8)}\" y=\"{ReportText.Point(y + 15)}\">{HtmlPage.Encoded(bar.Note)}</text>");
        }

        return svg.Append("</svg>").ToString();
    }
}
