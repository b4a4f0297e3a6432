using Plimsoll.Liquidity;
using Plimsoll.Values;

namespace Plimsoll.Calibration;

/// <summary>What it costs to move the mark of one market, and the open interest at which that pays.</summary>
/// <param name="Asset">The coin.</param>
/// <param name="Band">The move looked at, as a fraction.</param>
/// <param name="Book">By the visible book alone, moved and traded back at once; null where no depth is recorded.</param>
/// <param name="Law">By the square-root law over a day.</param>
/// <param name="OpenInterest">Open interest recorded, USD; null when none is.</param>
public sealed record MarkManipulation(Currency Asset, double Band, ManipulationBound? Book, ManipulationBound Law, double? OpenInterest)
{
    /// <summary>The stricter of the two.</summary>
    public ManipulationBound Stricter => Book is { } book ? Law.Stricter(book) : Law;

    /// <summary>Estimates both.</summary>
    /// <param name="asset">The coin.</param>
    /// <param name="band">The move; above 0.</param>
    /// <param name="depthWithinOnePercent">Depth of the thinner side within 1 % of mid, USD, at a stressed level; null where not recorded.</param>
    /// <param name="dailyVolume">USD; above 0.</param>
    /// <param name="dailyVolatility">Fraction; above 0.</param>
    /// <param name="impact">Y.</param>
    /// <param name="openInterest">USD; null when not recorded, and the gain is then that on 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static MarkManipulation Of(Currency asset, double band, double? depthWithinOnePercent, double dailyVolume, double dailyVolatility, double impact, double? openInterest)
    {
        double held = openInterest ?? 0;
        ManipulationBound? book = depthWithinOnePercent is { } depth ? ManipulationBound.LinearBook(depth / 0.01, band, held) : null;
        return new(asset, band, book, ManipulationBound.SquareRootLaw(dailyVolume, impact, dailyVolatility, band, held), openInterest);
    }
}
