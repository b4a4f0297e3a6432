using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Finds the prices of each underlying at which equity falls below maintenance margin, everything else still: with every curve, tier and the whole account.</summary>
internal static class LiquidationSearch
{
    // Every point is a whole evaluation; between two of them, 14 % apart below and 10 % above, the answer is taken to change once at most.
    private const int Below = 50;
    private const int Above = 32;

    /// <summary>Levels by underlying of the positions and of the coins held or owed.</summary>
    public static ImmutableArray<LiquidationLevel> Of(NativeEvaluator evaluator, NativeMarket market, NettingSet set)
    {
        if (set.Account.Positions.IsEmpty && set.Holdings.TrueForAll(holding => holding.Amount >= 0m)) return [];
        IEnumerable<Currency> factors = set.Account.Positions.Select(position => position.Symbol.Base)
            .Concat(set.Holdings.Where(holding => !holding.Currency.IsUsd && market.Parameters.ClassOf(holding.Currency).Peg != true).Select(holding => holding.Currency)).Distinct().Order();
        return
        [
            .. factors.Select(factor => LiquidationScan.Along(factor.Code, market.Snapshot.UsdPrice(factor)!.Price, multiple =>
            {
                MarginStatement statement = evaluator.StatementAt(market.With(factor, (double)multiple, set.Symbols), set.Account);
                return statement.Equity.Amount - statement.MaintenanceMargin.Amount;
            }, Below, Above)),
        ];
    }
}
