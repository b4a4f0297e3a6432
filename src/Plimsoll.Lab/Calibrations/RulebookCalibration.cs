using Plimsoll.Calibration;
using Plimsoll.Formats;
using Plimsoll.Lab.Backtests;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Parameters;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Makes a rulebook of the native model from recorded markets.</summary>
public static class RulebookCalibration
{
    private const double CalmQuantile = 0.01;

    /// <summary>Calibrates.</summary>
    /// <param name="plan">From what and how.</param>
    /// <param name="progress">Told the share done.</param>
    /// <exception cref="InvalidInputException">The rulebook before is of another model, or the data is too short; says what is missing.</exception>
    public static CalibrationResult Run(CalibrationPlan plan, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Before.Parameters is not NativeParameters before)
            throw new InvalidInputException([new Problem("--base", $"{plan.Before.Name}@{plan.Before.Version} is of the model {plan.Before.Model}; name a rulebook of the model plimsoll.")]);
        DailyCloses closes = DailyCloses.Of(plan.Records.Prices, null);
        ImmutableArray<AssetRecord> assets = AssetRecord.All(plan.Records, closes);
        var log = new EvidenceLog();
        ImmutableArray<VolatilityResponse?> responses = [.. closes.Assets.Select(asset => ResponseOf(plan.Records.Prices, closes, asset))];

        CoreSearchResult search = CoreSearch.Of(closes, before, plan.ChooseBefore, progress is null ? null : share => progress(0.9 * share));
        NativeParameters next = before with { MarketRisk = MarketRisk(before.MarketRisk, search, log), VolatilityShock = VolatilityShock(before, closes, responses, log) };
        OffsetEvidence(before, search, log);

        var liquidity = new LiquidityCalibration(assets, plan.Records, closes, next, log);
        ImmutableArray<BookRow> books = liquidity.Books();
        ImmutableArray<LiquidityRow> rows = liquidity.Rows(before.Classes, before.DefaultClass);
        next = next with { Size = liquidity.Size(rows, books) };
        ImmutableArray<LiquidityClass> classes = new ClassCalibration(assets, next, closes, responses, log).Classes();
        next = next with { Classes = Spreads(classes, books, log) };
        var stress = new StressCalibration(plan.Records.Prices, [.. closes.Assets.Select(asset => asset.Asset)], next.Classes, before, Calm(closes, next), log);
        next = next with { Stress = stress.Library() };
        progress?.Invoke(1);
        return Finish(plan, next, closes, search, liquidity.Rows(next.Classes, next.DefaultClass), books, stress.Moves, log);
    }

    private static CalibrationResult Finish(CalibrationPlan plan, NativeParameters next, DailyCloses closes, CoreSearchResult search, ImmutableArray<LiquidityRow> rows, ImmutableArray<BookRow> books, ImmutableArray<CrisisMove> moves, EvidenceLog log)
    {
        var draft = new Rulebook(plan.Name, plan.Before.Model, plan.Version, plan.AsOf, next, "")
        {
            Products = plan.Before.Products, Verified = plan.Before.Verified,
            Verification = $"own model; a second implementation agrees to 1e-9. Parameters: {{0}} measured, {{1}} judged and held against data, {{2}} by judgement, by 'plimsoll calibrate' on {closes.Assets.Length} assets, {closes.At(0).ToString()[..10]} to {closes.At(closes.Days - 1).ToString()[..10]}; core parameters chosen before {plan.ChooseBefore.ToString()[..10]} among {search.Combinations} combinations",
        };
        string plain = RulebookText.Write(draft);
        ImmutableArray<ParameterEvidence> known = log.All;
        ImmutableArray<ParameterEvidence> evidence =
        [
            .. AnnotatedText.Parameters(plain).Select(parameter => known.FirstOrDefault(entry => entry.Parameter == parameter.Path) ?? new ParameterEvidence(parameter.Path, parameter.Value, EvidenceBasis.Judgement, Judgements.Of(parameter.Path)) { Before = parameter.Value }),
        ];
        int Of(EvidenceBasis basis) => evidence.Count(entry => entry.Basis == basis);
        string text = RulebookText.Write(draft with { Verification = string.Format(CultureInfo.InvariantCulture, draft.Verification, Of(EvidenceBasis.Measured), Of(EvidenceBasis.Checked), Of(EvidenceBasis.Judgement)) });
        string annotated = AnnotatedText.Of(text, evidence, Head(plan, closes));
        return new CalibrationResult
        {
            Rulebook = RulebookFile.Parse(annotated, $"{plan.Name}.{plan.Version}.yaml"), Text = annotated, Before = plan.Before, Evidence = evidence, From = closes.At(0), To = closes.At(closes.Days - 1), Liquidity = rows, Books = books, Crises = moves, Search = search,
        };
    }

    private static IEnumerable<string> Head(CalibrationPlan plan, DailyCloses closes) =>
    [
        $"Made by 'plimsoll calibrate' from prices of {string.Join(", ", closes.Assets.Select(asset => asset.Asset))} to {plan.AsOf}; what is not measured is kept from {plan.Before.Name}@{plan.Before.Version}.",
        "Each line says what its value rests on. Rules and evidence: docs/calibration.md. Formulas: docs/models/plimsoll.md. Rates are fractions, money is US dollars.",
    ];

    private static MarketRiskParameters MarketRisk(MarketRiskParameters before, CoreSearchResult search, EvidenceLog log)
    {
        CoreSearchRow chosen = search.Tried.First(row => row.Candidate == search.Chosen);
        string found = search.Chosen == search.Before
            ? FormattableString.Invariant($"of {search.Tried.Length} combinations before {search.ChoiceTo.ToString()[..10]} none that is eligible beat it by t = -1.96; the best eligible had t = {search.Tried.Where(row => row.IsEligible).Select(row => row.AgainstBefore).DefaultIfEmpty(double.NaN).First():0.00}")
            : FormattableString.Invariant($"best eligible score of {search.Tried.Length} combinations before {search.ChoiceTo.ToString()[..10]}, t = {chosen.AgainstBefore:0.00} against the one before");
        void Said(string name, double value, double? stood, bool one = false) => log.Add(new($"marketRisk.{name}", EvidenceLog.Text(value), one || value == stood ? EvidenceBasis.Checked : EvidenceBasis.Measured, one ? $"the one value tried beside none; {found}" : found)
        {
            Before = stood is { } old ? EvidenceLog.Text(old) : null, Sample = $"{search.Books} outright positions, pairs and bases", From = search.ChoiceFrom, To = search.ChoiceTo,
        });
        Said("decay", search.Chosen.Decay, before.Decay);
        Said("rescaling", search.Chosen.Rescaling, before.Rescaling);
        Said("windowDays", search.Chosen.WindowDays, before.WindowDays);
        MarketRiskParameters taken = search.Chosen.In(before);
        foreach ((string name, double? value, double? stood, bool one) in ((string, double?, double?, bool)[])
            [
                ("fastDecay", taken.FastDecay, before.FastDecay, false), ("realisedShare", taken.RealisedShare, before.RealisedShare, true), ("unseenFactor", taken.UnseenFactor, before.UnseenFactor, true),
                ("basisRescaling", taken.BasisRescaling, before.BasisRescaling, false), ("basisLeastScale", taken.BasisLeastScale, before.BasisLeastScale, true), ("basisGreatestScale", taken.BasisGreatestScale, before.BasisGreatestScale, true),
            ])
            if (value is { } given) Said(name, given, stood, one);
        ChargeRow stressed = search.StressedWeights.FirstOrDefault(row => row.Value == before.StressedWeight);
        log.Checked("marketRisk.stressedWeight", before.StressedWeight, "judgement between cost and coverage; outright positions before the date of choice: " + string.Join(", ", search.StressedWeights.Select(row => FormattableString.Invariant($"{row.Value:0.00} covers {row.Coverage:0.00%} at {row.Mean:0.0%}"))), null, $"{search.Books} books", search.ChoiceFrom, search.ChoiceTo);
        return taken;
    }

    private static void OffsetEvidence(NativeParameters before, CoreSearchResult search, EvidenceLog log)
    {
        string covers = "pairs against the leader before the date of choice, core alone: " + string.Join(", ", search.Offsets.Select(row => FormattableString.Invariant($"{row.Value:0.0} covers {row.Coverage:0.00%} (at least {row.CoverageLower:0.00%}) at {row.Mean:0.0%}")));
        log.Checked("offset.stable", before.Offset.Stable, covers, null, $"{search.Books} books", search.ChoiceFrom, search.ChoiceTo);
        log.Checked("offset.unstable", before.Offset.Unstable, covers, null, $"{search.Books} books", search.ChoiceFrom, search.ChoiceTo);
    }

    private static VolatilityShockParameters VolatilityShock(NativeParameters before, DailyCloses closes, ImmutableArray<VolatilityResponse?> responses, EvidenceLog log)
    {
        VolatilityShockParameters shock = before.VolatilityShock;
        int at = closes.Assets.ToList().FindIndex(asset => asset.Asset == before.MarketRisk.Leader);
        if (at < 0 || responses[at] is not { } response) return shock;
        string sample = $"{before.MarketRisk.Leader} and the index of its implied volatility, daily";
        QuantileEstimate Slope(double value, double error) => new(value, value - (1.96 * error), value + (1.96 * error), response.Rise.Observations);
        return shock with
        {
            BetaDown = log.Measured("volatilityShock.betaDown", -Rounding.UpTo(-response.Down, 0.05), shock.BetaDown, "slope of the change of the log index on falls, to 0.05", Slope(response.Down, response.DownError), sample),
            BetaUp = log.Measured("volatilityShock.betaUp", Rounding.UpTo(response.Up, 0.05), shock.BetaUp, "slope on rises, to 0.05", Slope(response.Up, response.UpError), sample),
            Residual = log.Measured("volatilityShock.residual", Rounding.UpTo(response.Residual, 0.005), shock.Residual, "standard deviation of what the slopes leave, up to 0.005", null, sample),
        };
    }

    private static VolatilityResponse? ResponseOf(PriceHistory prices, DailyCloses closes, AssetCloses asset)
    {
        if (prices.Series.FirstOrDefault(series => series.Base == asset.Asset && series.Kind == MarketKind.VolatilityIndex && series.Step == TimeSpan.FromDays(1)) is not { } index) return null;
        var levels = new double[closes.Days];
        Array.Fill(levels, double.NaN);
        for (int i = 0; i < index.OpenTimes.Length; i++)
            if (closes.DayAt(Timestamp.FromUnixSeconds(index.OpenTimes.Span[i] + 86_400)) is >= 0 and var day && closes.At(day).UnixSeconds == index.OpenTimes.Span[i] + 86_400)
                levels[day] = index.Close.Span[i];
        return VolatilityResponse.Of(asset.CoinReturn, [.. levels.Select((level, day) => day == 0 ? double.NaN : Math.Log(level / levels[day - 1]))]);
    }

    private static ImmutableArray<LiquidityClass> Spreads(ImmutableArray<LiquidityClass> classes, ImmutableArray<BookRow> books, EvidenceLog log) =>
    [
        .. classes.Select(kind =>
        {
            BookRow[] own = [.. books.Where(book => kind.Assets.Contains(book.Asset))];
            if (own.Length == 0 || kind.Peg == true) return kind;
            double median = AssetRecord.Median(own.Select(book => book.Spread));
            log.Checked($"classes.{kind.Name}.spread", kind.Spread, FormattableString.Invariant($"judgement; {own.Length} recorded books on {own.Select(book => book.Time.ToString()[..10]).Distinct().Count()} days show a median of {median * 1e4:0.0} bp, too few to calibrate by"), null, string.Join(", ", own.Select(book => book.Asset).Distinct()), own.Min(book => book.Time), own.Max(book => book.Time));
            return kind;
        }),
    ];

    /// <summary>By class the calmest core expected shortfall of outright positions: the 1 % quantile over days, the lower median of the members.</summary>
    private static ImmutableSortedDictionary<string, CalmShortfall> Calm(DailyCloses closes, NativeParameters next)
    {
        CoreReturns returns = CoreReturns.Of(closes, next);
        ImmutableArray<CoreBook> books = [.. CoreWalk.BooksOf(closes, next.MarketRisk.Leader).Where(book => book.IsOutright)];
        CoreWalk walk = CoreWalk.Of(returns, CoreCandidate.Of(next.MarketRisk), next.MarketRisk, books, CoreWalk.Losses(closes, books), 0, closes.Days - 1);
        double? Side(LiquidityClass kind, int sign)
        {
            double[] members = [.. Enumerable.Range(0, books.Length).Where(b => books[b].Sign == sign && kind.Assets.Contains(closes.Assets[books[b].Asset].Asset)).Select(b => walk.Initial[b].Where(value => value > 0).ToArray()).Where(values => values.Length >= 250).Select(values => QuantileEstimate.Of(values, CalmQuantile).Value).Order()];
            return members.Length == 0 ? null : members[(members.Length - 1) / 2];
        }

        var calm = ImmutableSortedDictionary.CreateBuilder<string, CalmShortfall>(StringComparer.Ordinal);
        CalmShortfall? above = null;
        foreach (LiquidityClass kind in next.Classes.Where(kind => kind.Peg != true))
        {
            CalmShortfall? own = Side(kind, 1) is { } bought && Side(kind, -1) is { } sold ? new CalmShortfall(bought, sold, true) : above is { } known ? new CalmShortfall(known.Long * CalmShortfall.Step, known.Short * CalmShortfall.Step, false) : null;
            if (own is null) continue;
            calm[kind.Name] = own.Value;
            above = own;
        }

        return calm.ToImmutable();
    }
}
