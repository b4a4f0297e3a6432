using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Blocks;

/// <summary>
/// Margin rates by size of one position, exact: read marginally (Binance, Bybit, Hyperliquid), over the whole position (OKX, and BitMEX with its even steps),
/// or rising linearly with the size (Deribit, Delta Exchange). The unit of size is the venue's: value, coins or contracts.
/// </summary>
internal sealed class TierTable
{
    private readonly ImmutableArray<Tier> tiers;
    private readonly ImmutableArray<decimal> deductions;
    private readonly BeyondLastTier beyond;

    private TierTable(TierReading reading, ImmutableArray<Tier> tiers, BeyondLastTier beyond)
    {
        (Reading, this.tiers, this.beyond) = (reading, tiers, beyond);
        deductions = reading == TierReading.Marginal ? DeductionsOf(tiers) : [.. tiers.Select(_ => 0m)];
    }

    /// <summary>What the rates apply to.</summary>
    public TierReading Reading { get; }

    /// <summary>The tiers, smallest sizes first.</summary>
    public ImmutableArray<Tier> Tiers => tiers;

    /// <summary>What the tiers below save each tier: floor × (rate − rate before) summed up; all 0 unless read marginally.</summary>
    public ImmutableArray<decimal> Deductions => deductions;

    /// <summary>Largest size that the table has a rate for; null where it has no end.</summary>
    public decimal? Largest => beyond == BeyondLastTier.LastTier ? null : tiers[^1].UpTo;

    /// <summary>A table of valid tiers.</summary>
    /// <exception cref="InvalidInputException">The tiers are no table; every problem is listed.</exception>
    public static TierTable Create(TierReading reading, ImmutableArray<Tier> tiers, BeyondLastTier beyond = BeyondLastTier.Refused) =>
        Problems(reading, tiers) is { Length: > 0 } problems ? throw new InvalidInputException(problems) : new(reading, tiers, beyond);

    /// <summary>A table that charges one rate whatever the size.</summary>
    public static TierTable Flat(decimal maintenance, decimal initial) => new(TierReading.WholePosition, [new(null, maintenance, initial)], BeyondLastTier.LastTier);

    /// <summary>The deduction of a tier from that of the tier before: floor × (rate − rate before) + deduction before.</summary>
    /// <param name="floor">Size at which the tier begins.</param>
    /// <param name="rate">Its maintenance rate.</param>
    /// <param name="rateBefore">Maintenance rate of the tier before.</param>
    /// <param name="before">Deduction of the tier before.</param>
    public static decimal NextDeduction(decimal floor, decimal rate, decimal rateBefore, decimal before) => (floor * (rate - rateBefore)) + before;

    /// <summary>Tiers that go on evenly: each ends <paramref name="size"/> above the one before, at higher rates.</summary>
    /// <param name="last">The tier that they follow; it has an end.</param>
    /// <param name="size">Size of each tier, above 0.</param>
    /// <param name="maintenance">Added to the maintenance rate each time, 0 or more.</param>
    /// <param name="initial">Added to the initial rate each time, above 0.</param>
    /// <param name="count">How many; null for as many as have an initial rate of at most 1.</param>
    public static IEnumerable<Tier> Further(Tier last, decimal size, decimal maintenance, decimal initial, int? count = null)
    {
        for (int n = 1; count is { } most ? n <= most : last.Initial + (n * initial) <= 1m; n++)
            yield return new(last.UpTo + (n * size), last.Maintenance + (n * maintenance), last.Initial + (n * initial));
    }

    /// <summary>Everything that keeps tiers from being a table, printed deductions that do not follow from the rates included; places are as "[2].upTo".</summary>
    public static ImmutableArray<Problem> Problems(TierReading reading, ImmutableArray<Tier> tiers)
    {
        if (tiers.IsDefaultOrEmpty) return [new("", "there is no tier; write at least one.")];
        var problems = ImmutableArray.CreateBuilder<Problem>();
        for (int k = 0; k < tiers.Length; k++)
        {
            Tier tier = tiers[k];
            decimal floor = k == 0 ? 0m : tiers[k - 1].UpTo ?? 0m;
            if (tier.UpTo is null && k < tiers.Length - 1) Add(k, "upTo", $"it is missing; only the last tier may go on without end.");
            if (tier.UpTo is { } end && end <= floor) Add(k, "upTo", $"{end} is not above {floor}, where the tier begins; sizes rise from tier to tier.");
            if (tier.Maintenance is < 0m or > 1m) Add(k, "maintenance", $"{tier.Maintenance} lies outside [0, 1]; rates are fractions, 2.5 % is 0.025.");
            if (tier.Initial is <= 0m or > 1m) Add(k, "initial", $"{tier.Initial} lies outside (0, 1]; rates are fractions, and leverage is at least 1.");
            if (tier.Maintenance > tier.Initial) Add(k, "maintenance", $"{tier.Maintenance} is above the initial rate {tier.Initial:0.##########}; maintenance is at most initial.");
            if (tier.MaintenanceSlope < 0m || tier.InitialSlope < tier.MaintenanceSlope) Add(k, "maintenanceSlope", $"slopes are 0 or more, and that of the initial rate is at least that of the maintenance rate.");
            if (k > 0 && tier.Maintenance < tiers[k - 1].Maintenance) Add(k, "maintenance", $"{tier.Maintenance} is below {tiers[k - 1].Maintenance} of the tier before; a larger size never has a lower rate.");
            if (k > 0 && tier.Initial < tiers[k - 1].Initial) Add(k, "initial", $"{tier.Initial:0.##########} is below {tiers[k - 1].Initial:0.##########} of the tier before; a larger size never has a lower rate.");
            if (reading == TierReading.Marginal && (tier.MaintenanceSlope != 0m || tier.InitialSlope != 0m)) Add(k, "maintenanceSlope", $"rates that rise inside a tier are read over the whole position; write reading: whole-position.");
        }

        ImmutableArray<decimal> expected = reading == TierReading.Marginal ? DeductionsOf(tiers) : [.. tiers.Select(_ => 0m)];
        for (int k = 0; k < tiers.Length; k++)
            if (tiers[k].Deduction is { } printed && printed != expected[k])
                Add(k, "deduction", $"{printed} does not follow from the rates: floor × (rate − rate before) + deduction before is {expected[k]}, and 0 where rates apply to the whole position.");
        return problems.ToImmutable();

        void Add(int k, string field, FormattableString message) => problems.Add(new(FormattableString.Invariant($"[{k}].{field}"), FormattableString.Invariant(message)));
    }

    /// <summary>What the table says of a size; null beyond its end.</summary>
    /// <param name="size">Size, in the table's unit; 0 or more.</param>
    public TierPoint? At(decimal size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        int k = 0;
        while (tiers[k].UpTo is { } end && size > end)
        {
            if (++k < tiers.Length) continue;
            if (beyond == BeyondLastTier.Refused) return null;
            k--;
            break;
        }

        return PointOf(k, size);
    }

    /// <summary>The same, with the last tier going on beyond the end: what a position that is there already is held to.</summary>
    public TierPoint AtOrBeyond(decimal size) => At(size) ?? PointOf(tiers.Length - 1, size);

    /// <summary>Maintenance margin in units of size; null beyond the table's end.</summary>
    /// <inheritdoc cref="At"/>
    public decimal? Maintenance(decimal size) => At(size) is { } point ? (size * point.MaintenanceRate) - point.Deduction : null;

    /// <summary>Size at which a tier begins.</summary>
    /// <param name="k">Index of the tier, from 0.</param>
    public decimal FloorOf(int k) => k == 0 ? 0m : tiers[k - 1].UpTo!.Value;

    private TierPoint PointOf(int k, decimal size)
    {
        Tier tier = tiers[k];
        decimal above = tier.MaintenanceSlope == 0m && tier.InitialSlope == 0m ? 0m : size - FloorOf(k);
        return new(k + 1, tier.Maintenance + (tier.MaintenanceSlope * above), tier.Initial + (tier.InitialSlope * above), tier.Leverage, deductions[k]);
    }

    private static ImmutableArray<decimal> DeductionsOf(ImmutableArray<Tier> tiers)
    {
        var deductions = ImmutableArray.CreateBuilder<decimal>(tiers.Length);
        deductions.Add(0m);
        for (int k = 1; k < tiers.Length; k++) deductions.Add(NextDeduction(tiers[k - 1].UpTo ?? 0m, tiers[k].Maintenance, tiers[k - 1].Maintenance, deductions[k - 1]));
        return deductions.MoveToImmutable();
    }
}
