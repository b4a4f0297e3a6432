using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Section 3: returns, proxies, volatilities and basis returns over the leader's calendar, for one margin period.</summary>
internal sealed class ReferenceHistory
{
    private readonly NativeParameters parameters;
    private readonly MarketSnapshot market;
    private readonly Dictionary<Currency, Dictionary<long, double>> ownReturns = [];
    private readonly Dictionary<Currency, double[]> returns = [];
    private readonly Dictionary<Currency, double[]> basisReturns = [];

    public ReferenceHistory(NativeParameters parameters, MarketSnapshot market, double hours)
    {
        this.parameters = parameters;
        this.market = market;
        Hours = hours;
        BarSeries? leader = market.History.Find(Leader, MarketKind.Spot) ?? market.History.Find(Leader, MarketKind.Perpetual);
        StepHours = hours <= 24 && leader is not null && leader.Step.TotalHours <= hours ? hours : 24;
        Calendar = [.. OwnReturns(Leader).Keys.Order()];
    }

    public double Hours { get; }

    /// <summary>H.</summary>
    public double StepHours { get; }

    /// <summary>√(h/H).</summary>
    public double Scale => Math.Sqrt(Hours / StepHours);

    /// <summary>Ends of the steps, seconds since 1970, oldest first.</summary>
    public List<long> Calendar { get; }

    private Currency Leader => parameters.MarketRisk.Leader;

    /// <summary>Days in steps of H.</summary>
    public int Steps(int days) => (int)Math.Round(days * 24 / StepHours);

    public bool HasOwnHistory(Currency underlying) => OwnReturns(underlying).Count >= Steps(parameters.MarketRisk.MinimumDays);

    /// <summary>The underlying's own returns by the end of the step.</summary>
    public Dictionary<long, double> OwnReturns(Currency underlying)
    {
        if (ownReturns.TryGetValue(underlying, out Dictionary<long, double>? known)) return known;
        Dictionary<long, double> spot = Closes(underlying, MarketKind.Spot);
        Dictionary<long, double> perpetual = Closes(underlying, MarketKind.Perpetual);
        long step = (long)(StepHours * 3600);
        var own = new Dictionary<long, double>();
        foreach (long t in spot.Keys.Concat(perpetual.Keys).Distinct())
        {
            if (spot.TryGetValue(t, out double close) && spot.TryGetValue(t - step, out double before)) own[t] = Math.Log(close / before);
            else if (perpetual.TryGetValue(t, out close) && perpetual.TryGetValue(t - step, out before)) own[t] = Math.Log(close / before);
        }

        return ownReturns[underlying] = own;
    }

    /// <summary>r_u over the calendar, for steps of H.</summary>
    public double[] Returns(Currency underlying)
    {
        if (returns.TryGetValue(underlying, out double[]? known)) return known;
        bool enough = HasOwnHistory(underlying);
        LiquidityClass itsClass = parameters.ClassOf(underlying);
        Dictionary<long, double> own = OwnReturns(underlying);
        var all = new double[Calendar.Count];
        for (int i = 0; i < all.Length; i++)
        {
            if (enough && own.TryGetValue(Calendar[i], out double value)) all[i] = value;
            else if (itsClass.Peg == true) all[i] = 0;
            else all[i] = parameters.MarketRisk.ProxyFactor * (OwnReturns(Leader)[Calendar[i]] + Residual(underlying, itsClass, Calendar[i]));
        }

        return returns[underlying] = all;
    }

    private double Residual(Currency underlying, LiquidityClass itsClass, long t)
    {
        if (itsClass.Reference is not { } reference || reference == underlying || reference == Leader) return 0;
        if (!OwnReturns(reference).TryGetValue(t, out double now)) return 0;
        double product = 0, square = 0;
        foreach (long date in Calendar)
        {
            if (!OwnReturns(reference).TryGetValue(date, out double other)) continue;
            double lead = OwnReturns(Leader)[date];
            product += other * lead;
            square += lead * lead;
        }

        double beta = square > 0 ? product / square : 0;
        return now - (beta * OwnReturns(Leader)[t]);
    }

    /// <summary>The volatility that stood before each value, and the last one; same step as the values.</summary>
    public (double[] Before, double Last) Ewma(double[] values)
    {
        double decay = Math.Pow(parameters.MarketRisk.Decay, StepHours / 24);
        int seeds = Math.Min(parameters.MarketRisk.SeedReturns, values.Length);
        double variance = 0;
        for (int i = 0; i < seeds; i++) variance += values[i] * values[i] / seeds;
        var before = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            before[i] = Math.Sqrt(variance);
            variance = (decay * variance) + ((1 - decay) * values[i] * values[i]);
        }

        return (before, Math.Sqrt(variance));
    }

    /// <summary>The same for an underlying's returns, by the rules' one or two memories.</summary>
    public (double[] Before, double Last) Volatility(Currency underlying)
    {
        double[] r = Returns(underlying);
        if (parameters.MarketRisk.FastDecay is not { } daily) return Ewma(r);
        double share = parameters.MarketRisk.RealisedShare ?? 0, unseen = parameters.MarketRisk.UnseenFactor ?? 1;
        Dictionary<long, double> spot = Inside(underlying, MarketKind.Spot), perpetual = Inside(underlying, MarketKind.Perpetual);
        var s = new double[r.Length];
        for (int i = 0; i < r.Length; i++)
        {
            long t = Calendar[i];
            bool own = HasOwnHistory(underlying) && OwnReturns(underlying).ContainsKey(t);
            double? inside = own && spot.TryGetValue(t, out double here) ? here : own && perpetual.TryGetValue(t, out here) ? here : null;
            s[i] = inside is { } variance ? Math.Sqrt((share * variance) + ((1 - share) * r[i] * r[i])) : unseen * Math.Abs(r[i]);
        }

        return TwoMemories(r, s, daily);
    }

    /// <summary>The same for basis returns.</summary>
    public (double[] Before, double Last) BasisVolatility(double[] moves) =>
        parameters.MarketRisk.FastDecay is { } daily ? TwoMemories(moves, [.. moves.Select(Math.Abs)], daily) : Ewma(moves);

    // Each forecast from the beginning, as it is written in the formula: slow, and nothing is carried along.
    private (double[] Before, double Last) TwoMemories(double[] r, double[] s, double daily)
    {
        double fast = Math.Pow(daily, StepHours / 24), slow = Math.Pow(parameters.MarketRisk.Decay, StepHours / 24);
        int seeds = Math.Min(parameters.MarketRisk.SeedReturns, s.Length);
        double start = s.Take(seeds).Sum() / seeds;
        double Memory(double decay, int until) => s.Take(until).Aggregate(start, (memory, seen) => (decay * memory) + ((1 - decay) * seen));
        double[] forecasts = [.. Enumerable.Range(0, s.Length + 1).Select(i => (Memory(fast, i) + Memory(slow, i)) / 2)];
        double sum = r.Zip(forecasts, (_, forecast) => forecast * forecast).Sum();
        double level = sum > 0 ? Math.Sqrt(r.Sum(x => x * x) / sum) : 1;
        return ([.. forecasts.SkipLast(1).Select(forecast => forecast * level)], forecasts[^1] * level);
    }

    // Variance inside the steps: squared returns of the hours or bars in each, three quarters of them at least; for bars as long as the step what the series says.
    private Dictionary<long, double> Inside(Currency underlying, MarketKind kind)
    {
        var inside = new Dictionary<long, double>();
        if (market.History.Find(underlying, kind) is not { } series) return inside;
        long length = (long)series.Step.TotalSeconds, step = (long)(StepHours * 3600), apart = Math.Max(length, 3600);
        var closes = new Dictionary<long, double>();
        for (int i = 0; i < series.OpenTimes.Length; i++)
        {
            long end = series.OpenTimes.Span[i] + length;
            if (Timestamp.FromUnixSeconds(end) > market.ValuationTime) continue;
            closes[end] = series.Close.Span[i];
            if (length == step && series.RealisedVariance.Length > 0 && !double.IsNaN(series.RealisedVariance.Span[i])) inside[end] = series.RealisedVariance.Span[i];
        }

        if (length >= step || step % apart != 0 || apart % length != 0) return inside;
        foreach (long end in closes.Keys.Where(end => end % step == 0))
        {
            double[] moves = [.. Enumerable.Range(0, (int)(step / apart)).Select(back => end - (back * apart)).Where(t => closes.ContainsKey(t) && closes.ContainsKey(t - apart)).Select(t => Math.Log(closes[t] / closes[t - apart]))];
            if (4 * moves.Length >= 3 * (step / apart)) inside[end] = moves.Sum(move => move * move) * (step / apart) / moves.Length;
        }

        return inside;
    }

    /// <summary>σ_now for a step of H.</summary>
    public double VolatilityNow(Currency underlying)
    {
        if (market.Volatilities.TryGetValue(underlying, out VolatilityState? state) && state.Forecast is { } forecast
            && market.AgeOf(state.Time).TotalHours <= parameters.Data.VolatilityHours)
            return forecast * Math.Sqrt(StepHours / 24);
        double estimate = Volatility(underlying).Last;
        return HistoryAgeHours(underlying) > parameters.Data.HistoryHours ? estimate * parameters.Data.StaleVolatility : estimate;
    }

    /// <summary>σ_u: one day's standard deviation.</summary>
    public double DailyVolatility(Currency underlying) => VolatilityNow(underlying) * Math.Sqrt(24 / StepHours);

    /// <summary>Basis returns over the calendar: each the underlying's own, else its reference's, else the leader's, else none.</summary>
    public double[] BasisReturns(Currency underlying)
    {
        if (basisReturns.TryGetValue(underlying, out double[]? known)) return known;
        double?[]? own = OwnBasis(underlying), reference = parameters.ClassOf(underlying).Reference is { } name ? OwnBasis(name) : null, leader = OwnBasis(Leader);
        return basisReturns[underlying] = [.. Enumerable.Range(0, Calendar.Count).Select(i => own?[i] ?? reference?[i] ?? leader?[i] ?? 0)];
    }

    /// <summary>Change of the log volatility index over the step ending at a calendar date; null where it is not recorded.</summary>
    public double? VolatilityChange(Currency underlying, int date)
    {
        if (!indices.TryGetValue(underlying, out Dictionary<long, double>? closes)) indices[underlying] = closes = Closes(underlying, MarketKind.VolatilityIndex);
        long t = Calendar[date], s = t - (long)(StepHours * 3600);
        return closes.TryGetValue(t, out double now) && closes.TryGetValue(s, out double before) ? Math.Log(now / before) : null;
    }

    private readonly Dictionary<Currency, Dictionary<long, double>> indices = [];

    private double?[]? OwnBasis(Currency underlying)
    {
        Dictionary<long, double> spot = Closes(underlying, MarketKind.Spot);
        Dictionary<long, double> perpetual = Closes(underlying, MarketKind.Perpetual);
        long step = (long)(StepHours * 3600);
        var values = new double?[Calendar.Count];
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            long t = Calendar[i], s = t - step;
            if (!spot.ContainsKey(t) || !spot.ContainsKey(s) || !perpetual.ContainsKey(t) || !perpetual.ContainsKey(s)) continue;
            values[i] = Math.Log(perpetual[t] / spot[t]) - Math.Log(perpetual[s] / spot[s]);
            count++;
        }

        return count >= Steps(parameters.MarketRisk.MinimumDays) ? values : null;
    }

    // Closes by the time they are known, at midnight and every H hours after it, up to the valuation.
    private Dictionary<long, double> Closes(Currency underlying, MarketKind kind)
    {
        var closes = new Dictionary<long, double>();
        if (market.History.Find(underlying, kind) is not { } series) return closes;
        long step = (long)(StepHours * 3600);
        for (int i = 0; i < series.OpenTimes.Length; i++)
        {
            long end = series.OpenTimes.Span[i] + (long)series.Step.TotalSeconds;
            if (end % step == 0 && Timestamp.FromUnixSeconds(end) <= market.ValuationTime) closes[end] = series.Close.Span[i];
        }

        return closes;
    }

    private double HistoryAgeHours(Currency underlying)
    {
        double Age(Currency of) => new[] { MarketKind.Spot, MarketKind.Perpetual }
            .Select(kind => market.History.Find(of, kind)).OfType<BarSeries>().Where(series => series.OpenTimes.Length > 0)
            .Select(series => market.AgeOf(Timestamp.FromUnixSeconds(series.OpenTimes.Span[^1]) + series.Step).TotalHours)
            .DefaultIfEmpty(double.PositiveInfinity).Min();
        return Age(HasOwnHistory(underlying) ? underlying : Leader);
    }
}
