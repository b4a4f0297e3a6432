using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Gmx;

/// <summary>The parameters of the GMX v2 model. Formulas in docs/models/gmx-v2.md.</summary>
public sealed record GmxParameters : IModelParameters
{
    /// <summary>Least collateral in money.</summary>
    [Parameter("Least collateral of a position in money", Unit = "USD", Minimum = 0, Maximum = 1_000_000)]
    public required decimal MinimumCollateralUsd { get; init; }

    /// <summary>Markets by their index coin.</summary>
    [Parameter("Markets by their index coin")]
    public required ImmutableSortedDictionary<string, GmxMarketParameters> Markets { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach ((string coin, GmxMarketParameters market) in Markets)
        {
            string place = $"markets.{coin}";
            if (!Currency.TryParse(coin, out _)) problems.Add(new(place, $"'{coin}' is no currency code; write one as BTC."));
            if (market.Collateral.IsEmpty) problems.Add(new(place + ".collateral", "there is none; write the pool's tokens, as [BTC, USDC]."));
            if (market.LiquidationCollateral > market.MinimumCollateral)
                problems.Add(new(place + ".liquidationCollateral", FormattableString.Invariant($"{market.LiquidationCollateral} is above minimumCollateral {market.MinimumCollateral}; write at most that.")));
        }

        return problems.ToImmutable();
    }
}
