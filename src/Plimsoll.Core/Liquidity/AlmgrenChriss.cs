using System.Collections.Immutable;

namespace Plimsoll.Liquidity;

/// <summary>Optimal liquidation under linear permanent and temporary impact, trading expected cost against its variance.</summary>
/// <param name="KappaPerDay">κ: urgency per unit of time; 0 is the straight line. For risk-seeking λ it is the angular rate.</param>
/// <param name="Holdings">N + 1 holdings from X at time 0 to 0 at time T.</param>
/// <param name="ExpectedCost">Expected shortfall against the arrival price, currency.</param>
/// <param name="Variance">Variance of that cost, currency².</param>
/// <remarks>R. Almgren and N. Chriss, "Optimal execution of portfolio transactions", J. Risk 3 (2000), eqs (4), (5), (18)–(20).</remarks>
internal sealed record AlmgrenChriss(double KappaPerDay, ImmutableArray<double> Holdings, double ExpectedCost, double Variance)
{
    /// <summary>The optimal schedule of N equal intervals.</summary>
    /// <param name="volatility">σ: standard deviation of price over one unit of time, currency per unit; 0 or more.</param>
    /// <param name="temporaryImpact">η: price concession per unit traded per unit of time; above 0.</param>
    /// <param name="permanentImpact">γ: lasting price move per unit traded; 0 or more.</param>
    /// <param name="fixedCost">ε: cost per unit traded (half spread and fees); 0 or more.</param>
    /// <param name="quantity">X: quantity to close; its sign is the side and does not change the cost.</param>
    /// <param name="horizon">T: time until all is closed; above 0.</param>
    /// <param name="intervals">N: number of trades; 1 or more.</param>
    /// <param name="riskAversion">λ per currency; below 0 is risk-seeking, as far as a best schedule still exists.</param>
    /// <exception cref="ArgumentException">A number is out of range, η ≤ γτ/2, or λ is so far below 0 that no schedule is best.</exception>
    public static AlmgrenChriss Optimise(
        double volatility,
        double temporaryImpact,
        double permanentImpact,
        double fixedCost,
        double quantity,
        double horizon,
        int intervals,
        double riskAversion)
    {
        Require.NotNegative(volatility);
        Require.Positive(temporaryImpact);
        Require.NotNegative(permanentImpact);
        Require.NotNegative(fixedCost);
        Require.Finite(quantity);
        Require.Positive(horizon);
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 1);
        Require.Finite(riskAversion);

        double step = horizon / intervals;
        double effectiveImpact = temporaryImpact - 0.5 * permanentImpact * step;
        if (effectiveImpact <= 0)
        {
            throw new ArgumentException(
                $"η − γτ/2 is {effectiveImpact}; it must be above 0. Use more intervals or a larger temporary impact.", nameof(temporaryImpact));
        }

        double kappa = Kappa(riskAversion * volatility * volatility / effectiveImpact, step, horizon);
        ImmutableArray<double> holdings = Trajectory(quantity, kappa, riskAversion < 0, step, intervals);

        double traded = 0, squaredTrades = 0, squaredHoldings = 0;
        for (int j = 1; j <= intervals; j++)
        {
            double trade = holdings[j - 1] - holdings[j];
            traded += Math.Abs(trade);
            squaredTrades += trade * trade;
            squaredHoldings += holdings[j] * holdings[j];
        }

        double cost = 0.5 * permanentImpact * quantity * quantity + fixedCost * traded + effectiveImpact / step * squaredTrades;
        return new(kappa, holdings, cost, volatility * volatility * step * squaredHoldings);
    }

    // 2(cosh κτ − 1) = 4 sinh²(κτ/2), and likewise for the cosine: the half-angle form keeps its digits when κ is small.
    private static double Kappa(double urgency, double step, double horizon)
    {
        double half = 0.5 * step * Math.Sqrt(Math.Abs(urgency));
        if (urgency >= 0)
            return 2 * Math.Asinh(half) / step;

        double kappa = half < 1 ? 2 * Math.Asin(half) / step : double.PositiveInfinity;
        return kappa * horizon < Math.PI
            ? kappa
            : throw new ArgumentException(
                "The risk aversion is so far below 0 that holding longer always looks better; no schedule is best. Use a value nearer 0.");
    }

    private static ImmutableArray<double> Trajectory(double quantity, double kappa, bool riskSeeking, double step, int intervals)
    {
        var holdings = ImmutableArray.CreateBuilder<double>(intervals + 1);
        double end = kappa * step * intervals;
        for (int j = 0; j <= intervals; j++)
        {
            double left = kappa * step * (intervals - j);
            double share =
                j == 0 ? 1
                : kappa * step * intervals < 1e-8 ? (double)(intervals - j) / intervals
                : riskSeeking ? Math.Sin(left) / Math.Sin(end)
                // sinh overflows at 710; the ratio does not.
                : end > 300 ? Math.Exp(left - end) * (1 - Math.Exp(-2 * left)) / (1 - Math.Exp(-2 * end))
                : Math.Sinh(left) / Math.Sinh(end);
            holdings.Add(quantity * share);
        }

        return holdings.MoveToImmutable();
    }
}
