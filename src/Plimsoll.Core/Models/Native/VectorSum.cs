using System.Numerics;
using System.Runtime.InteropServices;

namespace Plimsoll.Models.Native;

/// <summary>Sums of P&amp;L rows. One lane is one scenario, so the result does not depend on the vector's width.</summary>
internal static class VectorSum
{
    /// <summary>sum[s] += quantity · row[s].</summary>
    public static void Add(ReadOnlySpan<double> row, double quantity, Span<double> sum)
    {
        if (row.Length != sum.Length) throw new ArgumentException($"The row has {row.Length} scenarios, the sum {sum.Length}; they must agree.", nameof(row));
        var factor = new Vector<double>(quantity);
        ReadOnlySpan<Vector<double>> rows = MemoryMarshal.Cast<double, Vector<double>>(row);
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(sum);
        for (int i = 0; i < rows.Length; i++) sums[i] += factor * rows[i];
        for (int i = rows.Length * Vector<double>.Count; i < row.Length; i++) sum[i] += quantity * row[i];
    }

    /// <summary>sum[s] += row[s].</summary>
    public static void Add(ReadOnlySpan<double> row, Span<double> sum) => Add(row, 1, sum);
}
