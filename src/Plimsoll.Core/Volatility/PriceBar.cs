namespace Plimsoll.Volatility;

/// <summary>Open, high, low and close of one period, quote currency per unit of base.</summary>
internal readonly record struct PriceBar(double Open, double High, double Low, double Close)
{
    /// <summary>The bars of four columns of equal length.</summary>
    /// <exception cref="ArgumentException">The columns differ in length, or a bar is no bar: a price not above 0, a high below or a low above another price.</exception>
    public static PriceBar[] FromColumns(ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close)
    {
        if (open.Length != close.Length || high.Length != close.Length || low.Length != close.Length)
            throw new ArgumentException($"Open, high, low and close hold {open.Length}, {high.Length}, {low.Length} and {close.Length} prices; give as many of each.", nameof(open));
        var bars = new PriceBar[close.Length];
        for (int i = 0; i < bars.Length; i++)
        {
            bars[i] = new(open[i], high[i], low[i], close[i]);
            if (!bars[i].IsConsistent)
                throw new ArgumentException(FormattableString.Invariant($"Bar {i} has open {open[i]}, high {high[i]}, low {low[i]}, close {close[i]}; prices are finite and above 0, and the high and the low enclose the others."), nameof(open));
        }

        return bars;
    }

    // Sources round each price on its own, so a high may miss the close by the last digit.
    private bool IsConsistent =>
        Low > 0.0 && double.IsFinite(High) && High >= Math.Max(Open, Close) * (1.0 - 1e-6) && Low <= Math.Min(Open, Close) * (1.0 + 1e-6)
        && Open > 0.0 && Close > 0.0 && High >= Low;
}
