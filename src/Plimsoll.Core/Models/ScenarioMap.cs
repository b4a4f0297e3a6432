using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>What a netting set would gain or lose over moves of one underlying's price and implied volatility.</summary>
/// <param name="Underlying">The underlying that moves; what moves with it is the model's choice.</param>
/// <param name="SpotMoves">Columns: relative moves of the price as fractions, rising.</param>
/// <param name="VolatilityMoves">Rows: relative moves of 30-day implied volatility as fractions, highest first.</param>
/// <param name="ProfitAndLoss">Row by row, reporting currency; a loss is negative. As many as rows × columns.</param>
public sealed record ScenarioMap(Currency Underlying, ImmutableArray<double> SpotMoves, ImmutableArray<double> VolatilityMoves, ImmutableArray<double> ProfitAndLoss)
{
    /// <summary>P&amp;L of one row and column.</summary>
    public double this[int row, int column] => ProfitAndLoss[(row * SpotMoves.Length) + column];
}

/// <summary>An evaluator that can show P&amp;L over moves of price and volatility.</summary>
public interface IScenarioMapper
{
    /// <summary>P&amp;L of an account's cross positions over a range of moves of one underlying.</summary>
    /// <param name="account">The account.</param>
    /// <param name="underlying">An underlying of its positions.</param>
    ScenarioMap Map(AccountSnapshot account, Currency underlying);
}
