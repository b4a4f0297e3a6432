using System.Numerics;

namespace Plimsoll.Numerics;

/// <summary>Division of whole numbers with the direction of rounding in its name, as the programs of on-chain venues need it.</summary>
internal static class IntegerMath
{
    /// <summary>The quotient rounded towards negative infinity.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static BigInteger FloorDivide(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out BigInteger rest);
        return !rest.IsZero && rest.Sign != divisor.Sign ? quotient - 1 : quotient;
    }

    /// <summary>The quotient rounded towards positive infinity.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static BigInteger CeilingDivide(BigInteger dividend, BigInteger divisor) => -FloorDivide(-dividend, divisor);

    /// <summary>A value times 10 to a power that may be negative; digits below one are cut off towards zero.</summary>
    public static BigInteger ScaleByTen(BigInteger value, int exponent) =>
        exponent >= 0 ? value * BigInteger.Pow(10, exponent) : BigInteger.Divide(value, BigInteger.Pow(10, -exponent));

    /// <summary>The greatest whole number whose square is not above a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below zero.</exception>
    public static BigInteger SquareRoot(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (value < 2) return value;

        // Newton's step from above falls until it meets the root.
        BigInteger root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + (value / root)) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }
}
