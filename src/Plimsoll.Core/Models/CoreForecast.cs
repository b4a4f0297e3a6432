using Plimsoll.Accounts;
using Plimsoll.Numerics;

namespace Plimsoll.Models;

/// <summary>What a model expects an account to lose over its margin period, before any charge: the distribution that its requirement starts from.</summary>
/// <param name="Hours">Margin period of risk.</param>
/// <param name="Initial">VaR and expected shortfall at the tail probability of initial margin, reporting currency.</param>
/// <param name="Maintenance">The same at that of maintenance margin.</param>
/// <param name="InitialTail">Tail probability of initial margin.</param>
/// <param name="MaintenanceTail">Tail probability of maintenance margin.</param>
public sealed record CoreForecast(double Hours, TailEstimate Initial, TailEstimate Maintenance, double InitialTail, double MaintenanceTail)
{
    /// <summary>The distribution itself: profit and loss in equally likely scenarios, reporting currency, in no particular order; empty where the model has no scenarios.</summary>
    public ReadOnlyMemory<double> Pnl { get; init; }
}

/// <summary>An evaluator whose requirement rests on a distribution of profit and loss, which a backtest can hold against what came.</summary>
public interface ICoreForecaster
{
    /// <summary>The forecast for everything an account holds: positions, debts and coins, without open orders and isolated positions. Groups of underlyings are not divided and nothing is floored.</summary>
    /// <param name="account">The account.</param>
    /// <returns>Null where something is missing; the evaluation names it.</returns>
    CoreForecast? Forecast(AccountSnapshot account);
}
