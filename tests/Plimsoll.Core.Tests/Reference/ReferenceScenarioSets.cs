using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Numerics;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Section 4: the scenarios of one market and margin period.</summary>
internal sealed class ReferenceScenarioSets
{
    private readonly NativeParameters parameters;
    private readonly ReferenceHistory history;
    private readonly Dictionary<(double Tail, Currency Leader), ReferenceScenario[]> grids = [];
    private readonly Dictionary<string, ReferenceScenario[]> libraries = new(StringComparer.Ordinal);

    public ReferenceScenarioSets(NativeParameters parameters, MarketSnapshot market, ReferenceHistory history)
    {
        this.parameters = parameters;
        this.history = history;
        Universe = [.. market.Instruments.Keys.Select(symbol => symbol.Base).Concat(market.Indices.Keys.Select(pair => pair.Base)).Where(currency => !currency.IsUsd).Distinct().Order()];
        Core = MakeCore();
        Stressed = MakeStressed(out StressedStart);
    }

    /// <summary>All underlyings, ordinal.</summary>
    public List<Currency> Universe { get; }

    /// <summary>Empty when the leader has too little history.</summary>
    public ReferenceScenario[] Core { get; }

    public ReferenceScenario[] Stressed { get; }

    /// <summary>Index in the calendar of the first stressed date.</summary>
    public readonly int StressedStart;

    private double SqrtDays => Math.Sqrt(history.Hours / 24);

    /// <summary>τ(T).</summary>
    public double TermScale(double years)
    {
        VolatilityShockParameters shock = parameters.VolatilityShock;
        double days = years * 365;
        if (days <= 0) return shock.GreatestScale;
        double power = days < shock.ReferenceDays ? shock.ShortPower : shock.LongPower;
        return Math.Min(shock.GreatestScale, Math.Pow(shock.ReferenceDays / days, power));
    }

    /// <summary>Name of the group an underlying is tested in.</summary>
    public string GroupOf(Currency u) => parameters.ClassOf(u).Group ?? parameters.ClassOf(u).Name;

    public IEnumerable<Currency> UniverseOf(string group) => Universe.Where(u => GroupOf(u) == group);

    private bool IsPegged(Currency u) => parameters.ClassOf(u).Peg == true;

    private ReferenceScenario[] MakeCore()
    {
        int dates = Math.Min(history.Steps(parameters.MarketRisk.WindowDays), history.Calendar.Count);
        if (dates < history.Steps(parameters.MarketRisk.MinimumDays)) return [];
        int first = history.Calendar.Count - dates;
        var spot = new Dictionary<Currency, double[]>();
        var basis = new Dictionary<Currency, double[]>();
        foreach (Currency u in Universe)
        {
            double[] r = history.Returns(u);
            double[] before = history.Volatility(u).Before;
            double now = history.VolatilityNow(u);
            double[] basisReturns = history.BasisReturns(u);
            (double[] basisBefore, double basisNow) = history.BasisVolatility(basisReturns);
            spot[u] = new double[dates];
            basis[u] = new double[dates];
            for (int i = 0; i < dates; i++)
            {
                double k = IsPegged(u) ? 1 : Scale(now, before[first + i]);
                double move = r[first + i] * history.Scale;
                spot[u][i] = move <= 0 ? k * move : Math.Log(1 + (k * (Math.Exp(move) - 1)));
                double basisScale = IsPegged(u) ? 1 : BasisScale(basisNow, basisBefore[first + i]);
                basis[u][i] = basisScale * basisReturns[first + i] * history.Scale;
            }
        }

        ReferenceScenario[] dated = [.. Enumerable.Range(0, dates).Select(i => Dated("core", first + i, i, spot, basis))];
        return parameters.MarketRisk.Copula is { } copula ? Drawn(copula, dated, spot) : dated;
    }

    // Each draw takes of each underlying another of the dated scenarios: the one at the quantile that the draw's variate has among all draws.
    private ReferenceScenario[] Drawn(CopulaParameters copula, ReferenceScenario[] dated, Dictionary<Currency, double[]> spot)
    {
        Currency leader = parameters.MarketRisk.Leader;
        List<Currency> moving = [.. Universe.Where(u => !IsPegged(u) && spot[u].Distinct().Count() > 1).OrderBy(u => u == leader ? 0 : 1).ThenBy(u => u)];
        DateTimeOffset last = DateTimeOffset.FromUnixTimeSeconds(history.Calendar[^1] - 1);
        var variates = new StudentTDraws(ShrinkageCorrelation.ToConstantCorrelation([.. moving.Select(u => spot[u])]).Correlation, copula.DegreesOfFreedom, (ulong)(last.Date - DateTime.UnixEpoch).Days);
        double[][] draws = [.. Enumerable.Range(0, copula.Draws).Select(s =>
        {
            var one = new double[moving.Count];
            variates.Fill((ulong)s, one);
            return one;
        })];

        var chosen = new Dictionary<Currency, ReferenceScenario[]>();
        foreach (Currency u in Universe.Where(u => !IsPegged(u)))
        {
            int row = Math.Max(0, moving.IndexOf(u));
            ReferenceScenario[] rising = [.. dated.OrderBy(scenario => scenario.SpotOf(u))];
            var own = new ReferenceScenario[copula.Draws];
            int rank = 0;
            foreach (int s in Enumerable.Range(0, copula.Draws).OrderBy(s => draws[s][row]))
                own[s] = rising[(int)Math.Floor((rank++ + 0.5) * dated.Length / copula.Draws)];
            chosen[u] = own;
        }

        return [.. Enumerable.Range(0, copula.Draws).Select(s => new ReferenceScenario
        {
            Name = $"core draw {s + 1}",
            Spot = chosen.ToDictionary(pair => pair.Key, pair => pair.Value[s].SpotOf(pair.Key)),
            Basis = u => chosen.TryGetValue(u, out ReferenceScenario[]? own) ? own[s].Basis(u) : 0,
            ForwardBasis = (u, years) => chosen.TryGetValue(u, out ReferenceScenario[]? own) ? own[s].ForwardBasis(u, years) : 0,
            Volatility = (u, years) => chosen.TryGetValue(u, out ReferenceScenario[]? own) ? own[s].Volatility(u, years) : 1,
        })];
    }

    private double Scale(double now, double before)
    {
        if (before == 0) return 1;
        MarketRiskParameters risk = parameters.MarketRisk;
        double k = 1 - risk.Rescaling + (risk.Rescaling * now / before);
        return Math.Min(risk.GreatestScale, Math.Max(risk.LeastScale, k));
    }

    private double BasisScale(double now, double before)
    {
        if (before == 0) return 1;
        MarketRiskParameters risk = parameters.MarketRisk;
        double w = risk.BasisRescaling ?? risk.Rescaling;
        return Math.Min(risk.BasisGreatestScale ?? risk.GreatestScale, Math.Max(risk.BasisLeastScale ?? risk.LeastScale, 1 - w + (w * now / before)));
    }

    private ReferenceScenario Dated(string kind, int date, int i, Dictionary<Currency, double[]> spot, Dictionary<Currency, double[]> basis)
    {
        Dictionary<Currency, double> moves = spot.ToDictionary(pair => pair.Key, pair => pair.Value[i]);
        double position = (i + 0.5) * 0.6180339887498949;
        double residual = parameters.VolatilityShock.Residual * SqrtDays * NormalDistribution.InverseCdf(position - Math.Floor(position));
        return new ReferenceScenario
        {
            Name = $"{kind} {Timestamp.FromUnixSeconds(history.Calendar[date])}",
            Spot = moves,
            Basis = u => basis[u][i],
            ForwardBasis = (u, years) => basis[u][i] * (1 + (parameters.MarketRisk.BasisTenorSlope * Math.Min(years, 1))),
            Volatility = (u, years) =>
            {
                if (history.VolatilityChange(u, date) is { } change) return Math.Exp(change * history.Scale * TermScale(years));
                double x = moves[u];
                double beta = x < 0 ? parameters.VolatilityShock.BetaDown : parameters.VolatilityShock.BetaUp;
                return Math.Exp(((beta * x) + residual) * TermScale(years));
            },
        };
    }

    private ReferenceScenario[] MakeStressed(out int start)
    {
        int length = Math.Min(history.Steps(parameters.MarketRisk.StressedDays), history.Calendar.Count);
        start = 0;
        if (length == 0) return [];
        List<double[]> baskets = [.. parameters.Classes.Where(c => c.Peg != true).Select(Basket)];
        double worst = double.NegativeInfinity;
        for (int first = 0; first + length <= history.Calendar.Count; first++)
        {
            double sum = 0;
            foreach (double[] basket in baskets)
            {
                double[] window = basket[first..(first + length)];
                sum += Shortfall.Of(window.Select(value => -value), parameters.MarketRisk.InitialTail) + Shortfall.Of(window, parameters.MarketRisk.InitialTail);
            }

            if (sum > worst) (worst, start) = (sum, first);
        }

        int chosen = start;
        Dictionary<Currency, double[]> Raw(Func<Currency, double[]> of) =>
            Universe.ToDictionary(u => u, u => of(u)[chosen..(chosen + length)].Select(value => value * history.Scale).ToArray());
        Dictionary<Currency, double[]> spot = Raw(history.Returns), basis = Raw(history.BasisReturns);
        return [.. Enumerable.Range(0, length).Select(i => Dated("stressed", chosen + i, i, spot, basis))];
    }

    private double[] Basket(LiquidityClass of)
    {
        Currency[] members = [.. of.Assets.Where(history.HasOwnHistory)];
        var basket = new double[history.Calendar.Count];
        for (int i = 0; i < basket.Length; i++)
        {
            List<double> moves = [];
            foreach (Currency member in members)
                if (history.OwnReturns(member).TryGetValue(history.Calendar[i], out double r))
                    moves.Add(Math.Exp(r * history.Scale) - 1);
            basket[i] = moves.Count == 0 ? 0 : moves.Average();
        }

        return basket;
    }

    /// <summary>D_u: expected shortfall of being long one unit; at least 0.</summary>
    public double DownRange(Currency u, double tail) => Math.Max(0, Shortfall.Of(Core.Select(s => 1 - Math.Exp(s.SpotOf(u))), tail));

    /// <summary>R_u: expected shortfall of being short one unit; at least 0.</summary>
    public double UpRange(Currency u, double tail) => Math.Max(0, Shortfall.Of(Core.Select(s => Math.Exp(s.SpotOf(u)) - 1), tail));

    /// <summary>The grid that one underlying leads; empty for pegged classes.</summary>
    public ReferenceScenario[] Grid(Currency leader, double tail)
    {
        if (grids.TryGetValue((tail, leader), out ReferenceScenario[]? known)) return known;
        LiquidityClass itsClass = parameters.ClassOf(leader);
        List<ReferenceScenario> all = [];
        if (itsClass.Peg != true)
        {
            foreach (double f in parameters.Grid.Points) AddGridPoint(all, leader, f, 1, tail);
            foreach (ExtendedMove extended in parameters.Grid.Extended)
            {
                AddGridPoint(all, leader, -extended.Multiple, extended.Weight, tail);
                AddGridPoint(all, leader, extended.Multiple, extended.Weight, tail);
            }
        }

        return grids[(tail, leader)] = [.. all];
    }

    private void AddGridPoint(List<ReferenceScenario> all, Currency leader, double f, double weight, double tail)
    {
        double own = GridMove(leader, f, tail);
        var spot = new Dictionary<Currency, double> { [leader] = own };
        foreach (Currency other in UniverseOf(GroupOf(leader)).Where(u => u != leader))
        {
            double product = Core.Sum(s => s.SpotOf(other) * s.SpotOf(leader));
            double square = Core.Sum(s => s.SpotOf(leader) * s.SpotOf(leader));
            double beta = square > 0 ? product / square : 0;
            spot[other] = Math.Clamp(beta * own, GridMove(other, -Math.Abs(f), tail), GridMove(other, Math.Abs(f), tail));
        }

        foreach ((string name, int direction) in new[] { ("up", 1), ("same", 0), ("down", -1) })
            all.Add(new ReferenceScenario
            {
                Name = $"{leader} {f:0.###} vol {name}",
                Weight = weight,
                Spot = spot,
                Volatility = (u, years) => direction switch
                {
                    1 => 1 + (parameters.ClassOf(u).VolatilityUp * SqrtDays * TermScale(years)),
                    -1 => Math.Max(0.05, 1 - (parameters.ClassOf(u).VolatilityDown * SqrtDays * TermScale(years))),
                    _ => 1,
                },
            });
    }

    private double GridMove(Currency u, double f, double tail) => f < 0
        ? Math.Log(1 + Math.Max(-parameters.Grid.GreatestFall, f * DownRange(u, tail)))
        : Math.Log(1 + (f * UpRange(u, tail)));

    /// <summary>The stress library as one group sees it; of each underlying's loss counts what its own class says.</summary>
    public ReferenceScenario[] Library(string group)
    {
        if (libraries.TryGetValue(group, out ReferenceScenario[]? known)) return known;
        List<ReferenceScenario> all = [];
        foreach (StressScenario entry in parameters.Stress)
        {
            AddVariants(all, entry, group, false, false);
            if (entry.Amplified == true) AddVariants(all, entry, group, false, true);
            if (entry.Reversed == true) AddVariants(all, entry, group, true, false);
            if (entry.Reversed == true && entry.Amplified == true) AddVariants(all, entry, group, true, true);
        }

        return libraries[group] = [.. all];
    }

    private void AddVariants(List<ReferenceScenario> all, StressScenario entry, string group, bool reversed, bool amplified)
    {
        double Other(double? value) => (value ?? 0) * (reversed ? -1 : 1) * (amplified ? 1.5 : 1);
        double volatility = Other(entry.Volatility), basis = Other(entry.Basis), forward = Other(entry.ForwardBasis), funding = Other(entry.Funding);
        string name = entry.Name + (reversed ? " reversed" : "") + (amplified ? " amplified" : "");

        ReferenceScenario Make(string label, Func<Currency, bool> moves) => new()
        {
            Name = label,
            Weights = u => entry.Weight.GetValueOrDefault(parameters.ClassOf(u).Name) * (amplified ? 2.0 / 3.0 : 1),
            Spot = Universe.Where(moves).ToDictionary(u => u, u => StressMove(entry, u, reversed, amplified)),
            Basis = u => moves(u) ? basis : 0,
            ForwardBasis = (u, _) => moves(u) ? forward : 0,
            Volatility = (u, years) => moves(u) ? Math.Max(0.05, 1 + (volatility * TermScale(years))) : 1,
            Funding = u => moves(u) ? funding : 0,
        };

        if (entry.Scope == StressScope.All) all.Add(Make(name, _ => true));
        else all.AddRange(UniverseOf(group).Select(one => Make($"{name} {one}", u => u == one)));
    }

    private double StressMove(StressScenario entry, Currency u, bool reversed, bool amplified)
    {
        double move = 0;
        if (entry.Assets is { } assets && assets.TryGetValue(u.Code, out double byAsset)) move = byAsset;
        else if (entry.Spot is { } spot && spot.TryGetValue(parameters.ClassOf(u).Name, out double byClass)) move = byClass;
        if (reversed) move = Math.Max(-0.99, -move);
        if (!amplified) return Math.Log(1 + move);
        return move < 0 ? 1.5 * Math.Log(1 + move) : Math.Log(1 + (1.5 * move));
    }
}
