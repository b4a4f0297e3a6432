using Plimsoll.Numerics;
using Plimsoll.Volatility;

namespace Plimsoll.Scenarios;

/// <summary>Past returns of one risk factor brought to today's volatility by its own variance path.</summary>
internal static class FilteredHistoricalSimulation
{
    /// <summary>Rescales returns; dates stay aligned, so factors scaled each by its own path keep their dependence.</summary>
    /// <param name="returns">n returns, oldest first.</param>
    /// <param name="variances">n + 1 forecasts of any filter: [i] stood before return i, [n] stands now.</param>
    /// <param name="rescaling">How far, and within which bounds.</param>
    /// <param name="scaled">Receives n returns; may be <paramref name="returns"/> itself.</param>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    public static void Rescale(ReadOnlySpan<double> returns, ReadOnlySpan<double> variances, VolatilityRescaling rescaling, Span<double> scaled)
    {
        if (variances.Length != returns.Length + 1 || scaled.Length != returns.Length)
        {
            throw new ArgumentException(
                $"{returns.Length} returns need {returns.Length + 1} variances and room for {returns.Length}; given {variances.Length} and {scaled.Length}.",
                nameof(variances));
        }

        double now = variances[^1];
        for (int i = 0; i < returns.Length; i++) scaled[i] = returns[i] * rescaling.Factor(now, variances[i]);
    }

    /// <summary>Returns rescaled by an EWMA seeded with the mean square of the window.</summary>
    public static double[] RescaleByEwma(ReadOnlySpan<double> returns, double decay, VolatilityRescaling rescaling)
    {
        double[] variances = new double[returns.Length + 1];
        Ewma.Forecasts(returns, decay, Ewma.MeanSquare(returns), variances);
        double[] scaled = new double[returns.Length];
        Rescale(returns, variances, rescaling, scaled);
        return scaled;
    }
}
