using System.Collections.Concurrent;
using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Models;

namespace Plimsoll.Lab.Backtests;

/// <summary>A rulebook under test: which of its versions stood at each time.</summary>
/// <param name="Name">What it is called in results.</param>
/// <param name="At">The model in force at a time.</param>
public sealed record BacktestedRules(string Name, Func<Timestamp, IMarginModel> At)
{
    private readonly ConcurrentDictionary<string, int> gaps = new(StringComparer.Ordinal);

    /// <summary>Margin period of risk in hours where the model says one; the backtest holds a day's loss against it.</summary>
    public double? Hours { get; private set; }

    /// <summary>What was missing where there was no requirement, with how many book-days, most first.</summary>
    public ImmutableArray<(string Reason, int Count)> Gaps => [.. gaps.Select(gap => (gap.Key, gap.Value)).OrderByDescending(gap => gap.Value).ThenBy(gap => gap.Key, StringComparer.Ordinal)];

    /// <summary>What the rules say of some books at one market.</summary>
    /// <param name="market">The market.</param>
    /// <param name="accounts">One account a book, gross notional <see cref="BookAccounts.Notional"/>; null for a book that is not held.</param>
    internal DayForecast[] Of(MarketSnapshot market, AccountSnapshot?[] accounts)
    {
        IMarginEvaluator evaluator = At(market.ValuationTime).Prepare(market);
        int[] held = [.. Enumerable.Range(0, accounts.Length).Where(i => accounts[i] is not null)];
        ImmutableArray<MarginOutcome> outcomes = evaluator.Evaluate([.. held.Select(i => accounts[i]!)], MarginDetail.Totals);
        var answers = new DayForecast[accounts.Length];
        Array.Fill(answers, DayForecast.None);
        for (int k = 0; k < held.Length; k++)
        {
            if (outcomes[k] is not MarginOutcome.Calculated { Statement: var statement })
            {
                foreach (string reason in ((MarginOutcome.Unavailable)outcomes[k]).Gaps.Select(gap => gap.Missing).Distinct()) gaps.AddOrUpdate(reason, 1, (_, count) => count + 1);
                continue;
            }

            double coin = BookAccounts.CoinHaircut(statement);
            answers[held[k]] = DayForecast.None with
            {
                Initial = ((double)statement.InitialMargin.Amount + coin) / BookAccounts.Notional, Maintenance = ((double)statement.MaintenanceMargin.Amount + coin) / BookAccounts.Notional,
                MarketRisk = BookAccounts.MarketRisk(statement) / BookAccounts.Notional,
            };
            if ((evaluator as ICoreForecaster)?.Forecast(accounts[held[k]]!) is not { } core) continue;
            Hours = core.Hours;
            answers[held[k]] = answers[held[k]] with
            {
                InitialVar = core.Initial.LowerValueAtRisk / BookAccounts.Notional, InitialShortfall = core.Initial.ExpectedShortfall / BookAccounts.Notional,
                MaintenanceVar = core.Maintenance.LowerValueAtRisk / BookAccounts.Notional, MaintenanceShortfall = core.Maintenance.ExpectedShortfall / BookAccounts.Notional,
            };
        }

        return answers;
    }
}
