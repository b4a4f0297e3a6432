using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Okx;

/// <summary>The parameters of OKX's portfolio margin. Formulas and the standing of each parameter in docs/models/okx-pm.md.</summary>
public sealed record OkxPortfolioParameters : IModelParameters
{
    /// <summary>Whether all quote currencies of one coin are one risk unit.</summary>
    [Parameter("Whether contracts of one coin in USDT, USDC and USD are one risk unit; else one for each index")]
    public required bool MergedUnits { get; init; }

    /// <summary>Whether spot held covers derivatives.</summary>
    [Parameter("Whether coins held cover derivatives of the same coin in the price moves; takes merged units")]
    public required bool SpotOffset { get; init; }

    /// <summary>Coins with options.</summary>
    [Parameter("Coins that options, settled in the coin, are listed on")]
    public required ImmutableArray<Currency> OptionAssets { get; init; }

    /// <summary>MR1 by group.</summary>
    [Parameter("MR1: sizes of the spot moves, by group")]
    public required ImmutableArray<OkxSpotGroup> SpotShocks { get; init; }

    /// <summary>Volatility shock in points.</summary>
    [Parameter("MR1: shift of volatility in points (0.3 is 30 points) by days to expiry; with the relative shift the greater counts")]
    public required ImmutableArray<TermNode> VolatilityPoints { get; init; }

    /// <summary>Volatility shock relative to its level.</summary>
    [Parameter("MR1: shift of volatility relative to its level by days to expiry")]
    public required ImmutableArray<TermNode> VolatilityRelative { get; init; }

    /// <summary>MR3.</summary>
    [Parameter("MR3: part of the volatility hedge between expiries that does not hold", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal VegaShare { get; init; }

    /// <summary>MR4 by group.</summary>
    [Parameter("MR4: moves of the basis, by group")]
    public required ImmutableArray<OkxBasisGroup> Basis { get; init; }

    /// <summary>MR5.</summary>
    [Parameter("MR5: shift of the annual rate by days to expiry, taken up and down")]
    public required ImmutableArray<TermNode> RateShifts { get; init; }

    /// <summary>MR6 by group.</summary>
    [Parameter("MR6: extreme moves, by group")]
    public required ImmutableArray<OkxExtremeGroup> ExtremeMoves { get; init; }

    /// <summary>Part of the loss in an extreme move that counts.</summary>
    [Parameter("MR6: part of the loss that counts", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal ExtremePart { get; init; }

    /// <summary>MR7 by group.</summary>
    [Parameter("MR7: cost of closing and its multipliers by size, by group")]
    public required ImmutableArray<OkxClosingGroup> Closing { get; init; }

    /// <summary>MR7 of options.</summary>
    [Parameter("MR7: cost of closing an option, part of the underlying's price; of one bought at most its mark", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal OptionClosingRate { get; init; }

    /// <summary>Taker fee of options.</summary>
    [Parameter("MR7: taker fee of options, part of the underlying's price", Unit = "fraction", Minimum = 0, Maximum = 0.1)]
    public required decimal OptionFee { get; init; }

    /// <summary>Cap of that fee.</summary>
    [Parameter("MR7: greatest fee of an option, part of its mark", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal OptionFeeCap { get; init; }

    /// <summary>MR8 by group.</summary>
    [Parameter("MR8: margin of debts, by group")]
    public required ImmutableArray<OkxDebtGroup> Debts { get; init; }

    /// <summary>Spot taker fee.</summary>
    [Parameter("MR8: fee of buying back what is owed", Unit = "fraction", Minimum = 0, Maximum = 0.1)]
    public required decimal SpotFee { get; init; }

    /// <summary>MR9 rates while the stable-coins hold; empty for no such charge.</summary>
    [Parameter("MR9: rates by size of a hedge between legs in different dollars while their pegs hold; empty where there is no such charge")]
    public required ImmutableArray<ChargeTier> DepegTiers { get; init; }

    /// <summary>Price of a stable-coin from which the MR9 rates rise.</summary>
    [Parameter("MR9: price of a stable-coin below which the rates rise", Unit = "USD", Minimum = 0, Maximum = 1)]
    public required decimal DepegFrom { get; init; }

    /// <summary>Price at which they are at their greatest.</summary>
    [Parameter("MR9: price at and below which the rate is the greatest", Unit = "USD", Minimum = 0, Maximum = 1)]
    public required decimal DepegTo { get; init; }

    /// <summary>Greatest MR9 rate.</summary>
    [Parameter("MR9: greatest rate", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal DepegMaximum { get; init; }

    /// <summary>Initial margin of risk units as a multiple of maintenance margin.</summary>
    [Parameter("Initial margin of a risk unit as a multiple of its maintenance margin", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal InitialFactor { get; init; }

    /// <summary>Margin ratio at which the venue warns.</summary>
    [Parameter("Equity / maintenance margin below which the venue warns", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal WarningRatio { get; init; }

    /// <summary>What holdings count for.</summary>
    [Parameter("What holdings count for; others count for nothing")]
    public required ImmutableArray<DiscountGroup> Collateral { get; init; }

    /// <summary>A mark or index older than this is a gap.</summary>
    [Parameter("Age from which a mark or an index is missing", Unit = "hours", Minimum = 0.001, Maximum = 8760)]
    public required double MaximumAgeHours { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        problems.AddRange(AssetGroups.Problems(SpotShocks, "spotShocks"));
        problems.AddRange(AssetGroups.Problems(Basis, "basis"));
        problems.AddRange(AssetGroups.Problems(ExtremeMoves, "extremeMoves"));
        problems.AddRange(AssetGroups.Problems(Closing, "closing"));
        problems.AddRange(AssetGroups.Problems(Debts, "debts"));
        problems.AddRange(TermNodes.Problems(VolatilityPoints, "volatilityPoints"));
        problems.AddRange(TermNodes.Problems(VolatilityRelative, "volatilityRelative"));
        problems.AddRange(TermNodes.Problems(RateShifts, "rateShifts"));
        for (int i = 0; i < Closing.Length; i++) problems.AddRange(ChargeTiers.Problems(Closing[i].Multipliers, $"closing[{i}].multipliers"));
        for (int i = 0; i < SpotShocks.Length; i++)
            if (SpotShocks[i].Moves.IsEmpty || SpotShocks[i].Moves.Any(move => move is <= 0m or >= 1m)) problems.Add(new($"spotShocks[{i}].moves", "write at least one move, each above 0 and below 1; both signs and no move are taken of each."));
        for (int i = 0; i < Debts.Length; i++)
            if (Debts[i].MaintenanceRate > Debts[i].InitialRate) problems.Add(new($"debts[{i}].maintenanceRate", FormattableString.Invariant($"{Debts[i].MaintenanceRate} is above initialRate {Debts[i].InitialRate}; maintenance is at most initial.")));
        if (!DepegTiers.IsEmpty) problems.AddRange(ChargeTiers.Problems(DepegTiers, "depegTiers"));
        if (DepegTo >= DepegFrom) problems.Add(new("depegTo", FormattableString.Invariant($"{DepegTo} is not below depegFrom {DepegFrom}.")));
        if (SpotOffset && !MergedUnits) problems.Add(new("spotOffset", "coins can cover derivatives only where the units of a coin are merged; write false."));
        problems.AddRange(DiscountGroup.Problems(Collateral));
        return problems.ToImmutable();
    }
}

/// <summary>MR1 of some coins.</summary>
public sealed record OkxSpotGroup : IAssetGroup
{
    /// <inheritdoc cref="IAssetGroup.Assets"/>
    [Parameter("The coins; empty for all others")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Sizes of the moves.</summary>
    [Parameter("Sizes of the spot moves; both signs are taken, and no move", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required ImmutableArray<decimal> Moves { get; init; }
}

/// <summary>MR4 of some coins.</summary>
public sealed record OkxBasisGroup : IAssetGroup
{
    /// <inheritdoc cref="IAssetGroup.Assets"/>
    [Parameter("The coins; empty for all others")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Move of the basis in a year.</summary>
    [Parameter("Move of the basis in a year", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required decimal AnnualMove { get; init; }

    /// <summary>Least move, all that a perpetual pays.</summary>
    [Parameter("Least move: all that a perpetual pays", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal LeastMove { get; init; }
}

/// <summary>MR6 of some coins.</summary>
public sealed record OkxExtremeGroup : IAssetGroup
{
    /// <inheritdoc cref="IAssetGroup.Assets"/>
    [Parameter("The coins; empty for all others")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Size of the move.</summary>
    [Parameter("Size of the extreme move; both signs are taken", Unit = "fraction", Minimum = 0, Maximum = 0.99)]
    public required decimal Move { get; init; }
}

/// <summary>MR7 of some coins.</summary>
public sealed record OkxClosingGroup : IAssetGroup
{
    /// <inheritdoc cref="IAssetGroup.Assets"/>
    [Parameter("The coins; empty for all others")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Cost of closing futures.</summary>
    [Parameter("Slippage and fee of closing perpetuals and futures, part of their value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal FuturesRate { get; init; }

    /// <summary>Multipliers of slices of the raw charge.</summary>
    [Parameter("Multipliers of slices of the raw charge in USD")]
    public required ImmutableArray<ChargeTier> Multipliers { get; init; }
}

/// <summary>MR8 of some currencies.</summary>
public sealed record OkxDebtGroup : IAssetGroup
{
    /// <inheritdoc cref="IAssetGroup.Assets"/>
    [Parameter("The currencies; empty for all others")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Maintenance margin of a debt.</summary>
    [Parameter("Maintenance margin of a debt", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal MaintenanceRate { get; init; }

    /// <summary>Initial margin of a debt.</summary>
    [Parameter("Initial margin of a debt", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal InitialRate { get; init; }
}
