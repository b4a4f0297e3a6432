using Plimsoll.Values;

namespace Plimsoll.Scenarios;

/// <summary>Orders of scenarios in which the dependence between underlyings is replaced.</summary>
internal static class ScenarioPermutation
{
    /// <summary>Indices in the order of rising moves, so that all underlyings fall together; equal moves in the order they came.</summary>
    public static int[] ByMove(ReadOnlySpan<double> moves)
    {
        double[] keys = moves.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        return order;
    }

    /// <summary>A fixed pseudo-random order that depends on the underlying alone, so that no two move together.</summary>
    public static int[] Scattered(Currency underlying, int length)
    {
        ulong hash = 14695981039346656037UL;
        foreach (char c in underlying.Code) hash = (hash ^ (byte)c) * 1099511628211UL;
        var keys = new ulong[length];
        for (int i = 0; i < length; i++) keys[i] = Mix(hash + ((ulong)(i + 1) * 0x9E3779B97F4A7C15UL));
        int[] order = [.. Enumerable.Range(0, length)];
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        return order;
    }

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
