using Plimsoll.Pricing;
using Spectre.Console;

namespace Plimsoll.Cli.Rendering;

/// <summary>A smile in characters: quoted volatilities as circles, the fitted slice as dots, log-moneyness across.</summary>
internal static class SmilePlot
{
    private const int Rows = 8, Columns = 60, Fewest = 3;

    /// <summary>Draws the smile; nothing with fewer than three quotes.</summary>
    public static void Write(IAnsiConsole screen, ChainExpiry expiry)
    {
        if (expiry.Fit?.Slice is not { } slice || expiry.Forward is not { } forward) return;
        (double K, double Volatility)[] quotes =
        [
            .. expiry.Options.Where(option => option.Volatility > 0)
                .Select(option => (Math.Log((double)option.Market.Instrument.Symbol.Strike!.Value / forward), option.Volatility!.Value)).OrderBy(quote => quote.Item1),
        ];
        if (quotes.Length < Fewest || quotes[^1].K <= quotes[0].K) return;
        double left = quotes[0].K, right = quotes[^1].K;
        double[] fitted = [.. Enumerable.Range(0, Columns).Select(i => slice.Volatility(left + ((right - left) * i / (Columns - 1))))];
        double low = Math.Min(fitted.Min(), quotes.Min(quote => quote.Volatility)), high = Math.Max(fitted.Max(), quotes.Max(quote => quote.Volatility));
        if (high <= low) high = low + 0.01;

        var grid = new char[Rows, Columns];
        int Row(double volatility) => (int)Math.Round((high - volatility) / (high - low) * (Rows - 1));
        for (int i = 0; i < Columns; i++) grid[Row(fitted[i]), i] = '·';
        foreach ((double k, double volatility) in quotes) grid[Row(volatility), (int)Math.Round((k - left) / (right - left) * (Columns - 1))] = '○';
        for (int row = 0; row < Rows; row++)
        {
            string label = row is 0 or Rows - 1 ? Text.Percent(row == 0 ? high : low).PadLeft(8) : new string(' ', 8);
            string line = string.Concat(Enumerable.Range(0, Columns).Select(column => grid[row, column] == '\0' ? ' ' : grid[row, column]));
            Tables.Line(screen, $"{label} │{line.TrimEnd()}");
        }

        string ends = Text.Price((decimal)(forward * Math.Exp(left))) + " ";
        string end = " " + Text.Price((decimal)(forward * Math.Exp(right)));
        Tables.Line(screen, $"{new string(' ', 9)}└{new string('─', Columns)}");
        Tables.Line(screen, $"{new string(' ', 10)}{ends}{"strike".PadLeft(((Columns - ends.Length - end.Length) / 2) + 3).PadRight(Columns - ends.Length - end.Length)}{end}   ○ quoted  · fitted", Palette.Faint);
    }
}
