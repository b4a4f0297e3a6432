using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>Decimals as the program's whole numbers and back.</summary>
internal static class DriftUnits
{
    /// <summary>A value in units of 10^-<paramref name="decimals"/>, cut off downwards.</summary>
    public static BigInteger Floor(decimal value, int decimals)
    {
        decimal whole = decimal.Floor(value);
        BigInteger scale = BigInteger.Pow(10, decimals);
        return ((BigInteger)whole * scale) + (BigInteger)decimal.Floor((value - whole) * (decimal)scale);
    }

    /// <summary>A quote amount as USD.</summary>
    public static decimal Usd(BigInteger quote) => (decimal)quote / 1_000_000m;
}
