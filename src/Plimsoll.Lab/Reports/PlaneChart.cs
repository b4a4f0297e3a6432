using System.Text;

namespace Plimsoll.Lab.Reports;

/// <summary>One named point, or a line of several.</summary>
/// <param name="Name">What is written at its last point.</param>
/// <param name="Points">(x, y), in order of x.</param>
/// <param name="Colour">Of the page's palette.</param>
/// <param name="IsFaint">Whether it is drawn in the background.</param>
internal sealed record PlaneSeries(string Name, ImmutableArray<(double X, double Y)> Points, int Colour, bool IsFaint);

/// <summary>An axis of a plane chart.</summary>
/// <param name="Title">What it measures.</param>
/// <param name="Ticks">Where lines and labels stand, rising; the first and last are its ends.</param>
/// <param name="IsLogarithmic">Whether distances are ratios.</param>
/// <param name="Label">Text of a tick.</param>
internal sealed record PlaneAxis(string Title, ImmutableArray<double> Ticks, bool IsLogarithmic, Func<double, string> Label)
{
    /// <summary>Share of the way from the first tick to the last.</summary>
    public double Share(double value)
    {
        double at = Math.Clamp(value, Ticks[0], Ticks[^1]);
        return IsLogarithmic ? Math.Log(at / Ticks[0]) / Math.Log(Ticks[^1] / Ticks[0]) : (at - Ticks[0]) / (Ticks[^1] - Ticks[0]);
    }
}

/// <summary>Points and lines on two axes.</summary>
internal static class PlaneChart
{
    private const int Width = 1080, Height = 330, Left = 84, Right = 150, Top = 14, Bottom = 44, Apart = 13;

    /// <summary>The drawing as SVG.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="x">The axis along the bottom.</param>
    /// <param name="y">The axis upwards.</param>
    /// <param name="series">What is drawn.</param>
    public static string Svg(string title, PlaneAxis x, PlaneAxis y, IReadOnlyList<PlaneSeries> series)
    {
        double X(double value) => Left + ((Width - Left - Right) * x.Share(value));
        double Y(double value) => Top + ((Height - Top - Bottom) * (1 - y.Share(value)));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{HtmlPage.Encoded(title)}\">");
        foreach (double tick in x.Ticks)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{ReportText.Point(X(tick))}\" x2=\"{ReportText.Point(X(tick))}\" y1=\"{Top}\" y2=\"{Height - Bottom}\" stroke=\"var(--line)\"/><text class=\"soft\" x=\"{ReportText.Point(X(tick))}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{x.Label(tick)}</text>");
        foreach (double tick in y.Ticks)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{ReportText.Point(Y(tick))}\" y2=\"{ReportText.Point(Y(tick))}\" stroke=\"var(--line)\"/><text class=\"soft\" x=\"{Left - 8}\" y=\"{ReportText.Point(Y(tick) + 4)}\" text-anchor=\"end\">{y.Label(tick)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{HtmlPage.Encoded(x.Title)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"soft\" x=\"14\" y=\"{(Top + Height - Bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 14 {(Top + Height - Bottom) / 2})\">{HtmlPage.Encoded(y.Title)}</text>");
        var taken = new List<(double X, double Y)>();
        foreach (PlaneSeries one in series.OrderBy(one => one.IsFaint ? 0 : 1))
        {
            if (one.Points.IsEmpty) continue;
            string colour = $"var(--s{one.Colour % 10})", opacity = one.IsFaint ? " opacity=\"0.6\"" : "";
            if (one.Points.Length > 1) svg.Append($"<path d=\"M{string.Join('L', one.Points.Select(point => $"{ReportText.Point(X(point.X))} {ReportText.Point(Y(point.Y))}"))}\" stroke=\"{colour}\" stroke-width=\"2\" fill=\"none\"{opacity}/>");
            foreach ((double px, double py) in one.Points) svg.Append($"<circle cx=\"{ReportText.Point(X(px))}\" cy=\"{ReportText.Point(Y(py))}\" r=\"{(one.Points.Length > 1 ? "3" : "6")}\" fill=\"{colour}\"{opacity}/>");
            // Names that would stand on one another move down.
            (double atX, double atY) = (X(one.Points[^1].X) + 10, Y(one.Points[^1].Y) + 4);
            double own = atY;
            while (taken.Any(other => Math.Abs(other.X - atX) < 110 && Math.Abs(other.Y - atY) < Apart)) atY += Apart;
            taken.Add((atX, atY));
            if (atY - own > Apart) svg.Append($"<line x1=\"{ReportText.Point(atX - 8)}\" x2=\"{ReportText.Point(atX - 2)}\" y1=\"{ReportText.Point(own - 4)}\" y2=\"{ReportText.Point(atY - 4)}\" stroke=\"{colour}\" opacity=\"0.6\"/>");
            svg.Append($"<text x=\"{ReportText.Point(atX)}\" y=\"{ReportText.Point(atY)}\" style=\"fill:{colour}\">{HtmlPage.Encoded(one.Name)}</text>");
        }

        return svg.Append("</svg>").ToString();
    }
}
