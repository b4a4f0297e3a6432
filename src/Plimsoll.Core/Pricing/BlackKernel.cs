using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Plimsoll.Instruments;

namespace Plimsoll.Pricing;

/// <summary>
/// Undiscounted Black-76 values of one option across many shocked forwards and volatilities, eight at a time. Absolute error below
/// 1e-15·max(F, K); the slow formula is <see cref="Black76"/>.
/// </summary>
/// <remarks>
/// <para>
/// With R the Mills ratio N(−x)/φ(x), F·N(−|d₁|) = E·R(|d₁|) and K·N(−|d₂|) = E·R(|d₂|) share E = F·e^{−d₁²/2}, because F·φ(d₁) = K·φ(d₂): one
/// exponential serves both. R is one polynomial of degree 17 in 1/(x + 4.5), of relative error 1.2e-16 on [0, 9]; beyond, N is below 1e-18.
/// </para>
/// <para>
/// Every lane does the same operations whatever the vector width of the machine and wherever the element lies in the span, so the bits
/// do not depend on either.
/// </para>
/// </remarks>
internal static class BlackKernel
{
    private const int Lanes = 8;

    /// <summary>Values across scenarios.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="forwards">N forward prices; a forward of 0 gives the limit, one below 0 gives NaN.</param>
    /// <param name="stdDevs">N standard deviations σ√T in the forwards' order; 0 gives the intrinsic value, one below 0 gives NaN.</param>
    /// <param name="strike">Strike in the forwards' unit; above 0.</param>
    /// <param name="values">Receives N values in the forwards' unit and order; never read.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Reprice(
        OptionSide side, ReadOnlySpan<double> forwards, ReadOnlySpan<double> stdDevs, double strike, Span<double> values)
    {
        if (side == OptionSide.Call) Reprice<CallSide>(forwards, stdDevs, strike, values);
        else Reprice<PutSide>(forwards, stdDevs, strike, values);
    }

    /// <summary>Values and undiscounted forward deltas across scenarios.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="forwards">N forward prices.</param>
    /// <param name="stdDevs">N standard deviations σ√T.</param>
    /// <param name="strike">Strike in the forwards' unit; above 0.</param>
    /// <param name="values">Receives N values; the same bits as without deltas.</param>
    /// <param name="deltas">Receives N deltas ∂V/∂F.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Reprice(
        OptionSide side, ReadOnlySpan<double> forwards, ReadOnlySpan<double> stdDevs, double strike, Span<double> values, Span<double> deltas)
    {
        if (side == OptionSide.Call) Reprice<CallSide>(forwards, stdDevs, strike, values, deltas);
        else Reprice<PutSide>(forwards, stdDevs, strike, values, deltas);
    }

    /// <inheritdoc cref="Reprice(OptionSide, ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double})"/>
    /// <typeparam name="TSide">Call or put.</typeparam>
    public static void Reprice<TSide>(ReadOnlySpan<double> forwards, ReadOnlySpan<double> stdDevs, double strike, Span<double> values)
        where TSide : struct, IOptionSide<TSide>
    {
        if (stdDevs.Length != forwards.Length || values.Length != forwards.Length)
            throw new ArgumentException($"The spans hold {forwards.Length} forwards, {stdDevs.Length} standard deviations and room for {values.Length} values; give equal lengths.");
        ref double forward = ref MemoryMarshal.GetReference(forwards);
        ref double stdDev = ref MemoryMarshal.GetReference(stdDevs);
        ref double value = ref MemoryMarshal.GetReference(values);
        int i = 0;
        for (; i <= forwards.Length - Lanes; i += Lanes)
        {
            nuint at = (nuint)i;
            Evaluate<TSide>(Vector512.LoadUnsafe(ref forward, at), Vector512.LoadUnsafe(ref stdDev, at), strike, out _).StoreUnsafe(ref value, at);
        }

        if (i < forwards.Length) Last<TSide>(forwards[i..], stdDevs[i..], strike, values[i..], default);
    }

    /// <inheritdoc cref="Reprice(OptionSide, ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double}, Span{double})"/>
    /// <typeparam name="TSide">Call or put.</typeparam>
    public static void Reprice<TSide>(
        ReadOnlySpan<double> forwards, ReadOnlySpan<double> stdDevs, double strike, Span<double> values, Span<double> deltas)
        where TSide : struct, IOptionSide<TSide>
    {
        if (stdDevs.Length != forwards.Length || values.Length != forwards.Length || deltas.Length != forwards.Length)
            throw new ArgumentException($"The spans hold {forwards.Length} forwards, {stdDevs.Length} standard deviations and room for {values.Length} values and {deltas.Length} deltas; give equal lengths.");
        ref double forward = ref MemoryMarshal.GetReference(forwards);
        ref double stdDev = ref MemoryMarshal.GetReference(stdDevs);
        ref double value = ref MemoryMarshal.GetReference(values);
        ref double delta = ref MemoryMarshal.GetReference(deltas);
        int i = 0;
        for (; i <= forwards.Length - Lanes; i += Lanes)
        {
            nuint at = (nuint)i;
            Evaluate<TSide>(Vector512.LoadUnsafe(ref forward, at), Vector512.LoadUnsafe(ref stdDev, at), strike, out Vector512<double> slope)
                .StoreUnsafe(ref value, at);
            slope.StoreUnsafe(ref delta, at);
        }

        if (i < forwards.Length) Last<TSide>(forwards[i..], stdDevs[i..], strike, values[i..], deltas[i..]);
    }

    // The rest of fewer than eight goes through the same eight lanes, filled up with harmless ones.
    private static void Last<TSide>(
        ReadOnlySpan<double> forwards, ReadOnlySpan<double> stdDevs, double strike, Span<double> values, Span<double> deltas)
        where TSide : struct, IOptionSide<TSide>
    {
        Span<double> forward = stackalloc double[Lanes], stdDev = stackalloc double[Lanes], result = stackalloc double[Lanes];
        forward.Fill(1);
        stdDev.Fill(1);
        forwards.CopyTo(forward);
        stdDevs.CopyTo(stdDev);
        Vector512<double> value = Evaluate<TSide>(Vector512.Create<double>(forward), Vector512.Create<double>(stdDev), strike, out Vector512<double> delta);
        value.CopyTo(result);
        result[..values.Length].CopyTo(values);
        if (deltas.IsEmpty) return;
        delta.CopyTo(result);
        result[..deltas.Length].CopyTo(deltas);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Evaluate<TSide>(Vector512<double> forward, Vector512<double> stdDev, double strike, out Vector512<double> delta)
        where TSide : struct, IOptionSide<TSide>
    {
        Vector512<double> one = Vector512<double>.One, sign = Vector512.Create(TSide.Sign), k = Vector512.Create(strike);

        // A standard deviation of 0 becomes one so small that d₁ is ±huge, or 0 at the strike itself: the limits.
        Vector512<double> floored = Vector512.Max(stdDev, Vector512.Create(1e-150));
        Vector512<double> d1 = VectorMath.Log(forward / k) / floored + (stdDev * Vector512.Create(0.5));
        Vector512<double> d2 = d1 - stdDev;
        Vector512<double> bell = VectorMath.Exp(Vector512.Max(d1 * d1 * Vector512.Create(-0.5), Vector512.Create(-700.0)));
        VectorMath.MillsRatios(Vector512.Abs(d1), Vector512.Abs(d2), out Vector512<double> mills1, out Vector512<double> mills2);
        Vector512<double> scaled = forward * bell, tail1 = scaled * mills1, tail2 = scaled * mills2;
        Vector512<double> above1 = Vector512.GreaterThan(d1 * sign, Vector512<double>.Zero);
        Vector512<double> above2 = Vector512.GreaterThan(d2 * sign, Vector512<double>.Zero);
        Vector512<double> n1 = Vector512.ConditionalSelect(above1, forward - tail1, tail1);
        Vector512<double> n2 = Vector512.ConditionalSelect(above2, k - tail2, tail2);

        // Comparisons with NaN are false, so a missing forward or volatility comes out as NaN and not as some number.
        Vector512<double> known = Vector512.GreaterThanOrEqual(forward, Vector512<double>.Zero)
            & Vector512.GreaterThanOrEqual(stdDev, Vector512<double>.Zero);
        Vector512<double> unknown = Vector512.Create(double.NaN);
        Vector512<double> probability = bell * mills1;
        delta = Vector512.ConditionalSelect(known, sign * Vector512.ConditionalSelect(above1, one - probability, probability), unknown);
        return Vector512.ConditionalSelect(known, sign * (n1 - n2), unknown);
    }
}
