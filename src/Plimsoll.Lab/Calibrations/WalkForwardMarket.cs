using Plimsoll.Governance;
using Plimsoll.Governance.Changes;
using Plimsoll.Governance.Monitoring;
using Plimsoll.Lab.Backtests;
using Plimsoll.Lab.Reports;
using Plimsoll.Market;
using Plimsoll.Numerics;
using Plimsoll.Volatility;

namespace Plimsoll.Lab.Calibrations;

/// <summary>One asset on its way through the governor. Its parameters (floor and cap of volatility, and depth where recorded) stand in a ledger of its own.</summary>
internal sealed class WalkForwardMarket
{
    // As VolatilityCorridor: fewer days make no corridor; and the days after which seeded estimates mean something.
    private const int FewestDays = 250, SeedDays = 30, UsualDays = 90;
    private const string Floor = "volatility.floor", Cap = "volatility.cap", Depth = "liquidity.depth", Author = "recalibration", Reviewer = "walk-forward reviewer";

    private readonly DailyCloses closes;
    private readonly AssetCloses asset;
    private readonly BarSeries? index;
    private readonly WalkForwardOptions options;
    private readonly WalkForwardSeries? depths, interests;
    private readonly HashSet<RegimeIndicator> watched;
    private readonly MarginMonitor monitor;
    private readonly ProposalDesk desk;
    private readonly ParametricRisk unit;
    private readonly WalkForwardClasses classes;
    private readonly ImmutableArray<WalkForwardDay>.Builder days = ImmutableArray.CreateBuilder<WalkForwardDay>();
    private readonly ImmutableArray<WalkForwardEvent>.Builder events = ImmutableArray.CreateBuilder<WalkForwardEvent>();
    private readonly List<double> estimates = [], usualDepth = [];

    private ParameterLedger ledger = ParameterLedger.Empty;
    private Governor governor;
    private Proposal? proposal;
    private Timestamp? lastDepth;

    public WalkForwardMarket(DailyCloses closes, AssetCloses asset, BarSeries? index, WalkForwardOptions options)
    {
        (this.closes, this.asset, this.index, this.options) = (closes, asset, index, options);
        WalkForwardSeries? Recorded(WalkForwardKind kind) => options.Recorded.FirstOrDefault(series => series.Asset == asset.Asset && series.Kind == kind);
        (depths, interests) = (Recorded(WalkForwardKind.Depth), Recorded(WalkForwardKind.OpenInterest));
        GovernanceRules rules = options.Rules;
        watched = [RegimeIndicator.VolatilityRatio];
        governor = Governor.Create(Watching());
        monitor = MarginMonitor.Create(rules.Monitoring);
        desk = ProposalDesk.Create(ApprovedBounds.Create(rules.Bounds), rules.Proposals);
        classes = new(rules.AssetClasses);
        unit = ParametricRisk.StudentT(1 - rules.Monitoring.TailProbability, options.DegreesOfFreedom);
    }

    public WalkForwardAsset Run()
    {
        GovernorState? state = null;
        MonitorState? monitored = null;
        VolatilityTracker? estimate = null, fast = null, slow = null;
        List<double> seed = [];
        double? published = null;
        for (int d = 1; d < closes.Days; d++)
        {
            Timestamp now = closes.At(d);
            double move = asset.CoinReturn[d];
            bool isKnown = !double.IsNaN(move);
            if (estimate is null)
            {
                if (isKnown) seed.Add(move);
                if (seed.Count < SeedDays) continue;
                double variance = Math.Max(seed.Sum(one => one * one) / seed.Count, 1e-12);
                (estimate, fast, slow) = (new(variance, now, options.EstimateHalfLife), new(variance, now, options.FastHalfLife), new(variance, now, options.LongHalfLife));
                continue;
            }

            if (isKnown)
            {
                // The return is of one day; after a gap it still is, so the days without one are not its.
                TimeSpan day = TimeSpan.FromDays(1);
                if (published is { } level)
                {
                    double sigma = level / Math.Sqrt(365);
                    MonitorStep seen = monitor.Step(monitored ?? monitor.Begin(now), new(now, -asset.CoinGain(d), sigma * unit.ValueAtRisk, sigma * unit.ExpectedShortfall, sigma * unit.ExpectedShortfall, move * move, sigma * sigma));
                    monitored = seen.State;
                    foreach (AlertChange change in seen.Changes)
                        events.Add(new(now, "alert", $"{ReportText.Words(change.To.Measure)} {ReportText.Words(change.From)} to {ReportText.Words(change.To.Level)}{Text($": {change.To.Figure:0.####}")}{(change.To.Threshold is { } threshold ? Text($", threshold {threshold:0.####}") : "")}") { Cause = ReportText.Words(change.To.Measure) });
                }

                estimate = (estimate with { Time = now + (-day) }).After(move, now);
                fast = (fast! with { Time = now + (-day) }).After(move, now);
                slow = (slow! with { Time = now + (-day) }).After(move, now);
                estimates.Add(Math.Max(estimate.Volatility, 1e-6));
            }

            GovernorReading reading = Reading(d, now, isKnown ? estimates[^1] : null, isKnown && slow!.Variance > 0 ? fast!.Volatility / slow.Volatility : null, monitored);
            state = Watch(state, reading);
            if (state is null)
            {
                if (!isKnown) continue;
                state = governor.Begin(null, Regime.Calm, reading);
                Begin(state.Corridor, now);
            }
            else Decide(now);

            state = Governor.Under(state, InForce(now, state.Corridor));
            GovernorStep step = governor.Step(state, reading with { HasOpenProposal = proposal is not null });
            (state, published) = (step.State, step.Published);
            WalkForwardEvent? reclassed = classes.Look(now, asset.Volume[d], asset.Known(d), UsualDepth(now), published);
            days.Add(new(now, reading.Volatility, published, state.Regime.Regime, step.Effects.New.MarginMultiplier, step.Effects.Existing.MarginMultiplier, reading.Alert) { Class = classes.Held! });
            if (step.Regime.Transition is { } turn) events.Add(new(now, "regime", $"{ReportText.Words(turn.From)} to {ReportText.Words(turn.To)} by {ReportText.Words(turn.Cause)} at {Text($"{turn.Value:0.00}")}") { Cause = ReportText.Words(turn.Cause) });
            if (reclassed is not null) events.Add(reclassed);
            if (step.Recalibration.IsDue) Recalibrate(now, step.Recalibration, state.Recalibration.Depth?.Level);
        }

        return new(asset.Asset, days.ToImmutable(), events.ToImmutable(), ledger);
    }

    private GovernanceRules Watching() => options.Rules with { Regimes = options.Rules.Regimes with { Ladders = [.. options.Rules.Regimes.Ladders.Where(ladder => watched.Contains(ladder.Indicator))] } };

    // An indicator is watched from the day on which it is first read. Before, it would be missing and keep every regime from ending; from then on its gaps calm nothing.
    private GovernorState? Watch(GovernorState? state, GovernorReading reading)
    {
        foreach (RegimeReading first in reading.Indicators.Where(one => !watched.Contains(one.Indicator) && options.Rules.Regimes.Ladders.Any(ladder => ladder.Indicator == one.Indicator)))
        {
            watched.Add(first.Indicator);
            GovernanceRules rules = Watching();
            governor = Governor.Create(rules);
            int at = rules.Regimes.Ladders.TakeWhile(ladder => ladder.Indicator != first.Indicator).Count();
            if (state is not null) state = state with { Regime = state.Regime with { Called = state.Regime.Called.Insert(at, Regime.Calm) } };
            events.Add(new(reading.Time, "watch", $"{ReportText.Words(first.Indicator)} is recorded and watched from now on") { Cause = ReportText.Words(first.Indicator) });
        }

        return state;
    }

    private GovernorReading Reading(int day, Timestamp now, double? volatility, double? ratio, MonitorState? monitored)
    {
        var indicators = ImmutableArray.CreateBuilder<RegimeReading>();
        if (ratio is { } one) indicators.Add(new(RegimeIndicator.VolatilityRatio, one, now));
        if (index is not null && Last(index.OpenTimes.Span, index.Close.Span, now + (-index.Step)) is { } level) indicators.Add(new(RegimeIndicator.VolatilityIndex, level.Value, level.Time + index.Step));
        (Timestamp Time, double Value)? depth = depths is null ? null : Last(depths.Times.Span, depths.Values.Span, now);
        if (depth is { } book && book.Value > 0 && now - book.Time < TimeSpan.FromDays(1))
        {
            if (usualDepth.Count >= SeedDays) indicators.Add(new(RegimeIndicator.DepthRatio, book.Value / Median(), book.Time));
            usualDepth.Add(book.Value);
            lastDepth = now;
            if (usualDepth.Count > UsualDays) usualDepth.RemoveAt(0);
        }

        double? interest = interests is null || Last(interests.Times.Span, interests.Values.Span, now) is not { } known || now - known.Time >= TimeSpan.FromDays(1) ? null : known.Value;
        return new()
        {
            Time = now, Volatility = volatility, Indicators = indicators.ToImmutable(), Depth = depth is { } fresh && now - fresh.Time < TimeSpan.FromDays(1) ? fresh.Value : null, OpenInterest = interest,
            HistoryDays = asset.Known(day), Alert = monitored is null ? AlertLevel.Green : monitor.ConsequenceOf(monitored).Level,
        };
    }

    private void Begin(VolatilityCorridor corridor, Timestamp now)
    {
        ParameterSet first = Draft(now, 1, ImmutableSortedDictionary<string, string>.Empty.Add(Floor, Number(corridor.Floor)).Add(Cap, Number(corridor.Cap)), corridor.Reason) with { Origin = ChangeOrigin.Initial };
        if (ledger.Add(first) is LedgerOutcome.Entered entered) ledger = entered.Ledger;
    }

    private VolatilityCorridor InForce(Timestamp now, VolatilityCorridor before)
    {
        if (ledger.At(now)?.Set is not { } set || set.Number(Floor) is not { } floor || set.Number(Cap) is not { } cap) return before;
        return new(floor, Math.Max(floor, cap), $"set {set.Model.Version}: {set.Reason}");
    }

    private void Recalibrate(Timestamp now, RecalibrationDecision decision, double? depth)
    {
        string why = string.Join("; ", decision.Reasons), cause = string.Join(", ", decision.Reasons.Select(reason => ReportText.Words(reason.Trigger)));
        if (estimates.Count < FewestDays)
        {
            events.Add(new(now, "recalibration", $"{why}. Nothing to calibrate: {estimates.Count.ToString(CultureInfo.InvariantCulture)} days of estimates, {FewestDays} are needed.") { Cause = cause });
            return;
        }

        VolatilityCorridor corridor = VolatilityCorridor.OfHistory(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(estimates));
        ParameterSet last = ledger.Last!;
        ImmutableSortedDictionary<string, string> values = last.Values.SetItem(Floor, Number(corridor.Floor)).SetItem(Cap, Number(corridor.Cap));
        if (depth is { } level) values = values.SetItem(Depth, Number(level));
        if (ParameterDifference.Between(last.Values, values).IsEmpty)
        {
            events.Add(new(now, "recalibration", $"{why}. Nothing changed.") { Cause = cause });
            return;
        }

        TimeSpan lead = options.Rules.Proposals.LeastNotice + TimeSpan.FromDays(options.ApprovedAfterDays ?? 0);
        ParameterSet draft = Draft(now, ledger.Sets.Length + 1, values, why);
        ProposalOutcome outcome = desk.Recalibrate(ledger, $"{asset.Asset}-{now}", draft);
        // What needs approval takes effect after it; what does not, at once.
        if (outcome is ProposalOutcome.Done) outcome = desk.Recalibrate(ledger, $"{asset.Asset}-{now}", draft with { Effective = now + lead });
        switch (outcome)
        {
            case ProposalOutcome.Automatic automatic:
                ledger = automatic.Ledger;
                events.Add(new(now, "set", $"version {automatic.Set.Model.Version} by itself, as {why}: {Changes(ParameterDifference.Between(last.Values, values))}") { Cause = cause });
                break;
            case ProposalOutcome.Done done:
                proposal = done.Proposal;
                events.Add(new(now, "proposal", $"{why}: {Changes(proposal.Differences)}. Outside the bounds: {string.Join(" ", proposal.Breaches.Select(breach => breach.Message))}") { Cause = cause });
                break;
            case ProposalOutcome.Refused refused:
                events.Add(new(now, "recalibration", $"{why}. Refused: {refused.Message}") { Cause = cause });
                break;
        }
    }

    private void Decide(Timestamp now)
    {
        if (proposal is null) return;
        if (options.ApprovedAfterDays is { } after && now - proposal.Draft.Created >= TimeSpan.FromDays(after) && proposal.Status == ProposalStatus.Open)
        {
            // No accounts are recorded, so the report of impact is of none.
            var reviewer = new Actor(Reviewer, [GovernanceRole.Approve]);
            ImpactReport impact = ImpactReport.Between(ledger.Last!.Model, proposal.Draft.Model, now, [], []);
            ProposalOutcome attached = ProposalDesk.Attach(ledger, proposal, impact, reviewer, now);
            if (attached is ProposalOutcome.Done { Proposal: var ready } && desk.Approve(ledger, ready, reviewer, "assumed by the walk", now) is ProposalOutcome.Done done)
            {
                (ledger, proposal) = (done.Ledger, null);
                events.Add(new(now, "decision", $"version {done.Proposal.Draft.Model.Version} taken to be approved, from {done.Proposal.Draft.Effective}") { Cause = "approved" });
                return;
            }
        }

        if (ProposalDesk.At(ledger, proposal, now) is { Status: ProposalStatus.Lapsed } lapsed)
        {
            events.Add(new(now, "decision", $"lapsed: {lapsed.History[^1].Reason}") { Cause = "lapsed" });
            proposal = null;
        }
    }

    private ParameterSet Draft(Timestamp now, int version, ImmutableSortedDictionary<string, string> values, string reason)
    {
        var text = new CanonicalWriter();
        foreach ((string path, string value) in values) text.Add(path, value);
        return new()
        {
            Model = new($"walk-forward-{asset.Asset}", version.ToString(CultureInfo.InvariantCulture), text.Sha256()), Values = values, Reason = reason, Author = Author, Origin = ChangeOrigin.Automatic, Created = now, Effective = now,
        };
    }

    // Infinite before the first: what was never recorded cannot be missed.
    private double? UsualDepth(Timestamp now) => usualDepth.Count < SeedDays ? double.PositiveInfinity : now - lastDepth!.Value <= TimeSpan.FromDays(UsualDays) ? Median() : null;

    private double Median()
    {
        double[] sorted = [.. usualDepth.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    // The last value known at a time.
    private static (Timestamp Time, double Value)? Last(ReadOnlySpan<long> times, ReadOnlySpan<double> values, Timestamp now)
    {
        int at = times.BinarySearch(now.UnixSeconds);
        at = at < 0 ? ~at - 1 : at;
        return at < 0 ? null : (Timestamp.FromUnixSeconds(times[at]), values[at]);
    }

    private static string Changes(ImmutableArray<ParameterDifference> differences) => string.Join(", ", differences.Select(one => $"{one.Path} {one.Before ?? "new"} to {one.After}"));

    // Four significant digits: what is proposed can be read and written.
    private static string Number(double value) => double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
