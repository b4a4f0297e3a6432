using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Pricing;

namespace Plimsoll.Models.Paradex;

/// <summary>The scan of one underlying: every weighted profit and loss, the worst, and the minimum delta requirement.</summary>
/// <param name="Pnl">Weighted profit or loss of each scenario, losses below 0, USDC.</param>
/// <param name="Delta">Delta of the portfolio.</param>
internal sealed record Scan(ImmutableArray<double> Pnl, MinimumDelta Delta)
{
    /// <summary>Index of the worst scenario; -1 where none loses.</summary>
    public int Worst
    {
        get
        {
            int worst = -1;
            for (int i = 0; i < Pnl.Length; i++)
                if (!(Pnl[i] >= (worst < 0 ? 0 : Pnl[worst]))) worst = i;
            return worst;
        }
    }

    /// <summary>Maximum weighted loss, 0 or more.</summary>
    public double Risk => Worst < 0 ? 0 : -Pnl[Worst];

    /// <summary>Scans perpetuals and options of one underlying, all linear.</summary>
    /// <param name="positions">The positions.</param>
    /// <param name="rules">Scenarios and least rise of volatility.</param>
    /// <param name="term">Dependence on the time to expiry.</param>
    public static Scan Of(ImmutableArray<RepricedPosition> positions, ParadexScan rules, ScanTerm term)
    {
        ImmutableArray<ScanScenario> scenarios = rules.Scenarios;
        int count = scenarios.Length;
        double[] pnl = new double[count], forwards = new double[count + 1], deviations = new double[count + 1], values = new double[count + 1];
        MinimumDelta delta = default;
        foreach (RepricedPosition position in positions)
        {
            if (position.Side is not { } side)
            {
                for (int i = 0; i < count; i++) pnl[i] += position.Units * position.Price * scenarios[i].Spot;
                delta = delta.With((decimal)position.Units);
                continue;
            }

            double root = Math.Sqrt(position.Years);
            for (int i = 0; i < count; i++)
            {
                forwards[i] = position.Price * (1 + scenarios[i].Spot);
                deviations[i] = position.Volatility * Multiplier(scenarios[i].Vol, position.Days, rules.MinVolShockUp, term) * root;
            }

            (forwards[count], deviations[count]) = (position.Price, position.Volatility * root);
            BlackKernel.Reprice(side, forwards, deviations, position.Strike, values);
            for (int i = 0; i < count; i++) pnl[i] += position.Units * (values[i] - values[count]);
            delta = delta.With((decimal)(position.Units * Black76.Greeks(side, position.Price, position.Strike, position.Years, position.Volatility).Delta));
        }

        return new([.. pnl.Select((value, i) => value * scenarios[i].Weight)], delta);
    }

    /// <summary>What volatility is multiplied by in a scenario, 0 or more.</summary>
    /// <param name="shock">Relative move at 30 days.</param>
    /// <param name="days">Days to expiry.</param>
    /// <param name="leastUp">Least rise of a shock upwards.</param>
    /// <param name="term">Dependence on the time to expiry.</param>
    internal static double Multiplier(double shock, double days, double leastUp, ScanTerm term)
    {
        double scale = new VolatilityTermShock(0, 0, term.ShortPower, term.LongPower) { LeastDays = term.DteFloor }.Scale(days);
        return Math.Max(0, 1 + (shock > 0 ? Math.Max(leastUp, shock * scale) : shock * scale));
    }
}
