using System.Collections.Immutable;

namespace Plimsoll.Models.Blocks;

/// <summary>What one exposure offsets of another.</summary>
/// <param name="First">Index of one of them.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Amount">Size offset on each side, 0 or more.</param>
internal readonly record struct HedgedPair(int First, int Second, decimal Amount);

/// <summary>How exposures of opposite sign offset each other, pair by pair in a stated order: expiries of one underlying, legs quoted in different dollars. What one pair has used the next cannot use again.</summary>
internal static class HedgePairs
{
    /// <summary>The offsets, those of size 0 left out.</summary>
    /// <param name="exposures">Signed sizes.</param>
    /// <param name="order">Pairs of indices, first come first served.</param>
    public static ImmutableArray<HedgedPair> Match(ReadOnlySpan<decimal> exposures, IEnumerable<(int First, int Second)> order)
    {
        decimal[] left = exposures.ToArray();
        var pairs = ImmutableArray.CreateBuilder<HedgedPair>();
        foreach ((int first, int second) in order)
        {
            if (Math.Sign(left[first]) * Math.Sign(left[second]) >= 0) continue;
            decimal amount = Math.Min(Math.Abs(left[first]), Math.Abs(left[second]));
            left[first] -= Math.Sign(left[first]) * amount;
            left[second] -= Math.Sign(left[second]) * amount;
            pairs.Add(new(first, second, amount));
        }

        return pairs.ToImmutable();
    }

    /// <summary>Every pair of neighbours first, then those two apart, and so on: nearest expiries offset first.</summary>
    public static IEnumerable<(int First, int Second)> NearestFirst(int count) =>
        from apart in Enumerable.Range(1, Math.Max(0, count - 1)) from first in Enumerable.Range(0, count - apart) select (first, first + apart);
}
