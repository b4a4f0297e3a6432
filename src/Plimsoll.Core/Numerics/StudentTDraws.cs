namespace Plimsoll.Numerics;

/// <summary>Joint draws of standard t variates of one ν with correlation matrix R: X = √(ν/W)·LZ with LLᵀ = R, Z normal and W of χ² with ν degrees.</summary>
/// <remarks>
/// Draw s is a function of the seed and s alone, all from counters (s, block), so that parts may be made in any order with the same bits. A variate uses the same
/// normals whatever follows it in the list.
/// </remarks>
internal sealed class StudentTDraws
{
    private readonly double[] lower;
    private readonly ulong seed;

    /// <param name="correlation">R, positive semi-definite.</param>
    /// <param name="degreesOfFreedom">ν above 0; +∞ for normal variates.</param>
    /// <param name="seed">Which draws.</param>
    /// <exception cref="ArgumentException">R is not positive semi-definite.</exception>
    public StudentTDraws(CorrelationMatrix correlation, double degreesOfFreedom, ulong seed) =>
        (lower, Order, DegreesOfFreedom, this.seed) = (correlation.Cholesky(), correlation.Order, degreesOfFreedom, seed);

    /// <summary>Variates in a draw.</summary>
    public int Order { get; }

    /// <summary>ν.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>One draw.</summary>
    /// <param name="draw">Which one, from 0.</param>
    /// <param name="variates">Receives a number per variate.</param>
    public void Fill(ulong draw, Span<double> variates)
    {
        Span<double> normals = Order <= 128 ? stackalloc double[Order] : new double[Order];
        for (int f = 0; f < Order; f += 2)
        {
            // Block 0 is the common shock's.
            (double one, double other) = Philox.Uniforms(seed, draw, 1 + ((ulong)f / 2));
            normals[f] = NormalDistribution.InverseCdf(one);
            if (f + 1 < Order) normals[f + 1] = NormalDistribution.InverseCdf(other);
        }

        double shock = double.IsPositiveInfinity(DegreesOfFreedom)
            ? 1.0
            : Math.Sqrt(DegreesOfFreedom / ChiSquare.InverseCdf(Philox.Uniforms(seed, draw, 0).First, DegreesOfFreedom));
        for (int f = 0; f < Order; f++)
        {
            double sum = 0.0;
            for (int j = 0; j <= f; j++) sum += lower[(f * Order) + j] * normals[j];
            variates[f] = shock * sum;
        }
    }
}
