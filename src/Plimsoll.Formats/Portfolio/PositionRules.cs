using Plimsoll.Accounts;

namespace Plimsoll.Formats;

/// <summary>What every reader of positions does with one.</summary>
internal static class PositionRules
{
    /// <summary>The position to keep; null for one of quantity 0, which is none. Collateral isolated for nothing is a problem, since dropping it would lose money.</summary>
    public static PositionDraft? Draft(Place at, Position position, decimal? collateral, decimal? contractSize, ProblemList problems)
    {
        if (position.Quantity != 0m) return new PositionDraft(at, position, collateral, contractSize);
        if (collateral > 0m)
            problems.Add(at, $"{position.Symbol} has quantity 0 and isolated collateral {CanonicalWriter.Text(collateral.Value)}; move the amount to \"collateral\" and remove the position.");
        return null;
    }
}
