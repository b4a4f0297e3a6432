using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Numerics;

namespace Plimsoll.Volatility;

/// <summary>Heterogeneous autoregression: tomorrow's realised variance from its means over a day, a week and a month.</summary>
/// <remarks>F. Corsi, J. Financial Econometrics 7 (2009) 174–196; further regressors as T. Andersen, T. Bollerslev and F. Diebold, Review of Economics and Statistics 89 (2007) 701–720.</remarks>
internal static class HarModel
{
    /// <summary>Fits RV(t+1 … t+h) = b₀ + Σ bⱼ · mean of the last Lⱼ + further columns, over all days that have them.</summary>
    /// <param name="realised">Daily realised variances, oldest first; in a regression of logarithms each above 0.</param>
    /// <param name="options">Lags, horizon, logarithms, further columns.</param>
    /// <exception cref="ArgumentException">Too few days, a variance that is none, or a column that is a combination of the others.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option lies outside its range.</exception>
    public static HarFit Fit(ReadOnlySpan<double> realised, HarOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(realised, options);
        ReadOnlySpan<int> lags = options.Lags.AsSpan();
        int first = lags[^1] - 1, columns = 1 + lags.Length + options.Regressors.Length;
        int rows = realised.Length - first - options.Horizon;
        if (rows <= columns)
            throw new ArgumentException($"{realised.Length} days leave {Math.Max(0, rows)} to fit {columns} coefficients to; give at least {first + options.Horizon + columns + 1} days.", nameof(realised));

        double[] sums = Cumulated(realised);
        var design = new double[rows * columns];
        var target = new double[rows];
        double least = double.PositiveInfinity, most = 0.0;
        for (int row = 0; row < rows; row++)
        {
            int day = first + row;
            FillRow(sums, day, options, design.AsSpan(row * columns, columns));
            double ahead = options.Horizon == 1 ? realised[day + 1] : (sums[day + 1 + options.Horizon] - sums[day + 1]) / options.Horizon;
            (least, most) = (Math.Min(least, ahead), Math.Max(most, ahead));
            target[row] = options.Logarithmic ? Math.Log(ahead) : ahead;
        }

        LeastSquares fit = LeastSquares.Fit(design, target);
        var now = new double[columns];
        FillRow(sums, realised.Length - 1, options, now);
        double forecast = 0.0;
        for (int j = 0; j < columns; j++) forecast += fit.Coefficients[j] * now[j];
        if (options.Logarithmic) forecast = Math.Exp(forecast + (0.5 * fit.ResidualVariance));
        // The insanity filter of Swanson and White: a line runs below zero, an exponential through the roof.
        double bounded = options.Logarithmic ? forecast : Math.Clamp(forecast, least, most);
        return new(
            [.. Names(options)],
            [.. fit.Coefficients],
            [.. fit.StandardErrors()],
            [.. fit.HacStandardErrors(options.HacLags)],
            fit.RSquared,
            fit.ResidualVariance,
            bounded,
            bounded != forecast);
    }

    private static IEnumerable<string> Names(HarOptions options) =>
        options.Lags.Select(lag => string.Create(CultureInfo.InvariantCulture, $"mean {lag}")).Prepend("constant").Concat(options.Regressors.Select(regressor => regressor.Name));

    private static void FillRow(double[] sums, int day, HarOptions options, Span<double> row)
    {
        row[0] = 1.0;
        int column = 1;
        foreach (int lag in options.Lags)
        {
            double mean = (sums[day + 1] - sums[day + 1 - lag]) / lag;
            row[column++] = options.Logarithmic ? Math.Log(mean) : mean;
        }

        foreach (HarRegressor regressor in options.Regressors) row[column++] = regressor.Values[day];
    }

    private static double[] Cumulated(ReadOnlySpan<double> values)
    {
        var sums = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++) sums[i + 1] = sums[i] + values[i];
        return sums;
    }

    private static void Check(ReadOnlySpan<double> realised, HarOptions options)
    {
        if (options.Lags.IsDefaultOrEmpty) throw new ArgumentException("A HAR model needs at least one lag; 1, 5, 22 are usual.", nameof(options));
        for (int i = 0; i < options.Lags.Length; i++)
        {
            if (options.Lags[i] < 1 || (i > 0 && options.Lags[i] <= options.Lags[i - 1]))
                throw new ArgumentException($"The lags are {string.Join(", ", options.Lags)}; write whole numbers of days from 1, rising.", nameof(options));
        }

        if (options.Horizon < 1) throw new ArgumentOutOfRangeException(nameof(options), options.Horizon, "The horizon is at least 1 day.");
        if (options.HacLags < 0) throw new ArgumentOutOfRangeException(nameof(options), options.HacLags, "HAC lags are 0 or above; 5 is usual for a day ahead.");
        foreach (HarRegressor regressor in options.Regressors)
        {
            if (regressor.Values.Length != realised.Length)
                throw new ArgumentException($"Regressor '{regressor.Name}' has {regressor.Values.Length} values for {realised.Length} days; give one a day.", nameof(options));
        }

        for (int i = 0; i < realised.Length; i++)
        {
            bool isVariance = double.IsFinite(realised[i]) && (options.Logarithmic ? realised[i] > 0.0 : realised[i] >= 0.0);
            if (!isVariance)
                throw new ArgumentException(FormattableString.Invariant($"The variance of day {i} is {realised[i]}; it must be finite and {(options.Logarithmic ? "above 0 to have a logarithm" : "0 or above")}."), nameof(realised));
        }
    }
}
