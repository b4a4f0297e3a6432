using System.Globalization;
using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Gmx;

/// <summary>The venue's fixed-point numbers: whole numbers of 1e-30, products and quotients cut off towards zero.</summary>
internal static class GmxFloat
{
    /// <summary>One.</summary>
    public static readonly BigInteger One = BigInteger.Pow(10, 30);

    /// <summary>The venue raises to powers with 18 decimals.</summary>
    private static readonly BigInteger Wei = BigInteger.Pow(10, 18);

    private static readonly BigInteger WeiInFloat = One / Wei;

    // 2^(1/2), 2^(1/4), … 2^(1/2^64), each rounded to 64 binary places.
    private static readonly BigInteger[] RootsOfTwo = Roots();

    /// <summary>A decimal as a fixed-point number; decimals have at most 28 places, so nothing is lost.</summary>
    public static BigInteger Of(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        BigInteger digits = (uint)parts[2];
        digits = (digits << 64) + ((BigInteger)(uint)parts[1] << 32) + (uint)parts[0];
        return (parts[3] < 0 ? -digits : digits) * BigInteger.Pow(10, 30 - ((parts[3] >> 16) & 0xFF));
    }

    /// <summary>A fixed-point number as a decimal, digits beyond its 28 cut off towards zero.</summary>
    /// <exception cref="OverflowException">It is beyond what a decimal holds.</exception>
    public static decimal ToDecimal(BigInteger value)
    {
        var whole = BigInteger.DivRem(value, One, out BigInteger rest);
        int places = whole.IsZero ? 28 : Math.Max(0, 28 - BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture).Length);
        return (decimal)whole + ((decimal)IntegerMath.ScaleByTen(rest, places - 30) / (decimal)BigInteger.Pow(10, places));
    }

    /// <summary>A product.</summary>
    public static BigInteger Multiply(BigInteger a, BigInteger b) => a * b / One;

    /// <summary>A quotient.</summary>
    public static BigInteger Divide(BigInteger a, BigInteger b) => a * One / b;

    /// <summary>A value to a power as the venue's contracts compute it; 0 below one, where their routine is not defined.</summary>
    /// <remarks>exp2(y·log2 x) with 18 decimals (PRBMath UD60x18); good to about 1e-16 of the value.</remarks>
    public static BigInteger Power(BigInteger value, BigInteger exponent)
    {
        if (value < One) return BigInteger.Zero;
        if (exponent == One) return value;
        BigInteger y = exponent / WeiInFloat, product = Log2(value / WeiInFloat) * y;
        BigInteger rounded = (product + (Wei / 2)) / Wei;
        return Exp2(rounded) * WeiInFloat;
    }

    private static BigInteger Log2(BigInteger x)
    {
        int whole = (int)((x / Wei).GetBitLength() - 1);
        BigInteger result = whole * Wei, y = x >> whole;
        if (y == Wei) return result;
        for (BigInteger step = Wei / 2; step.Sign > 0; step >>= 1)
        {
            y = y * y / Wei;
            if (y < 2 * Wei) continue;
            result += step;
            y >>= 1;
        }

        return result;
    }

    private static BigInteger Exp2(BigInteger x)
    {
        BigInteger binary = (x << 64) / Wei, result = BigInteger.One << 191;
        for (int i = 0; i < 64; i++)
            if (!((binary >> (63 - i)) & 1).IsZero)
                result = (result * RootsOfTwo[i]) >> 64;
        return (result * Wei) >> (int)(191 - (binary >> 64));
    }

    private static BigInteger[] Roots()
    {
        const int extra = 192;
        var roots = new BigInteger[64];
        BigInteger root = BigInteger.One << (64 + extra + 1);
        for (int i = 0; i < roots.Length; i++)
        {
            root = IntegerMath.SquareRoot(root << (64 + extra));
            roots[i] = (root + (BigInteger.One << (extra - 1))) >> extra;
        }

        return roots;
    }
}
