using System.Collections.Concurrent;
using System.Globalization;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>
/// The scenarios of one group on one axis: core, stressed, grid at the initial level, grid at the maintenance level, stress library. For every currency its log move
/// in each, for every tenor the moves of basis and implied volatility.
/// </summary>
internal sealed class GroupAxis
{
    /// <summary>Volatility states of the grid: up, same, down.</summary>
    public const int VolatilityStates = 3;

    private readonly NativeParameters parameters;
    private readonly HorizonFactors factors;
    private readonly double[] fractions;
    private readonly double[] fractionWeights;
    private readonly StressMove[] library;
    private readonly ConcurrentDictionary<Currency, double[]> moves = new();
    private readonly ConcurrentDictionary<string, double[]> weights = new();

    /// <param name="group">The offset group.</param>
    /// <param name="leaders">Underlyings of the universe in the group, ordinal order.</param>
    /// <param name="factors">Factors at the horizon.</param>
    public GroupAxis(OffsetGroup group, Currency[] leaders, HorizonFactors factors)
    {
        (Group, this.factors, parameters) = (group, factors, factors.Parameters);
        Leaders = group.Peg ? [] : leaders;
        GridParameters grid = parameters.Grid;
        fractions = [.. grid.Points, .. grid.Extended.SelectMany(move => new[] { -move.Multiple, move.Multiple })];
        fractionWeights = [.. grid.Points.Select(_ => 1.0), .. grid.Extended.SelectMany(move => new[] { move.Weight, move.Weight })];
        library = [.. parameters.Stress.SelectMany(scenario => StressMove.Expand(scenario, leaders))];

        CoreLength = factors.Builder.CoreLength;
        StressedStart = CoreLength;
        GridStart = new(StressedStart + factors.Builder.StressedLength, StressedStart + factors.Builder.StressedLength + (Leaders.Length * GridLength));
        LibraryStart = (int)GridStart.Maintenance + (Leaders.Length * GridLength);
        Length = LibraryStart + library.Length;
    }

    /// <summary>Both levels.</summary>
    public static ReadOnlySpan<Level> Levels => [Level.Initial, Level.Maintenance];

    /// <summary>The offset group.</summary>
    public OffsetGroup Group { get; }

    /// <summary>Underlyings that lead grid scenarios.</summary>
    public Currency[] Leaders { get; }

    /// <summary>Scenarios on the axis.</summary>
    public int Length { get; }

    /// <summary>Scenarios of the core set, from index 0.</summary>
    public int CoreLength { get; }

    /// <summary>Index of the first stressed scenario.</summary>
    public int StressedStart { get; }

    /// <summary>Scenarios of the stressed set.</summary>
    public int StressedLength => (int)GridStart.Initial - StressedStart;

    /// <summary>Index of the first grid scenario, by level.</summary>
    public LevelPair GridStart { get; }

    /// <summary>Grid scenarios of one leader.</summary>
    public int GridLength => fractions.Length * VolatilityStates;

    /// <summary>Index of the first library scenario.</summary>
    public int LibraryStart { get; }

    /// <summary>Part of an underlying's P&amp;L that counts, by scenario: in the library what its own class says.</summary>
    public double[] Weights(Currency underlying) => weights.GetOrAdd(parameters.ClassOf(underlying).Name, _ => MakeWeights(parameters.ClassOf(underlying)));

    /// <summary>Index of the first grid scenario that one leader leads.</summary>
    public int GridOf(Level level, int leader) => (int)GridStart[level] + (leader * GridLength);

    /// <summary>Index of the scenario of a leader's grid in which nothing moves.</summary>
    public int StillPoint => (Array.IndexOf(fractions, 0.0) * VolatilityStates) + 1;

    /// <summary>Funding paid by long perpetuals, fraction of notional, by scenario.</summary>
    public double Funding(Currency underlying, int scenario) => scenario < LibraryStart ? 0 : library[scenario - LibraryStart].Funding(underlying);

    /// <summary>Log moves of a currency's US dollar price, by scenario; zero for the dollar.</summary>
    public double[] Moves(Currency currency) => moves.GetOrAdd(currency, MakeMoves);

    /// <summary>Moves of the log basis of a perpetual (years 0) or of a forward, by scenario.</summary>
    public void Basis(Currency underlying, double years, Span<double> into)
    {
        Factor factor = factors.Of(underlying);
        double multiple = years > 0 ? 1 + (parameters.MarketRisk.BasisTenorSlope * Math.Min(years, 1)) : 1;
        into.Clear();
        for (int i = 0; i < CoreLength; i++) into[i] = factor.CoreBasis[i] * multiple;
        for (int i = 0; i < StressedLength; i++) into[StressedStart + i] = factor.StressedBasis[i] * multiple;
        for (int i = 0; i < library.Length; i++) into[LibraryStart + i] = years > 0 ? library[i].ForwardBasis(underlying) : library[i].Basis(underlying);
    }

    /// <summary>Multipliers of implied volatility at one tenor, by scenario, before total variance is kept rising.</summary>
    public void VolatilityMultipliers(Currency underlying, double years, Span<double> into)
    {
        Factor factor = factors.Of(underlying);
        double term = TermScale(years), horizon = Math.Sqrt(factors.Hours / 24);
        LiquidityClass own = parameters.ClassOf(underlying);
        double up = 1 + (own.VolatilityUp * horizon * term), down = Math.Max(0.05, 1 - (own.VolatilityDown * horizon * term));
        for (int i = 0; i < CoreLength; i++) into[i] = Math.Exp(factor.CoreVolatility[i] * term);
        for (int i = 0; i < StressedLength; i++) into[StressedStart + i] = Math.Exp(factor.StressedVolatility[i] * term);
        for (int i = (int)GridStart.Initial; i < LibraryStart; i++)
            into[i] = ((i - (int)GridStart.Initial) % VolatilityStates) switch { 0 => up, 1 => 1, _ => down };
        for (int i = 0; i < library.Length; i++) into[LibraryStart + i] = Math.Max(0.05, 1 + (library[i].Volatility(underlying) * term));
    }

    /// <summary>τ(T): how much more volatility moves at a tenor than at the reference tenor.</summary>
    public double TermScale(double years)
    {
        VolatilityShockParameters shock = parameters.VolatilityShock;
        double days = years * 365;
        double power = days < shock.ReferenceDays ? shock.ShortPower : shock.LongPower;
        return days > 0 ? Math.Min(shock.GreatestScale, Math.Pow(shock.ReferenceDays / days, power)) : shock.GreatestScale;
    }

    /// <summary>Name of a scenario for a reader.</summary>
    public string NameOf(int scenario)
    {
        if (scenario < StressedStart) return "core " + factors.Builder.CoreName(scenario);
        if (scenario < GridStart.Initial) return "stressed " + factors.Builder.DateOf(factors.Builder.StressedStart + scenario - StressedStart);
        if (scenario >= LibraryStart) return library[scenario - LibraryStart].Name;
        Level level = scenario < GridStart.Maintenance ? Level.Initial : Level.Maintenance;
        int offset = scenario - (int)GridStart[level];
        Currency leader = Leaders[offset / GridLength];
        double move = Math.Exp(Moves(leader)[scenario]) - 1;
        string volatility = (offset % VolatilityStates) switch { 0 => "vol up", 1 => "vol same", _ => "vol down" };
        return string.Create(CultureInfo.InvariantCulture, $"grid {leader} {move * 100:+0.0;-0.0;0.0} %, {volatility}");
    }

    /// <summary>Spot fractions of the grid without the extended moves.</summary>
    public ReadOnlySpan<double> Fractions => fractions;

    /// <summary>Log move of an underlying at a fraction of its own range.</summary>
    private double RangeMove(Currency underlying, double fraction, Level level)
    {
        Factor factor = factors.Of(underlying);
        double simple = fraction < 0 ? Math.Max(fraction * factor.Down[level], -parameters.Grid.GreatestFall) : fraction * factor.Up[level];
        return Math.Log(1 + simple);
    }

    private double[] MakeMoves(Currency currency)
    {
        var made = new double[Length];
        if (currency.IsUsd) return made;
        Factor factor = factors.Of(currency);
        factor.Core.CopyTo(made, 0);
        factor.Stressed.CopyTo(made, StressedStart);
        LiquidityClass own = parameters.ClassOf(currency);
        bool member = own.GroupName == Group.Name;
        if (member)
            foreach (Level level in Levels)
                for (int leader = 0; leader < Leaders.Length; leader++)
                    FillGrid(made.AsSpan(GridOf(level, leader), GridLength), currency, Leaders[leader], level);
        for (int i = 0; i < library.Length; i++) made[LibraryStart + i] = library[i].MoveOf(currency, own);
        return made;
    }

    private double[] MakeWeights(LiquidityClass of)
    {
        var made = new double[Length];
        Array.Fill(made, 1.0);
        foreach (Level level in Levels)
            for (int leader = 0; leader < Leaders.Length; leader++)
                for (int point = 0; point < GridLength; point++)
                    made[GridOf(level, leader) + point] = fractionWeights[point / VolatilityStates];
        for (int i = 0; i < library.Length; i++) made[LibraryStart + i] = library[i].Weight(of);
        return made;
    }

    private void FillGrid(Span<double> into, Currency currency, Currency leader, Level level)
    {
        double beta = currency == leader ? 1 : factors.Beta(currency, leader);
        for (int point = 0; point < into.Length; point++)
        {
            double fraction = fractions[point / VolatilityStates];
            double move = RangeMove(leader, fraction, level);
            into[point] = currency == leader
                ? move
                : Math.Clamp(beta * move, RangeMove(currency, -Math.Abs(fraction), level), RangeMove(currency, Math.Abs(fraction), level));
        }
    }
}
