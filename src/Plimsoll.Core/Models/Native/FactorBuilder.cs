using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Market;
using Plimsoll.Numerics;
using Plimsoll.Scenarios;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Models.Native;

/// <summary>Makes the factors of one horizon from recorded returns: proxies, volatilities, rescaling, stressed window. Section 3 and 4 of the model's page.</summary>
internal sealed class FactorBuilder
{
    private const double GoldenFraction = 0.6180339887498949;

    private readonly NativeParameters parameters;
    private readonly MarketSnapshot market;
    private readonly ReturnPanel panel;
    private readonly double hours;
    private readonly double horizonScale;
    private readonly int minimum;
    private readonly Dictionary<Currency, double[]> spliced = [];
    private readonly Dictionary<Currency, double[]> basis = [];
    private readonly Dictionary<Currency, int> ownCounts = [];
    private readonly Lazy<CopulaCore> copula;
    private readonly Lock reading = new();

    /// <param name="parameters">The rules.</param>
    /// <param name="market">The market.</param>
    /// <param name="universe">Every underlying and coin that may move.</param>
    /// <param name="hours">Margin period of risk.</param>
    public FactorBuilder(NativeParameters parameters, MarketSnapshot market, ImmutableArray<Currency> universe, double hours)
    {
        (this.parameters, this.market, this.hours) = (parameters, market, hours);
        panel = ReturnPanel.Create(market.History, Risk.Leader, hours, market.ValuationTime);
        StepsPerDay = 24.0 / panel.StepHours;
        horizonScale = Math.Sqrt(hours / panel.StepHours);
        minimum = (int)(Risk.MinimumDays * StepsPerDay);
        int window = Math.Min((int)(Risk.WindowDays * StepsPerDay), panel.Calendar.Length);
        CoreStart = panel.Calendar.Length - window;
        StressedLength = Math.Min((int)(Risk.StressedDays * StepsPerDay), panel.Calendar.Length);
        HistoryAge = panel.Last is { } last ? market.AgeOf(last) : null;
        IsStale = HistoryAge is { } age && age.TotalHours > parameters.Data.HistoryHours;
        if (HasHistory) StressedStart = WorstWindow();
        // The days since 1970 seed it, so that a day's draws are the same for every portfolio and every margin period.
        copula = new Lazy<CopulaCore>(() => CopulaCore.Create(
            Risk.Copula!, universe.Prepend(Risk.Leader).Distinct().Where(one => !IsPegged(one)), one => Historical(one).Moves, (ulong)((panel.Calendar[^1] - 1) / 86400)), LazyThreadSafetyMode.None);
    }

    private MarketRiskParameters Risk => parameters.MarketRisk;

    /// <summary>Returns in a day.</summary>
    public double StepsPerDay { get; }

    /// <summary>Index of the first calendar date of the core set.</summary>
    public int CoreStart { get; }

    /// <summary>Scenarios in the core set.</summary>
    public int CoreLength => IsDrawn ? Risk.Copula!.Draws : CoreDates;

    /// <summary>Historical dates behind the core set.</summary>
    private int CoreDates => panel.Calendar.Length - CoreStart;

    private bool IsDrawn => Risk.Copula is not null && HasHistory;

    /// <summary>Index of the first calendar date of the stressed set.</summary>
    public int StressedStart { get; }

    /// <summary>Scenarios in the stressed set.</summary>
    public int StressedLength { get; }

    /// <summary>Age of the leader's last close; null without any.</summary>
    public TimeSpan? HistoryAge { get; }

    /// <summary>Whether the history is old, so that volatilities are raised.</summary>
    public bool IsStale { get; }

    /// <summary>Whether there is enough and recent enough history for any requirement.</summary>
    public bool HasHistory => CoreDates >= Math.Max(minimum, 1) && HistoryAge is { } age && age.TotalHours <= parameters.Data.HistoryLimitHours;

    /// <summary>What is missing where <see cref="HasHistory"/> does not hold: days, or a recent last close.</summary>
    public DataGap HistoryGap => HistoryAge is not null && CoreDates < minimum
        ? new DataGap(Risk.Leader.Code, $"price history of {Risk.MinimumDays} days ({(int)(CoreDates / StepsPerDay)} found)", null)
        : new DataGap(Risk.Leader.Code, "price history", HistoryAge);

    /// <summary>A scenario of the core set: its date, or the number of its draw, as "draw 17".</summary>
    public string CoreName(int scenario) => IsDrawn ? string.Create(CultureInfo.InvariantCulture, $"draw {scenario + 1}") : DateOf(CoreStart + scenario);

    /// <summary>Date of a scenario, as "2024-08-05".</summary>
    public string DateOf(int calendarIndex)
    {
        string text = Timestamp.FromUnixSeconds(panel.Calendar[calendarIndex] - 1).ToString();
        return panel.StepHours == 24 ? text[..10] : Timestamp.FromUnixSeconds(panel.Calendar[calendarIndex]).ToString()[..16].Replace('T', ' ');
    }

    /// <summary>The factor of one currency.</summary>
    public Factor Build(Currency underlying)
    {
        lock (reading) return Make(underlying);
    }

    private Factor Make(Currency underlying)
    {
        (double[] core, double[] coreBasis, double now) = Historical(underlying);
        double[] history = Spliced(underlying);
        double[] basisHistory = Basis(underlying);
        double[] index = panel.VolatilityReturns(underlying);
        double[] coreVolatility = VolatilityMoves(core, index.AsSpan(CoreStart));
        if (IsDrawn && IsPegged(underlying)) (core, coreBasis, coreVolatility) = (new double[CoreLength], new double[CoreLength], new double[CoreLength]);
        else if (IsDrawn)
        {
            int[] dates = copula.Value.Dates(underlying, core);
            double[] Taken(double[] of) => Array.ConvertAll(dates, date => of[date]);
            (core, coreBasis, coreVolatility) = (Taken(core), Taken(coreBasis), Taken(coreVolatility));
        }

        var stressed = new double[StressedLength];
        var stressedBasis = new double[StressedLength];
        for (int i = 0; i < stressed.Length; i++)
        {
            stressed[i] = history[StressedStart + i] * horizonScale;
            stressedBasis[i] = basisHistory[StressedStart + i] * horizonScale;
        }

        return new Factor
        {
            Core = core,
            CoreBasis = coreBasis,
            CoreVolatility = coreVolatility,
            Stressed = stressed,
            StressedBasis = stressedBasis,
            StressedVolatility = VolatilityMoves(stressed, index.AsSpan(StressedStart)),
            Down = new(Shortfall(core, Risk.InitialTail, 1), Shortfall(core, Risk.MaintenanceTail, 1)),
            Up = new(Shortfall(core, Risk.InitialTail, -1), Shortfall(core, Risk.MaintenanceTail, -1)),
            StressedDown = Shortfall(stressed, Risk.InitialTail, 1),
            DailyVolatility = now * Math.Sqrt(StepsPerDay),
            IsProxy = !IsPegged(underlying) && OwnCount(underlying) < minimum,
        };
    }

    private bool IsPegged(Currency underlying) => parameters.ClassOf(underlying).Peg == true;

    /// <summary>Rescaled moves of spot and basis on the historical dates of the core set, and today's volatility.</summary>
    private (double[] Moves, double[] Basis, double Now) Historical(Currency underlying)
    {
        bool peg = IsPegged(underlying);
        double[] history = Spliced(underlying);
        double[] basisHistory = Basis(underlying);
        double[] variances = OwnVariances(underlying, history), basisVariances = BasisVariances(basisHistory);
        double now = SigmaNow(underlying, Math.Sqrt(variances[^1]));
        var rescaling = new VolatilityRescaling(Risk.Rescaling, Risk.LeastScale, Risk.GreatestScale);
        var basisRescaling = new VolatilityRescaling(Risk.BasisRescaling ?? Risk.Rescaling, Risk.BasisLeastScale ?? Risk.LeastScale, Risk.BasisGreatestScale ?? Risk.GreatestScale);

        var core = new double[CoreDates];
        var coreBasis = new double[CoreDates];
        for (int i = 0; i < core.Length; i++)
        {
            int at = CoreStart + i;
            double k = peg || variances[at] == 0 ? 1 : rescaling.Factor(now * now, variances[at]);
            core[i] = ScaledReturn.Of(history[at] * horizonScale, k);
            coreBasis[i] = basisHistory[at] * horizonScale * (basisVariances[at] == 0 ? 1 : basisRescaling.Factor(basisVariances[^1], basisVariances[at]));
        }

        return (core, coreBasis, now);
    }

    /// <summary>Median over a group's listed pairs of the range of their rolling correlation; NaN where there is none.</summary>
    public double CorrelationRange(OffsetGroup group)
    {
        lock (reading) return MedianRange(group);
    }

    private double MedianRange(OffsetGroup group)
    {
        OffsetParameters offset = parameters.Offset;
        Currency[] members = [.. group.Classes.SelectMany(entry => entry.Assets).Where(asset => OwnCount(asset) >= minimum)];
        int lookback = Math.Min((int)(offset.LookbackDays * StepsPerDay), panel.Calendar.Length);
        int window = (int)(offset.CorrelationDays * StepsPerDay);
        if (members.Length < 2 || lookback < window) return double.NaN;
        return RollingCorrelation.MedianRange([.. members.Select(member => Spliced(member)[^lookback..])], window);
    }

    private int OwnCount(Currency underlying)
    {
        if (ownCounts.TryGetValue(underlying, out int count)) return count;
        foreach (double value in panel.Returns(underlying))
            if (!double.IsNaN(value))
                count++;
        return ownCounts[underlying] = count;
    }

    /// <summary>Own returns where there are enough and one is there, else the proxy's; zero for a peg without enough.</summary>
    private double[] Spliced(Currency underlying)
    {
        if (spliced.TryGetValue(underlying, out double[]? done)) return done;
        ReadOnlySpan<double> own = panel.Returns(underlying);
        LiquidityClass group = parameters.ClassOf(underlying);
        bool enough = OwnCount(underlying) >= minimum;
        var history = new double[own.Length];
        if (enough || group.Peg != true)
        {
            ReadOnlySpan<double> leader = panel.Returns(Risk.Leader);
            bool hasReference = group.Reference is { } name && name != underlying && name != Risk.Leader;
            ReadOnlySpan<double> reference = hasReference ? panel.Returns(group.Reference!.Value) : [];
            double beta = hasReference ? Beta(reference, leader) : 0;
            for (int t = 0; t < history.Length; t++)
            {
                double residual = hasReference && !double.IsNaN(reference[t]) ? reference[t] - (beta * leader[t]) : 0;
                history[t] = enough && !double.IsNaN(own[t]) ? own[t]
                    : group.Peg == true ? 0
                    : Risk.ProxyFactor * (leader[t] + residual);
            }
        }

        return spliced[underlying] = history;
    }

    /// <summary>Own basis returns where there are enough and one is there, else those of the class's reference, else the leader's, else none.</summary>
    private double[] Basis(Currency underlying)
    {
        if (basis.TryGetValue(underlying, out double[]? done)) return done;
        double[] moves = new double[panel.Calendar.Length];
        Array.Fill(moves, double.NaN);
        foreach (Currency source in new[] { underlying, parameters.ClassOf(underlying).Reference ?? Risk.Leader, Risk.Leader }.Distinct().Where(source => BasisCount(source) >= minimum))
        {
            ReadOnlySpan<double> known = panel.BasisReturns(source);
            for (int t = 0; t < moves.Length; t++)
                if (double.IsNaN(moves[t]))
                    moves[t] = known[t];
        }

        for (int t = 0; t < moves.Length; t++)
            if (double.IsNaN(moves[t]))
                moves[t] = 0;
        return basis[underlying] = moves;
    }

    private int BasisCount(Currency underlying)
    {
        int count = 0;
        foreach (double value in panel.BasisReturns(underlying))
            if (!double.IsNaN(value))
                count++;
        return count;
    }

    private static double Beta(ReadOnlySpan<double> member, ReadOnlySpan<double> leader)
    {
        double product = 0, square = 0;
        for (int t = 0; t < member.Length; t++)
        {
            if (double.IsNaN(member[t])) continue;
            product += member[t] * leader[t];
            square += leader[t] * leader[t];
        }

        return square > 0 ? product / square : 0;
    }

    /// <summary>The variance that stood before each return, and one more for now.</summary>
    private double[] Variances(double[] history)
    {
        var variances = new double[history.Length + 1];
        double seed = Ewma.MeanSquare(history.AsSpan(0, Math.Min(Risk.SeedReturns, history.Length)));
        Ewma.Forecasts(history, Math.Pow(Risk.Decay, 1 / StepsPerDay), seed, variances);
        return variances;
    }

    /// <summary>The same for an underlying, by both memories and with what happened inside the steps where the rules say so.</summary>
    private double[] OwnVariances(Currency underlying, double[] history)
    {
        if (Risk.FastDecay is not { } fast) return Variances(history);
        double[] realised = panel.Realised(underlying);
        // Where the proxy stands in, what happened inside the step is its own and not recorded.
        ReadOnlySpan<double> own = panel.Returns(underlying);
        bool enough = OwnCount(underlying) >= minimum;
        for (int t = 0; t < realised.Length; t++)
            if (!enough || double.IsNaN(own[t]))
                realised[t] = double.NaN;
        return TwoSpeed(history, realised, fast, Risk.RealisedShare ?? 0, Risk.UnseenFactor ?? 1);
    }

    /// <summary>The same for moves of a basis, of which nothing is known inside a step.</summary>
    private double[] BasisVariances(double[] moves)
    {
        if (Risk.FastDecay is not { } fast) return Variances(moves);
        var nothing = new double[moves.Length];
        Array.Fill(nothing, double.NaN);
        return TwoSpeed(moves, nothing, fast, 0, 1);
    }

    private double[] TwoSpeed(double[] moves, double[] realised, double fast, double share, double unseen)
    {
        var volatilities = new double[moves.Length + 1];
        TwoSpeedVolatility.Forecasts(moves, realised, share, unseen, Math.Pow(fast, 1 / StepsPerDay), Math.Pow(Risk.Decay, 1 / StepsPerDay), Risk.SeedReturns, volatilities);
        return Array.ConvertAll(volatilities, volatility => volatility * volatility);
    }

    private double SigmaNow(Currency underlying, double own)
    {
        if (market.Volatilities.TryGetValue(underlying, out VolatilityState? state) && state.Forecast is { } forecast
            && market.AgeOf(state.Time).TotalHours <= parameters.Data.VolatilityHours)
            return forecast / Math.Sqrt(StepsPerDay);
        return IsStale ? own * parameters.Data.StaleVolatility : own;
    }

    /// <summary>Moves of ln σ: those of the volatility index on the same date where it is recorded, else a response to the price and a residual.</summary>
    private double[] VolatilityMoves(double[] moves, ReadOnlySpan<double> index)
    {
        VolatilityShockParameters shock = parameters.VolatilityShock;
        double residual = shock.Residual * Math.Sqrt(hours / 24);
        var y = new double[moves.Length];
        for (int i = 0; i < y.Length; i++)
        {
            double uniform = (i + 0.5) * GoldenFraction;
            y[i] = !double.IsNaN(index[i]) ? index[i] * horizonScale : ((moves[i] < 0 ? shock.BetaDown : shock.BetaUp) * moves[i]) + (residual * NormalDistribution.InverseCdf(uniform - Math.Floor(uniform)));
        }

        return y;
    }

    /// <summary>Expected shortfall of one unit bought (sign 1) or sold (−1), as a simple return.</summary>
    private static double Shortfall(double[] moves, double tail, double sign)
    {
        var pnl = new double[moves.Length];
        for (int i = 0; i < pnl.Length; i++) pnl[i] = sign * (Math.Exp(moves[i]) - 1);
        return Math.Max(0, ExpectedShortfall.Of(pnl, tail));
    }

    /// <summary>First date of the consecutive dates that are worst for the equally weighted long and short baskets of the classes.</summary>
    private int WorstWindow()
    {
        int length = StressedLength, starts = panel.Calendar.Length - length + 1;
        double tail = parameters.MarketRisk.InitialTail;
        var score = new double[starts];
        var scratch = new double[ExpectedShortfall.ScratchLength(length, tail)];
        foreach (LiquidityClass group in parameters.Classes.Where(entry => entry.Peg != true))
        {
            double[]? basket = Basket(group);
            if (basket is null) continue;
            foreach (double sign in (ReadOnlySpan<double>)[1, -1])
            {
                double[] pnl = [.. basket.Select(move => sign * move)];
                double shortfall = 0, least = double.NaN;
                for (int start = 0; start < starts; start++)
                {
                    // One date leaves and one comes: the tail is the same unless either of them belongs to it.
                    if (!(start > 0 && pnl[start - 1] > least && pnl[start + length - 1] >= least))
                    {
                        shortfall = ExpectedShortfall.Estimate(pnl.AsSpan(start, length), tail, scratch).ExpectedShortfall;
                        least = scratch.Length < length ? scratch[^1] : double.NaN;
                    }

                    score[start] += shortfall;
                }
            }
        }

        int worst = 0;
        for (int start = 1; start < starts; start++)
            if (score[start] > score[worst])
                worst = start;
        return worst;
    }

    private double[]? Basket(LiquidityClass group)
    {
        Currency[] members = [.. group.Assets.Where(asset => OwnCount(asset) >= minimum)];
        if (members.Length == 0) return null;
        var basket = new double[panel.Calendar.Length];
        var count = new int[basket.Length];
        foreach (Currency member in members)
        {
            ReadOnlySpan<double> own = panel.Returns(member);
            for (int t = 0; t < basket.Length; t++)
            {
                if (double.IsNaN(own[t])) continue;
                basket[t] += Math.Exp(own[t]) - 1;
                count[t]++;
            }
        }

        for (int t = 0; t < basket.Length; t++)
            if (count[t] > 0)
                basket[t] /= count[t];
        return basket;
    }
}
