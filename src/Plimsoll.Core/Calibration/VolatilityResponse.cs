using Plimsoll.Numerics;

namespace Plimsoll.Calibration;

/// <summary>How an index of implied volatility answers to the return of its coin: Δln σ = down·r for r below 0, up·r above, and a residual.</summary>
/// <param name="Down">Slope for falls, with its standard error beside it.</param>
/// <param name="DownError">Newey–West standard error.</param>
/// <param name="Up">Slope for rises.</param>
/// <param name="UpError">Newey–West standard error.</param>
/// <param name="Residual">Standard deviation of what is left, per day.</param>
/// <param name="Rise">99 % quantile of the relative change of the index over a day.</param>
/// <param name="Fall">1 % quantile of the same, below 0.</param>
public sealed record VolatilityResponse(double Down, double DownError, double Up, double UpError, double Residual, QuantileEstimate Rise, QuantileEstimate Fall)
{
    /// <summary>Fits daily changes.</summary>
    /// <param name="returns">Log returns of the coin.</param>
    /// <param name="changes">Changes of the logarithm of the index over the same days.</param>
    /// <returns>Null with fewer than 250 days on which both are known.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static VolatilityResponse? Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> changes)
    {
        if (returns.Length != changes.Length) throw new ArgumentException($"There is one change per return; found {changes.Length} and {returns.Length}.", nameof(changes));
        var design = new List<double>();
        var target = new List<double>();
        for (int i = 0; i < returns.Length; i++)
        {
            if (double.IsNaN(returns[i]) || double.IsNaN(changes[i])) continue;
            design.AddRange([Math.Min(0, returns[i]), Math.Max(0, returns[i])]);
            target.Add(changes[i]);
        }

        if (target.Count < 250) return null;
        LeastSquares fit = LeastSquares.Fit(design.ToArray(), target.ToArray());
        double[] errors = fit.HacStandardErrors(5), moves = [.. target.Select(change => Math.Exp(change) - 1)];
        return new(fit.Coefficients[0], errors[0], fit.Coefficients[1], errors[1], Math.Sqrt(fit.ResidualVariance), QuantileEstimate.Of(moves, 0.99), QuantileEstimate.Of(moves, 0.01));
    }
}
