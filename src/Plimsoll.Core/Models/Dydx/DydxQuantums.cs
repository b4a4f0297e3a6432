using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Dydx;

/// <summary>Decimals as the chain's whole numbers and back.</summary>
internal static class DydxQuantums
{
    /// <summary>A value in units of 10^exponent, cut off downwards.</summary>
    public static BigInteger Floor(decimal value, int exponent)
    {
        (BigInteger whole, int scale) = Parts(value);
        int shift = -scale - exponent;
        return shift >= 0 ? whole * BigInteger.Pow(10, shift) : IntegerMath.FloorDivide(whole, BigInteger.Pow(10, -shift));
    }

    /// <summary>The coarsest exponent, not above the given one, at which values are whole; finer than the chain's only for values that it could not hold.</summary>
    public static int ExponentOf(int coarsest, params ReadOnlySpan<decimal> values)
    {
        foreach (decimal value in values) coarsest = Math.Min(coarsest, -Parts(value).Scale);
        return coarsest;
    }

    /// <summary>Quote quantums as USDC.</summary>
    public static decimal Usdc(BigInteger quantums) => (decimal)quantums / 1_000_000m;

    // Digits and decimal places, trailing zeros dropped.
    private static (BigInteger Whole, int Scale) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        BigInteger whole = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        int scale = (bits[3] >> 16) & 0xFF;
        while (scale > 0 && (whole % 10).IsZero) (whole, scale) = (whole / 10, scale - 1);
        return (bits[3] < 0 ? -whole : whole, scale);
    }
}
