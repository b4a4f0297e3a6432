using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Dydx;

/// <summary>The parameters of the dYdX v4 model. Formulas in docs/models/dydx-v4.md.</summary>
public sealed record DydxParameters : IModelParameters
{
    /// <summary>Liquidity tiers.</summary>
    [Parameter("Liquidity tiers")]
    public required ImmutableArray<DydxTierParameters> Tiers { get; init; }

    /// <summary>Markets by their base coin.</summary>
    [Parameter("Markets by their base coin")]
    public required ImmutableSortedDictionary<string, DydxMarketParameters> Markets { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        for (int i = 0; i < Tiers.Length; i++)
        {
            DydxTierParameters tier = Tiers[i];
            string place = $"tiers[{i}]";
            if (Tiers.Take(i).Any(other => other.Name == tier.Name)) problems.Add(new(place + ".name", $"tier '{tier.Name}' stands twice; give each tier its own name."));
            if (tier.InitialMargin * 1_000_000m % 1m != 0m) problems.Add(new(place + ".initialMargin", FormattableString.Invariant($"{tier.InitialMargin} is no whole number of parts per million; write at most six decimals.")));
            if (tier.MaintenanceFraction * 1_000_000m % 1m != 0m)
                problems.Add(new(place + ".maintenanceFraction", FormattableString.Invariant($"{tier.MaintenanceFraction} is no whole number of parts per million; write at most six decimals.")));
            if (tier.OpenInterestLowerCap is null != tier.OpenInterestUpperCap is null)
                problems.Add(new(place + ".openInterestUpperCap", "only one of the two caps is there; write both, or neither where the margin never rises."));
            if (tier.OpenInterestLowerCap >= tier.OpenInterestUpperCap)
                problems.Add(new(place + ".openInterestLowerCap", FormattableString.Invariant($"{tier.OpenInterestLowerCap} is not below openInterestUpperCap {tier.OpenInterestUpperCap}; the margin rises between them.")));
        }

        foreach ((string coin, DydxMarketParameters market) in Markets)
        {
            if (!Currency.TryParse(coin, out _)) problems.Add(new($"markets.{coin}", $"'{coin}' is no currency code; write one as BTC."));
            if (Tiers.All(tier => tier.Name != market.Tier))
                problems.Add(new($"markets.{coin}.tier", $"there is no tier '{market.Tier}'; write one of {string.Join(", ", Tiers.Select(tier => tier.Name))}."));
        }

        return problems.ToImmutable();
    }
}
