using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>P&amp;L of one underlying's book over its own grid at the initial level.</summary>
internal static class ScenarioMaps
{
    /// <summary>The map; extended moves are shown at their full loss.</summary>
    public static ScenarioMap Of(HorizonRisk horizon, UnderlyingBook book)
    {
        GroupAxis axis = book.Group.Axis;
        int leader = Array.IndexOf(axis.Leaders, book.Underlying);
        if (leader < 0) throw new InvalidInputException([new Problem(book.Underlying.Code, "a pegged asset has no grid of moves.")]);
        double[] pnl = book.Pnl(SmileDynamics.StickyMoneyness), moves = axis.Moves(book.Underlying), weights = axis.Weights(book.Underlying);
        int start = axis.GridOf(Level.Initial, leader), columns = axis.GridLength / GroupAxis.VolatilityStates;
        int[] order = [.. Enumerable.Range(0, columns).OrderBy(column => moves[start + (column * GroupAxis.VolatilityStates)])];
        double scale = Math.Sqrt(horizon.Hours / 24);
        LiquidityClass own = horizon.Factors.Parameters.ClassOf(book.Underlying);
        ImmutableArray<double> volatilities = [own.VolatilityUp * scale, 0, -own.VolatilityDown * scale];
        ImmutableArray<double>.Builder values = ImmutableArray.CreateBuilder<double>();
        for (int state = 0; state < GroupAxis.VolatilityStates; state++)
            foreach (int column in order)
            {
                int s = start + (column * GroupAxis.VolatilityStates) + state;
                values.Add(weights[s] > 0 ? pnl[s] / weights[s] : 0);
            }

        return new ScenarioMap(book.Underlying, [.. order.Select(column => Math.Exp(moves[start + (column * GroupAxis.VolatilityStates)]) - 1)], volatilities, values.ToImmutable());
    }
}
