using System.Collections.Immutable;
using Plimsoll.Models;

namespace Plimsoll.Cli.Rendering;

/// <summary>Bars that start where the one before ended. A negative line runs backwards and is drawn lighter.</summary>
internal sealed class WaterfallScale
{
    private readonly decimal low;
    private readonly decimal span;
    private readonly int width;

    private WaterfallScale(decimal low, decimal high, int width) => (this.low, span, this.width) = (low, high - low, width);

    /// <summary>The scale in which every running total of the lines fits the width.</summary>
    public static WaterfallScale Of(ImmutableArray<MarginLine> lines, int width)
    {
        decimal total = 0m, low = 0m, high = 0m;
        foreach (MarginLine line in lines)
        {
            total += line.Initial.Amount;
            low = Math.Min(low, total);
            high = Math.Max(high, total);
        }

        return new(low, high, width);
    }

    /// <summary>The bar of one amount that starts at a running total.</summary>
    public string Bar(decimal from, decimal amount)
    {
        if (span <= 0m || amount == 0m) return "";
        int start = Column(Math.Min(from, from + amount)), end = Column(Math.Max(from, from + amount));
        if (start >= width) start = width - 1;
        int length = Math.Max(1, end - start);
        return new string(' ', start) + new string(amount < 0m ? '░' : '█', length);
    }

    private int Column(decimal at) => Math.Clamp((int)decimal.Round((at - low) / span * width), 0, width);
}
