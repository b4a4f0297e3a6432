namespace Plimsoll.Numerics;

/// <summary>
/// Random numbers by position: number i of stream s under a seed is always the same, whoever asks in which order. A simulation needs no state, and its
/// seed alone repeats it.
/// </summary>
/// <param name="Seed">Any number; part of the question, never taken from a clock.</param>
/// <remarks>The finaliser of SplitMix64 over seed and position: G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014, 453–472.</remarks>
internal readonly record struct CounterRandom(ulong Seed)
{
    /// <summary>64 random bits.</summary>
    /// <param name="stream">Which stream, such as the number of the path.</param>
    /// <param name="index">Which number of it.</param>
    public ulong Bits(ulong stream, ulong index) => Mix(Mix(Seed + (stream * 0xD1B54A32D192ED03UL) + 0x632BE59BD9B4E019UL) + ((index + 1) * 0x9E3779B97F4A7C15UL));

    /// <summary>A uniform number strictly between 0 and 1: quantile functions are finite there.</summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="index">Which number of it.</param>
    public double Uniform(ulong stream, ulong index) => ((Bits(stream, index) >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, <paramref name="count"/>).</summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="index">Which number of it.</param>
    /// <param name="count">Above 0.</param>
    public int Below(ulong stream, ulong index, int count) => (int)Math.BigMul(Bits(stream, index), (ulong)count, out _);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
