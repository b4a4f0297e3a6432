using Plimsoll.Validation;

namespace Plimsoll.Lab.Backtests;

/// <summary>One set of rules over all portfolios.</summary>
/// <param name="Name">Rulebook, or name of the plain rules.</param>
/// <param name="IsPlain">Whether it is one of the plain rules that rulebooks are held against.</param>
/// <param name="Hours">Margin period that the model states; null where it states none.</param>
/// <param name="Pairs">By portfolio and asset.</param>
/// <param name="Summary">Pooled.</param>
/// <param name="Gaps">What was missing where there was no requirement, with book-days.</param>
public sealed record RulesScore(string Name, bool IsPlain, double? Hours, ImmutableArray<PairScore> Pairs, ImmutableArray<PooledScore> Summary, ImmutableArray<(string Reason, int Count)> Gaps)
{
    /// <summary>The goals that a margin model is to reach, and what was measured; empty for rules without a forecast distribution.</summary>
    public ImmutableArray<Goal> Goals { get; init; } = [];

    /// <summary>How its margin answers a lasting jump of volatility.</summary>
    public ImmutableArray<ShockResponse> Shock { get; init; } = [];

    /// <summary>Whether a traffic light at 1 % is red, of the VaR where the rules forecast one and of the margin otherwise; books on synthetic surfaces are left out.</summary>
    public bool HasRed => Pairs.Any(pair => pair.IsReal && (pair.Initial?.Light ?? TrafficLight.Of(pair.MarginBreaches, pair.Observations, 0.01).Zone) == TrafficLightZone.Red);
}

/// <summary>A backtest's outcome.</summary>
public sealed record BacktestResult
{
    /// <summary>First close at which margins were set.</summary>
    public required Timestamp From { get; init; }

    /// <summary>Close of the last loss.</summary>
    public required Timestamp To { get; init; }

    /// <summary>The assets.</summary>
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Rulebooks in the order asked for, then the plain rules.</summary>
    public required ImmutableArray<RulesScore> Rules { get; init; }

    /// <summary>Every book through every crisis of the period.</summary>
    public ImmutableArray<CrisisBook> Crises { get; init; } = [];

    /// <summary>The close of each day, for charts.</summary>
    internal ImmutableArray<Timestamp> Dates { get; init; } = [];

    /// <summary>Losses and forecasts day by day, for charts.</summary>
    internal ImmutableArray<BookSeries> Series { get; init; } = [];

    internal static BacktestResult Of(BacktestPlan plan, ImmutableArray<string> names, ImmutableArray<BookSeries> series, int first, int last)
    {
        int plain = plan.Rules.Length;
        var pairs = new ImmutableArray<PairScore?>[names.Length];
        Parallel.For(0, names.Length, model => pairs[model] = Adjusted([.. series.Select(one => PairScore.Of(one, model))]));
        ImmutableArray<ImmutableArray<PairScore?>> all = [.. pairs];
        ImmutableArray<ImmutableArray<ShockResponse>> shocks = ShockResponse.Of(plan.Rules, plan.Closes.At(last));
        var rules = new RulesScore[names.Length];
        Parallel.For(0, names.Length, model =>
        {
            PooledScore?[] pooled = [.. Enum.GetValues<BookKind>().Select(kind => PooledScore.Of(kind, series, names, model, plain, all))];
            rules[model] = new RulesScore(names[model], model >= plain, model < plain ? plan.Rules[model].Hours : null, [.. all[model].OfType<PairScore>()], [.. pooled.OfType<PooledScore>()], model < plain ? plan.Rules[model].Gaps : [])
            {
                Shock = shocks[model],
                Goals = model < plain ? Goal.Of(all[model], all[plain + PlainRules.Tiers], [.. pooled.OfType<PooledScore>()]) : [],
            };
        });
        return new BacktestResult
        {
            Crises = CrisisBook.Of(plan, names, series, first, last),
            From = plan.Closes.At(first), To = plan.Closes.At(last + 1), Assets = [.. plan.Closes.Assets.Select(asset => asset.Asset)], Rules = [.. rules],
            Dates = [.. Enumerable.Range(first, last - first + 1).Select(plan.Closes.At)], Series = series,
        };
    }

    private static ImmutableArray<PairScore?> Adjusted(PairScore?[] pairs)
    {
        double[] Adjust(Func<PairScore, TailScore?> level, Func<TailScore, double> p)
        {
            var result = new double[pairs.Length];
            Array.Fill(result, double.NaN);

            // Linear books, options on recorded chains and options on synthetic surfaces are families of their own: none moves the figures of another.
            foreach (IGrouping<BookKind, int> family in Enumerable.Range(0, pairs.Length).Where(i => pairs[i] is { } pair && level(pair) is not null).GroupBy(i => pairs[i]!.Kind is BookKind.Options or BookKind.SyntheticOptions ? pairs[i]!.Kind : BookKind.All))
            {
                int[] tested = [.. family];
                ImmutableArray<double> adjusted = BenjaminiHochberg.Adjust([.. tested.Select(i => Math.Clamp(p(level(pairs[i]!)!), 0, 1))]);
                for (int k = 0; k < tested.Length; k++) result[tested[k]] = adjusted[k];
            }

            return result;
        }

        double[] kupiec1 = Adjust(pair => pair.Initial, tail => tail.Kupiec), conditional1 = Adjust(pair => pair.Initial, tail => tail.ConditionalCoverage);
        double[] kupiec25 = Adjust(pair => pair.Maintenance, tail => tail.Kupiec), conditional25 = Adjust(pair => pair.Maintenance, tail => tail.ConditionalCoverage);
        return
        [
            .. pairs.Select((pair, i) => pair is null ? null : pair with
            {
                Initial = pair.Initial is null ? null : pair.Initial with { AdjustedKupiec = kupiec1[i], AdjustedConditionalCoverage = conditional1[i] },
                Maintenance = pair.Maintenance is null ? null : pair.Maintenance with { AdjustedKupiec = kupiec25[i], AdjustedConditionalCoverage = conditional25[i] },
            }),
        ];
    }
}
