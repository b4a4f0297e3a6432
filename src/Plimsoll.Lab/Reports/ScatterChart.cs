using System.Text;

namespace Plimsoll.Lab.Reports;

/// <summary>One point of a scatter.</summary>
/// <param name="X">Across.</param>
/// <param name="Y">Up.</param>
/// <param name="Name">Shown on pointing.</param>
/// <param name="Colour">Index of a colour of the page.</param>
internal readonly record struct ScatterPoint(double X, double Y, string Name, int Colour);

/// <summary>Points in a plane as SVG.</summary>
internal static class ScatterChart
{
    private const double Width = 760, Height = 300, Left = 70, Bottom = 46, Top = 12, Right = 16;

    /// <summary>The drawing; a text without points.</summary>
    public static string Svg(string title, string across, string up, ImmutableArray<ScatterPoint> points)
    {
        ScatterPoint[] known = [.. points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))];
        if (known.Length == 0) return "";
        (double x0, double x1) = Range(known.Select(point => point.X));
        (double y0, double y1) = Range(known.Select(point => point.Y));
        double X(double x) => Left + ((x - x0) / (x1 - x0) * (Width - Left - Right));
        double Y(double y) => Height - Bottom - ((y - y0) / (y1 - y0) * (Height - Bottom - Top));
        var svg = new StringBuilder(FormattableString.Invariant($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{HtmlPage.Encoded(title)}\">"));
        for (int i = 0; i <= 4; i++)
        {
            double x = x0 + ((x1 - x0) * i / 4), y = y0 + ((y1 - y0) * i / 4);
            svg.Append(FormattableString.Invariant($"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(y):0.#}\" y2=\"{Y(y):0.#}\" stroke=\"var(--line)\"/><text class=\"soft\" x=\"{Left - 6}\" y=\"{Y(y) + 4:0.#}\" text-anchor=\"end\">{y:0.00}</text><text class=\"soft\" x=\"{X(x):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{x:0.00}</text>"));
        }

        foreach (ScatterPoint point in known.OrderByDescending(point => point.Colour))
            svg.Append(FormattableString.Invariant($"<circle cx=\"{X(point.X):0.#}\" cy=\"{Y(point.Y):0.#}\" r=\"5\" fill=\"var(--s{point.Colour})\"><title>{HtmlPage.Encoded(point.Name)}</title></circle>"));
        svg.Append(FormattableString.Invariant($"<text class=\"soft\" x=\"{(Left + Width) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{HtmlPage.Encoded(across)}</text><text class=\"soft\" transform=\"translate(14 {Height / 2}) rotate(-90)\" text-anchor=\"middle\">{HtmlPage.Encoded(up)}</text></svg>"));
        return svg.ToString();
    }

    private static (double Least, double Greatest) Range(IEnumerable<double> values)
    {
        double least = values.Min(), greatest = values.Max(), room = Math.Max((greatest - least) * 0.08, 1e-6);
        return (least - room, greatest + room);
    }
}
