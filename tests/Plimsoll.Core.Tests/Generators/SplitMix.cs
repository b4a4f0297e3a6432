using System.Globalization;

namespace Plimsoll.Core.Tests.Generators;

/// <summary>SplitMix64: the same seed gives the same numbers on every machine and every version of the framework.</summary>
/// <remarks>G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal sealed class SplitMix(ulong seed)
{
    private ulong state = seed;

    /// <summary>A generator for one purpose of one seed; equal purposes of different seeds are unrelated.</summary>
    public static SplitMix For(int seed, string purpose)
    {
        ulong mixed = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL);
        foreach (char c in purpose) mixed = unchecked((mixed ^ c) * 1099511628211UL);
        return new SplitMix(mixed);
    }

    public ulong Next()
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        ulong z = state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }

    /// <summary>In [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Uniform(double from, double to) => from + ((to - from) * Uniform());

    /// <summary>From <paramref name="from"/> to below <paramref name="to"/>.</summary>
    public int Whole(int from, int to) => from + (int)(Uniform() * (to - from));

    public bool Chance(double probability) => Uniform() < probability;

    public T Pick<T>(IReadOnlyList<T> of) => of[Whole(0, of.Count)];

    /// <summary>Near enough to the normal distribution, by additions alone so that no platform's logarithm matters: twelve uniforms less six.</summary>
    public double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += Uniform();
        return sum;
    }

    /// <summary>Unit-scale noise with heavy tails: one in twenty is three times as wide.</summary>
    public double Heavy() => Normal() * (Chance(0.05) ? 3 : 0.85);

    /// <summary>Evenly spread over the orders of magnitude between two positive numbers.</summary>
    public double Scale(double from, double to) => from * Math.Pow(to / from, Uniform());

    /// <summary>A double as a decimal of so many significant digits.</summary>
    public static decimal Round(double value, int digits = 8) => decimal.Parse(value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
