using System.Collections.Immutable;
using Plimsoll.Liquidity;

namespace Plimsoll.Liquidation;

/// <summary>A position that is closed once the price has moved against it.</summary>
/// <param name="Move">Relative adverse move at which it is liquidated; 0.05 is 5 %.</param>
/// <param name="Notional">What is then sold (or bought back), in the currency of the depth; 0 or more.</param>
public readonly record struct LiquidationTrigger(double Move, double Notional);

/// <summary>A shock that liquidations made larger.</summary>
/// <param name="TotalMove">Relative move in the end; +∞ where nothing stops it.</param>
/// <param name="Amplification">Total move over the shock.</param>
/// <param name="ForcedVolume">Notional liquidated.</param>
public readonly record struct AmplifiedMove(double TotalMove, double Amplification, double ForcedVolume);

/// <summary>A cascade that came to rest.</summary>
/// <param name="TotalMove">Relative move in the end.</param>
/// <param name="LiquidatedNotional">Notional liquidated.</param>
/// <param name="Rounds">The move after the shock and after every round of liquidations.</param>
public sealed record CascadeOutcome(double TotalMove, double LiquidatedNotional, ImmutableArray<double> Rounds);

/// <summary>
/// How far liquidations carry a price beyond the move that started them. Impact is linear: depth D is the notional that moves the price by 1, so 1e9 means
/// that 10 million moves it by 1 %.
/// </summary>
/// <remarks>
/// M. Brunnermeier, L. Pedersen, "Market liquidity and funding liquidity", Rev. Financial Studies 22 (2009); R. Cont, L. Wagalath, Mathematical Finance 23 (2013).
/// </remarks>
public static class LiquidationCascade
{
    /// <summary>Liquidations spread evenly over prices: each unit of move sells g, which moves the price by g/D: the shock is multiplied by 1/(1 − g/D).</summary>
    /// <param name="shock">Relative move that starts it, 0 or more.</param>
    /// <param name="liquidationDensity">g, notional liquidated per unit of relative move, 0 or more.</param>
    /// <param name="depth">D, above 0, per unit of relative move.</param>
    /// <returns>+∞ where g reaches D: nothing stops the cascade.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static AmplifiedMove LinearAmplification(double shock, double liquidationDensity, double depth)
    {
        double ratio = Require.NotNegative(liquidationDensity) / Require.Positive(depth);
        double amplification = ratio < 1.0 ? 1.0 / (1.0 - ratio) : double.PositiveInfinity;
        double total = Require.NotNegative(shock) == 0.0 ? 0.0 : shock * amplification;
        return new AmplifiedMove(total, amplification, total == 0.0 ? 0.0 : liquidationDensity == 0.0 ? 0.0 : liquidationDensity * total);
    }

    /// <summary>Rounds of liquidations with permanent impact: all positions reached by the move are closed, their impact reaches more, until none is left to reach.</summary>
    /// <param name="shock">Relative move that starts it, 0 or more; a position at exactly the move is closed.</param>
    /// <param name="positions">Any order.</param>
    /// <param name="depth">D, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static CascadeOutcome Discrete(double shock, IReadOnlyCollection<LiquidationTrigger> positions, double depth)
    {
        (double[] moves, double[] reached) = Sorted(positions);
        Require.Positive(depth);
        double move = Require.NotNegative(shock), liquidated = 0.0;
        var rounds = ImmutableArray.CreateBuilder<double>();
        rounds.Add(move);
        for (int closed = 0, next; (next = Reached(moves, move, closed)) > closed; closed = next)
        {
            liquidated = reached[next];
            move = shock + (liquidated / depth);
            rounds.Add(move);
        }

        return new CascadeOutcome(move, liquidated, rounds.ToImmutable());
    }

    /// <summary>The same where the book refills: impact fades with e^(−Δt/τ) between steps, and liquidations follow the move of the step before.</summary>
    /// <param name="shock">Relative move that starts it and stays, 0 or more.</param>
    /// <param name="positions">Any order.</param>
    /// <param name="depth">D, above 0.</param>
    /// <param name="recovery">τ, after which e⁻¹ of an impact is left; above 0, same unit as the step.</param>
    /// <param name="step">Δt, above 0.</param>
    /// <param name="steps">How many, 0 or more.</param>
    /// <returns>The move after each step.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static ImmutableArray<double> Resilience(
        double shock, IReadOnlyCollection<LiquidationTrigger> positions, double depth, double recovery, double step, int steps)
    {
        (double[] moves, double[] reached) = Sorted(positions);
        Require.Positive(depth);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        double left = Math.Exp(-Require.Positive(step) / Require.Positive(recovery));
        double move = Require.NotNegative(shock), impact = 0.0;
        var path = ImmutableArray.CreateBuilder<double>(steps);
        for (int i = 0, closed = 0; i < steps; i++)
        {
            int next = Reached(moves, move, closed);
            impact = (impact * left) + ((reached[next] - reached[closed]) / depth);
            closed = next;
            move = shock + impact;
            path.Add(move);
        }

        return path.ToImmutable();
    }

    private static int Reached(double[] moves, double move, int from)
    {
        int count = from;
        while (count < moves.Length && moves[count] <= move) count++;
        return count;
    }

    /// <summary>Triggers in rising order, and the notional of the first k of them at k.</summary>
    private static (double[] Moves, double[] Reached) Sorted(IReadOnlyCollection<LiquidationTrigger> positions)
    {
        LiquidationTrigger[] sorted = [.. positions.OrderBy(position => position.Move)];
        var reached = new double[sorted.Length + 1];
        for (int i = 0; i < sorted.Length; i++)
        {
            Require.Finite(sorted[i].Move);
            reached[i + 1] = reached[i] + Require.NotNegative(sorted[i].Notional);
        }

        return ([.. sorted.Select(position => position.Move)], reached);
    }
}
