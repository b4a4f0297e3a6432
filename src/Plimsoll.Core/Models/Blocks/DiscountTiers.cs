using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Blocks;

/// <summary>What a holding counts for as collateral: each slice at the ratio of its own tier, nothing beyond the last; a debt counts in full.</summary>
internal sealed class DiscountTiers
{
    private readonly ImmutableArray<DiscountTier> tiers;

    private DiscountTiers(ImmutableArray<DiscountTier> tiers) => this.tiers = tiers;

    /// <summary>Everything counts.</summary>
    public static DiscountTiers None { get; } = Flat(1m);

    /// <summary>Tiers in the unit that holdings are given in.</summary>
    /// <exception cref="InvalidInputException">The tiers do not follow each other; every problem is listed.</exception>
    public static DiscountTiers Create(ImmutableArray<DiscountTier> tiers) => Problems(tiers) is { Length: > 0 } problems ? throw new InvalidInputException(problems) : new(tiers);

    /// <summary>One ratio for a holding of any size.</summary>
    public static DiscountTiers Flat(decimal ratio) => new([new() { Ratio = ratio }]);

    /// <summary>Tiers that go on evenly, each <paramref name="size"/> wide and counting <paramref name="step"/> less, as long as they count for anything.</summary>
    /// <param name="last">The tier that they follow; it has an end.</param>
    /// <param name="size">Width of each, above 0.</param>
    /// <param name="step">What each counts less, above 0.</param>
    public static IEnumerable<DiscountTier> Further(DiscountTier last, decimal size, decimal step)
    {
        for (int n = 1; last.Ratio - (n * step) > 0m; n++) yield return new() { UpTo = last.UpTo + (n * size), Ratio = last.Ratio - (n * step) };
    }

    /// <summary>Everything that keeps tiers from following each other; places are as "[2].upTo".</summary>
    public static ImmutableArray<Problem> Problems(ImmutableArray<DiscountTier> tiers)
    {
        if (tiers.IsDefaultOrEmpty) return [new("", "there is no tier; write at least one.")];
        var problems = ImmutableArray.CreateBuilder<Problem>();
        for (int k = 0; k < tiers.Length; k++)
        {
            decimal floor = k == 0 ? 0m : tiers[k - 1].UpTo ?? 0m;
            if (tiers[k].UpTo is null && k < tiers.Length - 1) Add(k, "upTo", $"it is missing; only the last tier may go on without end.");
            if (tiers[k].UpTo is { } end && end <= floor) Add(k, "upTo", $"{end} is not above {floor}, where the tier begins; amounts rise from tier to tier.");
            if (tiers[k].Ratio is < 0m or > 1m) Add(k, "ratio", $"{tiers[k].Ratio} lies outside [0, 1]; for a haircut of 5 % write 0.95.");
            if (k > 0 && tiers[k].Ratio > tiers[k - 1].Ratio) Add(k, "ratio", $"{tiers[k].Ratio} is above {tiers[k - 1].Ratio} of the tier before; a larger holding never counts for more.");
        }

        return problems.ToImmutable();

        void Add(int k, string field, FormattableString message) => problems.Add(new(FormattableString.Invariant($"[{k}].{field}"), FormattableString.Invariant(message)));
    }

    /// <summary>The part of a holding that counts, in its own unit; a debt as it is.</summary>
    /// <param name="holding">Amount or value, in the unit of the tiers; below 0 a debt.</param>
    public decimal Counted(decimal holding)
    {
        if (holding <= 0m) return holding;
        decimal counted = 0m, floor = 0m;
        foreach (DiscountTier tier in tiers)
        {
            decimal end = Math.Min(holding, tier.UpTo ?? holding);
            if (end > floor) counted += (end - floor) * tier.Ratio;
            floor = Math.Max(floor, end);
        }

        return counted;
    }

    /// <summary>The holding that counts for an amount: what has to be sold to cover a debt when it is taken at its counted value.</summary>
    /// <param name="counted">Amount to cover, 0 or more.</param>
    /// <param name="decimals">Decimals that the venue cuts the answer off at; null for the exact answer.</param>
    /// <returns>The holding; null where no holding counts for so much.</returns>
    public decimal? NeededToCount(decimal counted, int? decimals = null)
    {
        decimal needed = 0m, floor = 0m, left = counted;
        foreach (DiscountTier tier in tiers)
        {
            decimal? width = tier.UpTo - floor;
            bool last = tier.Ratio > 0m && (width is null || left <= width * tier.Ratio);
            needed += last ? left / tier.Ratio : width ?? 0m;
            if (last) return decimals is { } places ? decimal.Round(needed, places, MidpointRounding.ToZero) : needed;
            left -= (width ?? 0m) * tier.Ratio;
            floor = tier.UpTo ?? floor;
        }

        return left <= 0m ? needed : null;
    }
}
