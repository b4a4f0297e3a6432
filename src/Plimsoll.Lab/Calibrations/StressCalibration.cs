using Plimsoll.Calibration;
using Plimsoll.Market;
using Plimsoll.Models.Native;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Makes the stress library: the moves of crises from bars, the weights of all of it from the calmest tails.</summary>
internal sealed class StressCalibration(PriceHistory prices, ImmutableArray<Currency> assets, ImmutableArray<LiquidityClass> classes, NativeParameters before, ImmutableSortedDictionary<string, CalmShortfall> calm, EvidenceLog log)
{
    private const double JudgedVolatility = 0.6, JudgedStep = 1.2, Deepest = -0.99;

    /// <summary>What every coin did in every crisis that was recorded.</summary>
    public ImmutableArray<CrisisMove> Moves { get; } =
    [
        .. from crisis in CrisisWindow.Known
           from asset in assets
           let perpetual = prices.Find(asset, MarketKind.Perpetual)
           let move = CrisisMove.Of(prices.Find(asset, MarketKind.Spot) ?? perpetual ?? Nothing(asset), perpetual, crisis) ?? (perpetual is null ? null : CrisisMove.Of(perpetual, null, crisis))
           where move is not null
           select move,
    ];

    /// <summary>The library.</summary>
    public ImmutableArray<StressScenario> Library()
    {
        var library = ImmutableArray.CreateBuilder<StressScenario>();
        foreach (StressScenario old in before.Stress.Where(old => CrisisWindow.Known.All(crisis => crisis.Name != old.Name))) library.Add(Weighted(old, old, measured: false));
        foreach (CrisisWindow crisis in CrisisWindow.Known)
        {
            StressScenario? old = before.Stress.FirstOrDefault(scenario => scenario.Name == crisis.Name);
            CrisisMove[] moves = [.. Moves.Where(move => move.Crisis == crisis.Name)];
            if (moves.Length == 0)
            {
                if (old is not null) library.Add(Weighted(old, old, measured: false));
                continue;
            }

            library.Add(Weighted(Measured(crisis, old, moves), old, measured: true));
        }

        return library.ToImmutable();
    }

    private static BarSeries Nothing(Currency asset) => new() { Base = asset, Quote = Currency.Usd, Venue = "", Kind = MarketKind.Spot, Step = TimeSpan.FromHours(1), OpenTimes = default, Close = default };

    private StressScenario Measured(CrisisWindow crisis, StressScenario? old, CrisisMove[] moves)
    {
        var spot = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        double above = 0;
        foreach (LiquidityClass kind in classes)
        {
            string path = $"stress.{crisis.Name}.spot.{kind.Name}";
            if (kind.Peg == true)
            {
                if (old?.Spot?.TryGetValue(kind.Name, out double pegged) == true) spot[kind.Name] = pegged;
                continue;
            }

            CrisisMove[] members = [.. moves.Where(move => kind.Assets.Contains(move.Asset))];
            double? judged = old?.Spot?.TryGetValue(kind.Name, out double value) == true ? value : null;
            if (members.Length > 0)
            {
                CrisisMove worst = members.MinBy(move => move.Low)!;
                double low = Math.Max(Deepest, -Rounding.UpTo(-worst.Low, 0.01));
                above = Math.Min(above, low);
                spot[kind.Name] = log.Measured(path, low, judged ?? 0, FormattableString.Invariant($"from the open of the window to the low, the worst of {string.Join(", ", members.OrderBy(move => move.Low).Select(move => FormattableString.Invariant($"{move.Asset} {move.Low:0.0%}")))}"), null, string.Join(", ", members.Select(move => move.Asset)), crisis.From, crisis.To);
            }
            else
            {
                above = Math.Max(Deepest, judged is { } known ? Math.Min(known, above) : -Rounding.UpTo(-above * JudgedStep, 0.01));
                spot[kind.Name] = above;
                log.Add(new(path, EvidenceLog.Text(above), EvidenceBasis.Judgement, judged is null ? "a fifth further than the class above; no member was recorded" : "as judged before and no less than the class above; no member was recorded") { Before = judged is { } had ? EvidenceLog.Text(had) : null });
            }
        }

        return new StressScenario
        {
            Name = crisis.Name, Scope = StressScope.All, Spot = spot.ToImmutable(), Assets = Kept(old), Volatility = VolatilityOf(crisis, old), Basis = BasisOf(crisis, old, moves), ForwardBasis = old?.ForwardBasis, Funding = old?.Funding,
            Weight = old?.Weight ?? ImmutableSortedDictionary<string, double>.Empty, Reversed = old?.Reversed ?? true, Amplified = old?.Amplified ?? true,
        };
    }

    // A coin that was recorded is in its class's move; one that was not keeps the move it is known for.
    private ImmutableSortedDictionary<string, double>? Kept(StressScenario? old)
    {
        ImmutableSortedDictionary<string, double>? kept = old?.Assets?.RemoveRange(old.Assets.Keys.Where(code => assets.Any(asset => asset.Code == code)));
        return kept is { Count: > 0 } ? kept : null;
    }

    private double VolatilityOf(CrisisWindow crisis, StressScenario? old)
    {
        string path = $"stress.{crisis.Name}.volatility";
        double judged = old?.Volatility ?? JudgedVolatility;
        foreach (BarSeries index in prices.Series.Where(series => series.Kind == MarketKind.VolatilityIndex))
        {
            int from = index.OpenTimes.Span.BinarySearch((crisis.From + TimeSpan.FromDays(-1)).UnixSeconds), to = index.OpenTimes.Span.BinarySearch(crisis.To.UnixSeconds);
            if (from < 0 || to <= from) continue;
            double rise = 0;
            for (int i = from + 1; i <= to; i++) rise = Math.Max(rise, (index.Close.Span[i] / index.Close.Span[from]) - 1);
            return log.Measured(path, Math.Max(0.1, Rounding.UpTo(rise, 0.05)), judged, $"greatest rise of the index of {index.Base} at a daily close from the day before the window; inside a day it went further", null, $"{index.Base} index", crisis.From, crisis.To);
        }

        log.Add(new(path, EvidenceLog.Text(judged), EvidenceBasis.Judgement, "no index of implied volatility covers the window") { Before = old?.Volatility is { } had ? EvidenceLog.Text(had) : null });
        return judged;
    }

    private double? BasisOf(CrisisWindow crisis, StressScenario? old, CrisisMove[] moves)
    {
        double[] bases = [.. moves.Select(move => move.Basis).OfType<double>().Order()];
        if (bases.Length == 0) return old?.Basis;
        double median = bases[(bases.Length - 1) / 2], value = Math.Min(0, -Rounding.UpTo(-median, 0.005));
        if (value == 0) return old?.Basis;
        if (old?.Basis is { } judged && judged <= value)
            return log.Checked($"stress.{crisis.Name}.basis", judged, FormattableString.Invariant($"as judged: hours' closes show {median:0.0%} at the lower median of {bases.Length} coins, {bases[0]:0.0%} at worst, and hide what went on inside the hour"), null, string.Join(", ", moves.Where(move => move.Basis is not null).Select(move => move.Asset)), crisis.From, crisis.To);
        return log.Measured($"stress.{crisis.Name}.basis", value, old?.Basis ?? 0, FormattableString.Invariant($"lowest change of a perpetual's basis at an hour's close, the lower median of {bases.Length} coins; the worst was {bases[0]:0.0%}"), null, string.Join(", ", moves.Where(move => move.Basis is not null).Select(move => move.Asset)), crisis.From, crisis.To);
    }

    private StressScenario Weighted(StressScenario scenario, StressScenario? old, bool measured)
    {
        var weights = scenario.Weight.ToBuilder();
        foreach (LiquidityClass kind in classes)
        {
            if (scenario.Spot?.TryGetValue(kind.Name, out double move) != true || move == 0 || kind.Peg == true || !calm.TryGetValue(kind.Name, out CalmShortfall shortfall)) continue;
            double cap = StressWeights.Of(shortfall.Losing(move), move);
            if (scenario.Reversed == true) cap = Math.Min(cap, StressWeights.Of(shortfall.Losing(-move), Math.Max(Deepest, -move)));
            double? had = old?.Weight.TryGetValue(kind.Name, out double stood) == true ? stood : null;
            // What was thought up, or happened to coins not recorded, may count less than its cap, as judged; what was measured counts up to it.
            double weight = (measured && shortfall.IsMeasured) || had is null ? cap : Math.Min(cap, had.Value);
            weights[kind.Name] = weight;
            string rule = FormattableString.Invariant($"{StressWeights.Share} of the calmest expected shortfall ({shortfall.Long:0.0%} bought, {shortfall.Short:0.0%} sold{(shortfall.IsMeasured ? "" : ", leant on the class above")}) over the move{(weight < cap ? ", which would allow " + EvidenceLog.Text(cap) + "; as judged" : "")}");
            log.Add(new($"stress.{scenario.Name}.weight.{kind.Name}", EvidenceLog.Text(weight), weight < cap || !shortfall.IsMeasured ? EvidenceBasis.Checked : EvidenceBasis.Measured, rule) { Before = had is { } earlier ? EvidenceLog.Text(earlier) : null });
        }

        return scenario with { Weight = weights.ToImmutable() };
    }
}
