using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Drift;

/// <summary>The parameters of the Drift v2 model. Formulas in docs/models/drift-v2.md.</summary>
public sealed record DriftParameters : IModelParameters
{
    /// <summary>Whether accounts are in high-leverage mode.</summary>
    [Parameter("Whether the accounts are in high-leverage mode")]
    public required bool HighLeverageMode { get; init; }

    /// <summary>Perpetual markets by their base coin.</summary>
    [Parameter("Perpetual markets by their base coin")]
    public required ImmutableSortedDictionary<string, DriftMarketParameters> Markets { get; init; }

    /// <summary>Tokens beside USDC that count as collateral or may be owed.</summary>
    [Parameter("Tokens beside USDC that count as collateral or may be owed, by their code")]
    public required ImmutableSortedDictionary<string, DriftTokenParameters> Tokens { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach ((string coin, DriftMarketParameters market) in Markets)
        {
            string place = $"markets.{coin}";
            if (!Currency.TryParse(coin, out _)) problems.Add(new(place, $"'{coin}' is no currency code; write one as BTC."));
            Ordered(place, "maintenanceRatio", market.MaintenanceRatio, "initialRatio", market.InitialRatio);
            Ordered(place, "profitInitialWeight", market.ProfitInitialWeight, "profitMaintenanceWeight", market.ProfitMaintenanceWeight);
            if (market.HighLeverageInitialRatio is null != market.HighLeverageMaintenanceRatio is null)
                problems.Add(new(place + ".highLeverageMaintenanceRatio", "only one of the two ratios of high-leverage mode is there; write both, or neither where the market has no such mode."));
            Ordered(place, "highLeverageMaintenanceRatio", market.HighLeverageMaintenanceRatio ?? 0m, "highLeverageInitialRatio", market.HighLeverageInitialRatio ?? 0m);
            Ordered(place, "highLeverageInitialRatio", market.HighLeverageInitialRatio ?? 0m, "initialRatio", market.InitialRatio);
        }

        foreach ((string code, DriftTokenParameters token) in Tokens)
        {
            string place = $"tokens.{code}";
            if (!Currency.TryParse(code, out Currency currency)) problems.Add(new(place, $"'{code}' is no currency code; write one as SOL."));
            else if (currency == DriftRules.Quote) problems.Add(new(place, "USDC is the quote currency and counts in full; leave it out."));
            Ordered(place, "initialAssetWeight", token.InitialAssetWeight, "maintenanceAssetWeight", token.MaintenanceAssetWeight);
            Ordered(place, "maintenanceLiabilityWeight", token.MaintenanceLiabilityWeight, "initialLiabilityWeight", token.InitialLiabilityWeight);
        }

        return problems.ToImmutable();

        void Ordered(string place, string lessName, decimal less, string moreName, decimal more)
        {
            if (less > more) problems.Add(new($"{place}.{lessName}", FormattableString.Invariant($"{less} is above {moreName} {more}; write at most that.")));
        }
    }
}
