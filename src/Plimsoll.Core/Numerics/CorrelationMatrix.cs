namespace Plimsoll.Numerics;

/// <summary>A symmetric matrix of order n with ones on the diagonal and entries in [−1, 1]; positive semi-definite where it says so.</summary>
internal sealed class CorrelationMatrix
{
    private readonly double[] entries;

    private CorrelationMatrix(double[] entries, int order) => (this.entries, Order) = (entries, order);

    /// <summary>n.</summary>
    public int Order { get; }

    /// <summary>Row by row.</summary>
    public ReadOnlySpan<double> Entries => entries;

    /// <summary>The correlation of i and j.</summary>
    public double this[int i, int j] => entries[(i * Order) + j];

    /// <summary>From its entries; need not be positive semi-definite, as estimates pair by pair are not.</summary>
    /// <param name="entries">n·n numbers, row by row.</param>
    /// <param name="order">n, 1 or above.</param>
    /// <exception cref="ArgumentException">Not square, not symmetric, a diagonal entry is not 1 or another lies outside [−1, 1].</exception>
    public static CorrelationMatrix Create(ReadOnlySpan<double> entries, int order)
    {
        if (order < 1 || entries.Length != order * order)
            throw new ArgumentException($"{entries.Length} entries were given for order {order}; a matrix of order n has n·n.", nameof(entries));
        for (int i = 0; i < order; i++)
            for (int j = 0; j <= i; j++)
            {
                double one = entries[(i * order) + j], other = entries[(j * order) + i];
                if (!(Math.Abs(one - other) <= 1e-12))
                    throw new ArgumentException($"Entries [{i},{j}] = {one} and [{j},{i}] = {other} differ; a correlation matrix is symmetric.", nameof(entries));
                if (i == j ? Math.Abs(one - 1.0) > 1e-12 : !(Math.Abs(one) <= 1.0 + 1e-12))
                    throw new ArgumentException($"Entry [{i},{j}] is {one}; the diagonal is 1 and the rest lies in [-1, 1].", nameof(entries));
            }

        var own = new double[order * order];
        for (int i = 0; i < order; i++)
            for (int j = 0; j <= i; j++)
                own[(i * order) + j] = own[(j * order) + i] = i == j ? 1.0 : Math.Clamp(entries[(i * order) + j], -1.0, 1.0);
        return new CorrelationMatrix(own, order);
    }

    /// <summary>From rows.</summary>
    /// <param name="rows">n rows of n numbers.</param>
    public static CorrelationMatrix Create(double[][] rows) => Create([.. rows.SelectMany(row => row)], rows.Length);

    /// <summary>No two move together.</summary>
    public static CorrelationMatrix Identity(int order) => new CorrelationMatrix(new double[order * order], order).Blended(1.0, (i, j) => i == j ? 1.0 : 0.0);

    /// <summary>(1 − a)·R + a·11ᵀ: everything nearer to moving as one. Positive semi-definite where R is.</summary>
    /// <param name="part">a in [0, 1].</param>
    public CorrelationMatrix StressedToOne(double part) => Blended(Part(part), (_, _) => 1.0);

    /// <summary>(1 − a)·R + a·I: hedges between coins break. Positive semi-definite where R is.</summary>
    /// <param name="part">a in [0, 1].</param>
    public CorrelationMatrix StressedToIdentity(double part) => Blended(Part(part), (i, j) => i == j ? 1.0 : 0.0);

    /// <summary>The least eigenvalue; below 0 no set of random variables has these correlations.</summary>
    public double LeastEigenvalue() => SymmetricMatrix.Eigen(entries, Order).Values.Min();

    /// <summary>The lower triangle L with LLᵀ = R, row by row.</summary>
    /// <exception cref="ArgumentException">R is not positive semi-definite.</exception>
    public double[] Cholesky() => SymmetricMatrix.Cholesky(entries, Order);

    /// <summary>(1 − a)·R + a·T, the diagonal kept at 1 exactly.</summary>
    internal CorrelationMatrix Blended(double part, Func<int, int, double> target)
    {
        var blended = new double[entries.Length];
        for (int i = 0; i < Order; i++)
            for (int j = 0; j < Order; j++)
                blended[(i * Order) + j] = i == j ? 1.0 : ((1.0 - part) * this[i, j]) + (part * target(i, j));
        return new CorrelationMatrix(blended, Order);
    }

    private static double Part(double part) => part is >= 0.0 and <= 1.0
        ? part
        : throw new ArgumentOutOfRangeException(nameof(part), part, "The part of the target lies in [0, 1]; for 30 % write 0.3.");
}
