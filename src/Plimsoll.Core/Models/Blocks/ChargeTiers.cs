using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Blocks;

/// <summary>Each slice of an amount times the multiplier of its own tier, which may be above 1: closing charges that grow with their own size, hedges charged by their size. Beyond the last tier its multiplier goes on.</summary>
internal static class ChargeTiers
{
    /// <summary>Σ slice × multiplier.</summary>
    /// <param name="tiers">Tiers in rising order.</param>
    /// <param name="amount">Amount, 0 or more.</param>
    public static decimal Charge(ImmutableArray<ChargeTier> tiers, decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        decimal charge = 0m, floor = 0m;
        for (int k = 0; k < tiers.Length && amount > floor; k++)
        {
            decimal end = k == tiers.Length - 1 ? amount : Math.Min(amount, tiers[k].UpTo ?? amount);
            charge += (end - floor) * tiers[k].Multiplier;
            floor = end;
        }

        return charge;
    }

    /// <summary>Everything that keeps tiers from following each other; places are as "tiers[2].upTo".</summary>
    public static IEnumerable<Problem> Problems(ImmutableArray<ChargeTier> tiers, string place)
    {
        if (tiers.IsDefaultOrEmpty) yield return new(place, "there is no tier; write at least one.");
        for (int k = 0; k < tiers.Length; k++)
        {
            decimal floor = k == 0 ? 0m : tiers[k - 1].UpTo ?? 0m;
            if (tiers[k].UpTo is null && k < tiers.Length - 1) yield return new($"{place}[{k}].upTo", "it is missing; only the last tier goes on without end.");
            if (tiers[k].UpTo is { } end && end <= floor) yield return new($"{place}[{k}].upTo", FormattableString.Invariant($"{end} is not above {floor}, where the tier begins; amounts rise from tier to tier."));
            if (k > 0 && tiers[k].Multiplier < tiers[k - 1].Multiplier)
                yield return new($"{place}[{k}].multiplier", FormattableString.Invariant($"{tiers[k].Multiplier} is below {tiers[k - 1].Multiplier} of the tier before; a larger amount is never charged less."));
        }
    }
}
