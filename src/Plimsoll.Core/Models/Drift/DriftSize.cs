using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>How ratios rise and weights fall with the square root of the size.</summary>
internal static class DriftSize
{
    /// <summary>A margin ratio or liability weight for a size: four fifths of it and f·√size, which may be below the ratio itself.</summary>
    /// <param name="size">Size, 1e-9 units.</param>
    /// <param name="factor">Size factor f, 1e-6; 0 where size does not matter.</param>
    /// <param name="ratio">Ratio or weight of a small size, 1e-4.</param>
    public static BigInteger Premium(BigInteger size, BigInteger factor, BigInteger ratio) =>
        factor.IsZero ? ratio : ratio - (ratio / 5) + (Root(size) * factor / (100_000 * DriftPrecision.Factor / DriftPrecision.Weight));

    /// <summary>An asset weight for a size: at most 1.1 / (1 + f·√size).</summary>
    /// <param name="size">Size, 1e-9 units.</param>
    /// <param name="factor">Size factor f, 1e-6; 0 where size does not matter.</param>
    /// <param name="weight">Weight of a small size, 1e-4.</param>
    public static BigInteger Discount(BigInteger size, BigInteger factor, BigInteger weight) =>
        factor.IsZero ? weight : BigInteger.Min(weight, DriftPrecision.Factor * 11 / 10 * DriftPrecision.Weight / (DriftPrecision.Factor + (Root(size) * factor / 100_000)));

    /// <summary>The initial margin ratio in high-leverage mode: it climbs from the mode's own ratio to the ordinary one while the size premium of the ordinary ratio climbs from nothing to a fifth of it.</summary>
    /// <param name="ordinary">Ordinary ratio of a small size, 1e-4.</param>
    /// <param name="premium">Ordinary ratio with its size premium, as <see cref="Premium"/> gives it.</param>
    /// <param name="highLeverage">The mode's ratio, 1e-4.</param>
    public static BigInteger HighLeverage(BigInteger ordinary, BigInteger premium, BigInteger highLeverage)
    {
        if (premium == ordinary) return highLeverage;
        if (premium > ordinary) return premium;
        BigInteger climbed = BigInteger.Max(0, DriftPrecision.Factor - ((ordinary - premium) * DriftPrecision.Factor / (ordinary / 5)));
        BigInteger gap = BigInteger.Max(1, ordinary - highLeverage);
        return highLeverage + (gap * climbed / DriftPrecision.Factor);
    }

    // √(10·size + 1) of a size in 1e-9 is in 1e-5.
    private static BigInteger Root(BigInteger size) => IntegerMath.SquareRoot((size * 10) + 1);
}
