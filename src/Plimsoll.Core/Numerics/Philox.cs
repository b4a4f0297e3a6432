namespace Plimsoll.Numerics;

/// <summary>
/// Philox4x32-10: random bits as a pure function of a key and a counter. Draw number i needs no draw before it, so that any part of a simulation can be made alone,
/// in any order and on any number of threads, with the same bits.
/// </summary>
/// <remarks>J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11 (2011).</remarks>
internal static class Philox
{
    private const int Rounds = 10;

    /// <summary>The 128 bits of one counter.</summary>
    /// <param name="key">The seed.</param>
    /// <param name="low">Low half of the counter.</param>
    /// <param name="high">High half of the counter.</param>
    public static (ulong Low, ulong High) Bits(ulong key, ulong low, ulong high)
    {
        uint x0 = (uint)low, x1 = (uint)(low >> 32), x2 = (uint)high, x3 = (uint)(high >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = 0xD2511F53UL * x0, second = 0xCD9E8D57UL * x2;
            (x0, x1, x2, x3) = ((uint)(second >> 32) ^ x1 ^ k0, (uint)second, (uint)(first >> 32) ^ x3 ^ k1, (uint)first);
            unchecked
            {
                k0 += 0x9E3779B9U;
                k1 += 0xBB67AE85U;
            }
        }

        return (x0 | ((ulong)x1 << 32), x2 | ((ulong)x3 << 32));
    }

    /// <summary>Two uniforms strictly between 0 and 1, of 52 bits each and placed midway between their neighbours.</summary>
    /// <param name="key">The seed.</param>
    /// <param name="low">Low half of the counter.</param>
    /// <param name="high">High half of the counter.</param>
    public static (double First, double Second) Uniforms(ulong key, ulong low, ulong high)
    {
        (ulong first, ulong second) = Bits(key, low, high);
        return (Uniform(first), Uniform(second));
    }

    // With 53 bits the largest would round to 1.
    private static double Uniform(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / (1UL << 52));
}
