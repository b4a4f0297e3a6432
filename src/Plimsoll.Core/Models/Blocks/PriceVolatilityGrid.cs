using System.Collections.Immutable;
using Plimsoll.Pricing;

namespace Plimsoll.Models.Blocks;

/// <summary>Annualised volatility in a scenario, from that of today, the way it moves and the days to expiry: a venue's shock.</summary>
internal delegate double VolatilityShock(double volatility, VolatilityMove move, double days);

/// <summary>
/// Every price move with every move of volatility, and what futures and options gain or lose there: the scenario grid of Deribit, OKX, Bybit and Paradex. Prices move by a fraction, marks and
/// forwards alike; options are repriced by Black-76 without discount, volatility as the venue shocks it; time stands still. Profit and loss is in the settlement currency of the position, a loss is negative.
/// </summary>
/// <param name="moves">Relative moves of the price as fractions, each above -1.</param>
/// <param name="states">Moves of volatility taken with each.</param>
internal sealed class PriceVolatilityGrid(ImmutableArray<double> moves, ImmutableArray<VolatilityMove> states)
{
    /// <summary>Relative moves of the price, in the order of the grid.</summary>
    public ImmutableArray<double> Moves { get; } = moves;

    /// <summary>Moves of volatility, in the order in which they follow each other at one price.</summary>
    public ImmutableArray<VolatilityMove> States { get; } = states;

    /// <summary>Number of scenarios.</summary>
    public int Length => Moves.Length * States.Length;

    /// <summary>The price move of a scenario.</summary>
    public double MoveAt(int scenario) => Moves[scenario / States.Length];

    /// <summary>The move of volatility of a scenario.</summary>
    public VolatilityMove StateAt(int scenario) => States[scenario % States.Length];

    /// <summary>Profit and loss of one position in every scenario: those of the first price in the order of the states, then those of the next.</summary>
    public double[] Pnl(RepricedPosition position, VolatilityShock shock)
    {
        var pnl = new double[Length];
        Add(position, shock, pnl);
        return pnl;
    }

    /// <summary>Adds the profit and loss of one position to what a book has already.</summary>
    /// <param name="position">The position.</param>
    /// <param name="shock">How the venue shocks volatility; not asked for a future.</param>
    /// <param name="pnl">One number a scenario.</param>
    /// <exception cref="ArgumentException">The span has not one number a scenario.</exception>
    public void Add(RepricedPosition position, VolatilityShock shock, Span<double> pnl)
    {
        if (pnl.Length != Length) throw new ArgumentException($"The grid has {Length} scenarios and the span room for {pnl.Length}; give one number a scenario.", nameof(pnl));
        if (position.Side is null) AddFuture(position, pnl);
        else AddOption(position, shock, pnl);
    }

    private void AddFuture(RepricedPosition position, Span<double> pnl)
    {
        for (int s = 0; s < pnl.Length; s++)
        {
            double move = MoveAt(s);

            // Coins gained: units − units/(1 + m), the contracts being worth their fixed quote amount.
            pnl[s] += position.IsInverse ? position.Units * move / (1 + move) : position.Units * move * position.Price;
        }
    }

    private void AddOption(RepricedPosition position, VolatilityShock shock, Span<double> pnl)
    {
        // At expiry nothing is left of a volatility however large.
        double root = Math.Sqrt(position.Years);
        double Deviation(double volatility) => root == 0 ? 0 : volatility * root;

        int count = Length;
        Span<double> forwards = new double[count + 1], deviations = new double[count + 1], values = new double[count + 1];
        Span<double> shocked = stackalloc double[States.Length];
        for (int j = 0; j < shocked.Length; j++) shocked[j] = Deviation(States[j] == VolatilityMove.Same ? position.Volatility : shock(position.Volatility, States[j], position.Days));
        for (int s = 0; s < count; s++)
        {
            forwards[s] = position.Price * (1 + MoveAt(s));
            deviations[s] = shocked[s % shocked.Length];
        }

        // Today goes through the same kernel, so that nothing moved is a profit of exactly zero.
        forwards[count] = position.Price;
        deviations[count] = Deviation(position.Volatility);
        BlackKernel.Reprice(position.Side!.Value, forwards, deviations, position.Strike, values);
        double Worth(double value, double forward) => position.IsInverse ? value / forward : value;
        double today = Worth(values[count], position.Price);
        for (int s = 0; s < count; s++) pnl[s] += position.Units * (Worth(values[s], forwards[s]) - today);
    }
}
