using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Pricing;

namespace Plimsoll.Models.Okx;

/// <summary>How OKX shocks volatility: by tenor, in points and relative to its level.</summary>
/// <param name="Points">Shift in volatility points by days to expiry.</param>
/// <param name="Relative">Shift as a part of the level by days to expiry.</param>
/// <remarks>Which of the two binds is not published in what could be read; the greater is taken.</remarks>
internal sealed record OkxVolatilityShock(ImmutableArray<TermNode> Points, ImmutableArray<TermNode> Relative)
{
    /// <summary>No shock.</summary>
    public static OkxVolatilityShock None { get; } = new([], []);

    /// <summary>Volatility after the shock, not below 0.</summary>
    public double Shocked(double volatility, VolatilityMove move, double days)
    {
        double size = Math.Max(TermNodes.At(Points, days), TermNodes.At(Relative, days) * volatility);
        return move switch
        {
            VolatilityMove.Up => volatility + size,
            VolatilityMove.Down => Math.Max(0, volatility - size),
            _ => volatility,
        };
    }
}

/// <summary>The repriced parts of a risk unit of OKX's portfolio margin.</summary>
internal static class OkxStress
{
    private static readonly ImmutableArray<VolatilityMove> Three = [VolatilityMove.Up, VolatilityMove.Same, VolatilityMove.Down];

    /// <summary>MR1: seven spot prices with three volatilities.</summary>
    /// <param name="book">The unit in USD.</param>
    /// <param name="moves">Sizes of the spot moves, as 4, 8 and 12 %.</param>
    /// <param name="shock">Shock of volatility.</param>
    public static StressResult SpotShock(StressBook book, IEnumerable<decimal> moves, OkxVolatilityShock shock) => book.Over(StressBook.Symmetric(moves), Three, shock.Shocked);

    /// <summary>MR6: both extreme moves, volatility unchanged; a part of the loss counts.</summary>
    /// <param name="book">The unit in USD.</param>
    /// <param name="move">Size of the move, as 24 %.</param>
    public static StressResult Extreme(StressBook book, decimal move) => book.Over([-move, move], [VolatilityMove.Same], OkxVolatilityShock.None.Shocked);

    /// <summary>MR2: what the options lose in a day, spot and volatility unchanged.</summary>
    /// <param name="book">The unit in USD.</param>
    /// <param name="days">How long, 1.</param>
    public static decimal TimeDecay(StressBook book, double days = 1)
    {
        double change = 0;
        foreach (RepricedPosition option in book.Options) change += option.Units * (Value(option, option.Price, option.Years - (days / 365)) - Value(option, option.Price, option.Years));
        return Math.Max(0m, decimal.Round((decimal)-change, 10));
    }

    /// <summary>
    /// MR3: what MR1 misses because it moves all expiries together. Of the loss that each expiry would have alone at the shock up, the part that others offset times a share.
    /// </summary>
    /// <param name="book">The unit in USD.</param>
    /// <param name="shock">Shock of volatility.</param>
    /// <param name="share">Part of the offset that does not hold.</param>
    public static decimal Vega(StressBook book, OkxVolatilityShock shock, decimal share)
    {
        double gross = 0, net = 0;
        foreach (IGrouping<double, RepricedPosition> expiry in book.Options.GroupBy(option => option.Years))
        {
            double one = expiry.Sum(option => option.Units * (Value(option, option.Price, option.Years, shock.Shocked(option.Volatility, VolatilityMove.Up, option.Days)) - Value(option, option.Price, option.Years)));
            gross += Math.Abs(one);
            net += one;
        }

        return decimal.Round(share * (decimal)(gross - Math.Abs(net)), 10);
    }

    /// <summary>MR5: the worse of rates up and down along a curve of shifts; forwards of options grow by exp(shift × years), futures and perpetuals are left to MR4.</summary>
    /// <param name="book">The unit in USD.</param>
    /// <param name="shifts">Shift of the annual rate by days to expiry.</param>
    public static decimal Rate(StressBook book, ImmutableArray<TermNode> shifts)
    {
        double Pnl(double sign) => book.Options.Sum(option =>
            option.Units * (Value(option, option.Price * Math.Exp(sign * TermNodes.At(shifts, option.Days) * option.Years), option.Years) - Value(option, option.Price, option.Years)));
        return Math.Max(0m, decimal.Round((decimal)-Math.Min(Pnl(1), Pnl(-1)), 10));
    }

    private static double Value(RepricedPosition option, double forward, double years, double? volatility = null) =>
        Black76.Value(option.Side!.Value, forward, option.Strike, years, volatility ?? option.Volatility);
}
