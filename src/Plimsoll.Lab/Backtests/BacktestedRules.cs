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
    private readonly ConcurrentDictionary<string, (int Count, ImmutableSortedSet<string> Subjects)> gaps = new(StringComparer.Ordinal);

    /// <summary>From when the version that <see cref="At"/> gives for a time applies; null where it is not known. Later than the time, the rules were chosen with hindsight.</summary>
    public Func<Timestamp, Timestamp>? EffectiveAt { get; init; }

    /// <summary>Margin period of risk in hours where the model says one; the backtest holds a day's loss against it.</summary>
    public double? Hours { get; private set; }

    /// <summary>What was missing where there was no requirement and of what, with how many book-days, most first.</summary>
    public ImmutableArray<(string Reason, int Count)> Gaps =>
        [.. gaps.Select(gap => (Reason: $"{gap.Key} ({string.Join(", ", gap.Value.Subjects)})", gap.Value.Count)).OrderByDescending(gap => gap.Count).ThenBy(gap => gap.Reason, StringComparer.Ordinal)];

    /// <summary>Whether the rules that stood at a time were made after it.</summary>
    public bool ChosenAfter(Timestamp time) => EffectiveAt is { } effective && effective(time) > time;

    /// <summary>What the rules say of some books at one market.</summary>
    /// <param name="market">The market.</param>
    /// <param name="accounts">One account a book, gross notional <see cref="BookAccounts.Notional"/>; null for a book that is not held.</param>
    /// <param name="losses">What each then lost, as a fraction of notional: it is looked up in the forecast distribution and nowhere else.</param>
    /// <remarks>A venue is asked about the nearest instruments that it lists, as a coin's perpetual in USDC where it has none in USDT.</remarks>
    internal (DayForecast[] Forecasts, DayTail[] Tails) Of(MarketSnapshot market, AccountSnapshot?[] accounts, double[] losses)
    {
        var (answers, tails) = (new DayForecast[accounts.Length], new DayTail[accounts.Length]);
        Array.Fill(answers, DayForecast.None);
        Array.Fill(tails, DayTail.None);
        int[] held = [.. Enumerable.Range(0, accounts.Length).Where(i => accounts[i] is not null)];
        if (held.Length == 0) return (answers, tails);
        IMarginModel model = At(market.ValuationTime);
        ImmutableArray<AccountSnapshot> asked = [.. held.Select(i => accounts[i]!)];
        if (model is IInstrumentListing listing) (asked, market, _) = NearestInstruments.Of(asked, market, listing);
        IMarginEvaluator evaluator = model.Prepare(market);
        ImmutableArray<MarginOutcome> outcomes = evaluator.Evaluate(asked, MarginDetail.Totals);
        for (int k = 0; k < held.Length; k++)
        {
            if (outcomes[k] is not MarginOutcome.Calculated { Statement: var statement })
            {
                Count(((MarginOutcome.Unavailable)outcomes[k]).Gaps);
                continue;
            }

            double coin = BookAccounts.CoinHaircut(statement);
            answers[held[k]] = DayForecast.None with
            {
                Initial = ((double)statement.InitialMargin.Amount + coin) / BookAccounts.Notional, Maintenance = ((double)statement.MaintenanceMargin.Amount + coin) / BookAccounts.Notional,
                MarketRisk = BookAccounts.MarketRisk(statement) / BookAccounts.Notional,
            };
            if ((evaluator as ICoreForecaster)?.Forecast(asked[k]) is not { } core) continue;
            Hours = core.Hours;
            tails[held[k]] = DayTail.Of(core.Pnl.Span, losses[held[k]], BookAccounts.Notional);
            answers[held[k]] = answers[held[k]] with
            {
                InitialVar = core.Initial.LowerValueAtRisk / BookAccounts.Notional, InitialShortfall = core.Initial.ExpectedShortfall / BookAccounts.Notional,
                MaintenanceVar = core.Maintenance.LowerValueAtRisk / BookAccounts.Notional, MaintenanceShortfall = core.Maintenance.ExpectedShortfall / BookAccounts.Notional,
            };
        }

        return (answers, tails);
    }

    private void Count(ImmutableArray<DataGap> missing)
    {
        // A reason counts once a book-day; which coins it is about is told beside it.
        foreach (IGrouping<string, DataGap> reason in missing.GroupBy(gap => gap.Missing))
        {
            string[] subjects = [.. reason.Select(gap => gap.Subject.Split('/')[0]).Distinct()];
            gaps.AddOrUpdate(reason.Key, _ => (1, ImmutableSortedSet.Create(StringComparer.Ordinal, subjects)), (_, known) => (known.Count + 1, known.Subjects.Union(subjects)));
        }
    }
}
