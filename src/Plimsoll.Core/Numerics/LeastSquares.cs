namespace Plimsoll.Numerics;

/// <summary>Ordinary least squares by Householder reflections, with classical and HAC standard errors.</summary>
/// <remarks>W. Newey and K. West, Econometrica 55 (1987) 703–708: Bartlett weights, no small-sample factor.</remarks>
internal sealed class LeastSquares
{
    private readonly double[] design;
    private readonly double[] inverse;

    private LeastSquares(double[] design, double[] inverse, double[] coefficients, double[] residuals, double rSquared)
    {
        this.design = design;
        this.inverse = inverse;
        Coefficients = coefficients;
        Residuals = residuals;
        RSquared = rSquared;
    }

    /// <summary>One per column.</summary>
    public double[] Coefficients { get; }

    /// <summary>y − Xb, one per row.</summary>
    public double[] Residuals { get; }

    /// <summary>1 − Σe²/Σ(y − ȳ)²; NaN when y does not vary. Means what it says only where X holds a constant.</summary>
    public double RSquared { get; }

    /// <summary>Σe²/(n − k).</summary>
    public double ResidualVariance
    {
        get
        {
            double sum = 0.0;
            foreach (double e in Residuals) sum += e * e;
            return sum / (Residuals.Length - Coefficients.Length);
        }
    }

    /// <summary>Fits y by the columns of X.</summary>
    /// <param name="design">X, row by row: n rows of k.</param>
    /// <param name="target">y, n values.</param>
    /// <exception cref="ArgumentException">The sizes do not match, there are no more rows than columns, or a column is a combination of those before it.</exception>
    public static LeastSquares Fit(ReadOnlySpan<double> design, ReadOnlySpan<double> target)
    {
        int n = target.Length;
        int k = n == 0 ? 0 : design.Length / n;
        if (k == 0 || design.Length != n * k) throw new ArgumentException($"{design.Length} regressors are no whole number of columns for {n} rows.", nameof(design));
        if (n <= k) throw new ArgumentException($"{k} coefficients need more than {k} rows; {n} are given.", nameof(target));
        double[] work = design.ToArray(), y = target.ToArray();
        var diagonal = new double[k];
        for (int j = 0; j < k; j++) diagonal[j] = Reflect(work, y, n, k, j);

        var coefficients = new double[k];
        for (int i = k - 1; i >= 0; i--)
        {
            double sum = y[i];
            for (int j = i + 1; j < k; j++) sum -= work[(i * k) + j] * coefficients[j];
            coefficients[i] = sum / diagonal[i];
        }

        var residuals = new double[n];
        double mean = 0.0, squared = 0.0, about = 0.0;
        foreach (double value in target) mean += value;
        mean /= n;
        for (int i = 0; i < n; i++)
        {
            double fitted = 0.0;
            for (int j = 0; j < k; j++) fitted += design[(i * k) + j] * coefficients[j];
            residuals[i] = target[i] - fitted;
            squared += residuals[i] * residuals[i];
            about += (target[i] - mean) * (target[i] - mean);
        }

        return new(design.ToArray(), CrossInverse(work, diagonal, k), coefficients, residuals, about > 0.0 ? 1.0 - (squared / about) : double.NaN);
    }

    /// <summary>√(s² diag (XᵀX)⁻¹).</summary>
    public double[] StandardErrors()
    {
        double variance = ResidualVariance;
        int k = Coefficients.Length;
        var errors = new double[k];
        for (int j = 0; j < k; j++) errors[j] = Math.Sqrt(variance * inverse[(j * k) + j]);
        return errors;
    }

    /// <summary>Standard errors that hold under heteroskedasticity and autocorrelation up to <paramref name="lags"/>; 0 lags are White's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The lags are negative or not below the number of rows.</exception>
    public double[] HacStandardErrors(int lags)
    {
        double[] covariance = HacCovariance(lags);
        int k = Coefficients.Length;
        var errors = new double[k];
        for (int j = 0; j < k; j++) errors[j] = Math.Sqrt(Math.Max(0.0, covariance[(j * k) + j]));
        return errors;
    }

    /// <summary>(XᵀX)⁻¹ S (XᵀX)⁻¹ with S = Σₗ (1 − l/(L + 1)) of the scores' autocovariances; k·k, row by row.</summary>
    /// <inheritdoc cref="HacStandardErrors"/>
    public double[] HacCovariance(int lags)
    {
        int n = Residuals.Length, k = Coefficients.Length;
        if (lags < 0 || lags >= n) throw new ArgumentOutOfRangeException(nameof(lags), lags, $"Between 0 and {n - 1} lags of {n} rows can be weighed.");
        var middle = new double[k * k];
        for (int lag = 0; lag <= lags; lag++)
        {
            double weight = 1.0 - (lag / (lags + 1.0));
            for (int t = lag; t < n; t++)
            {
                double product = weight * Residuals[t] * Residuals[t - lag];
                for (int i = 0; i < k; i++)
                {
                    for (int j = 0; j < k; j++)
                    {
                        double term = product * design[(t * k) + i] * design[((t - lag) * k) + j];
                        middle[(i * k) + j] += term;
                        if (lag > 0) middle[(j * k) + i] += term;
                    }
                }
            }
        }

        return Multiply(Multiply(inverse, middle, k), inverse, k);
    }

    private static double Reflect(double[] work, double[] y, int n, int k, int j)
    {
        double above = 0.0, below = 0.0;
        for (int i = 0; i < n; i++)
        {
            double square = work[(i * k) + j] * work[(i * k) + j];
            if (i < j) above += square;
            else below += square;
        }

        double norm = Math.Sqrt(below);
        if (!(norm > 1e-12 * Math.Sqrt(above + below)))
            throw new ArgumentException($"Column {j} is a combination of those before it (or holds no number); leave it out.", nameof(work));
        double head = work[(j * k) + j];
        double diagonal = head > 0.0 ? -norm : norm;
        work[(j * k) + j] = head - diagonal;
        // vᵀv/2 of the reflection's vector v, which now stands in the column.
        double half = -diagonal * (head - diagonal);
        for (int column = j + 1; column < k; column++)
        {
            double dot = 0.0;
            for (int i = j; i < n; i++) dot += work[(i * k) + j] * work[(i * k) + column];
            dot /= half;
            for (int i = j; i < n; i++) work[(i * k) + column] -= dot * work[(i * k) + j];
        }

        double product = 0.0;
        for (int i = j; i < n; i++) product += work[(i * k) + j] * y[i];
        product /= half;
        for (int i = j; i < n; i++) y[i] -= product * work[(i * k) + j];
        return diagonal;
    }

    /// <summary>R⁻¹R⁻ᵀ.</summary>
    private static double[] CrossInverse(double[] work, double[] diagonal, int k)
    {
        var upper = new double[k * k];
        for (int j = 0; j < k; j++)
        {
            upper[(j * k) + j] = 1.0 / diagonal[j];
            for (int i = j - 1; i >= 0; i--)
            {
                double sum = 0.0;
                for (int m = i + 1; m <= j; m++) sum -= work[(i * k) + m] * upper[(m * k) + j];
                upper[(i * k) + j] = sum / diagonal[i];
            }
        }

        var inverse = new double[k * k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                for (int m = Math.Max(i, j); m < k; m++)
                    inverse[(i * k) + j] += upper[(i * k) + m] * upper[(j * k) + m];
        return inverse;
    }

    private static double[] Multiply(double[] left, double[] right, int k)
    {
        var product = new double[k * k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                for (int m = 0; m < k; m++)
                    product[(i * k) + j] += left[(i * k) + m] * right[(m * k) + j];
        return product;
    }
}
