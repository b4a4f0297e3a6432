using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Plimsoll.Pricing;

/// <summary>
/// Exponential, logarithm and Mills ratio of eight numbers at once. Fused multiply-adds only, so that every machine gives the same bits.
/// </summary>
/// <remarks>Coefficients: truncated Chebyshev series computed with 40 digits. No argument outside the stated range is checked.</remarks>
internal static class VectorMath
{
    private const double Log2High = 0.6931471675634384;
    private const double Log2Low = 1.2996506893889889e-08;

    // Adding it leaves the integer part in the low bits of the significand.
    private const double RoundingMagic = 6755399441055744.0;

    /// <summary>e^y for y in [−700, 700], relative error about 1e-16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> y)
    {
        Vector512<double> magic = Vector512.Create(RoundingMagic);
        Vector512<double> t = Fma(y, Vector512.Create(1.4426950408889634), magic);
        Vector512<double> n = t - magic;
        Vector512<double> r = Fma(n, Vector512.Create(-Log2High), y);
        r = Fma(n, Vector512.Create(-Log2Low), r);
        Vector512<double> r2 = r * r, r4 = r2 * r2;
        Vector512<double> a = r + Vector512<double>.One;
        Vector512<double> b = Fma(Vector512.Create(0.1666666666666668), r, Vector512.Create(0.5000000000000019));
        Vector512<double> c = Fma(Vector512.Create(0.008333333333319589), r, Vector512.Create(0.04166666666648795));
        Vector512<double> d = Fma(Vector512.Create(0.00019841269890076403), r, Vector512.Create(0.0013888888952352863));
        Vector512<double> e = Fma(Vector512.Create(2.755724088722987e-06), r, Vector512.Create(2.4801485441561313e-05));
        Vector512<double> f = Fma(Vector512.Create(2.5110049204818658e-08), r, Vector512.Create(2.763265472252779e-07));
        Vector512<double> p = Fma(Fma(Fma(f, r2, e), r4, Fma(d, r2, c)), r4, Fma(b, r2, a));
        return (p.AsInt64() + Vector512.ShiftLeft(t.AsInt64(), 52)).AsDouble();
    }

    /// <summary>ln x for normal x above 0, absolute error about 1e-16 near one; very negative for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        // x = 2^k·m with m in [√½, √2).
        Vector512<long> bits = x.AsInt64();
        Vector512<long> k = Vector512.ShiftRightArithmetic(bits - Vector512.Create(0x3FE6A09E667F3BCDL), 52);
        Vector512<double> m = (bits - Vector512.ShiftLeft(k, 52)).AsDouble();
        Vector512<double> magic = Vector512.Create(RoundingMagic);
        Vector512<double> e = (k + magic.AsInt64()).AsDouble() - magic;
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> s = (m - one) / (m + one), z = s * s, z2 = z * z;
        Vector512<double> a = Fma(Vector512.Create(0.3999999999989889), z, Vector512.Create(0.666666666666667));
        Vector512<double> b = Fma(Vector512.Create(0.22222211089379493), z, Vector512.Create(0.28571428626253836));
        Vector512<double> c = Fma(Vector512.Create(0.15331611722050653), z, Vector512.Create(0.18182892432537032));
        Vector512<double> series = Fma(Fma(Fma(Vector512.Create(0.14617807153462828), z2, c), z2, b), z2, a);
        Vector512<double> log = Fma(s * z, series, s + s);
        return Fma(e, Vector512.Create(Log2High), Fma(e, Vector512.Create(Log2Low), log));
    }

    /// <summary>(1 − N(x))/e^{−x²/2} of two arguments at or above 0 with one division; taken at 9 beyond 9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MillsRatios(Vector512<double> x, Vector512<double> y, out Vector512<double> ofX, out Vector512<double> ofY)
    {
        Vector512<double> shift = Vector512.Create(4.5), last = Vector512.Create(9.0);
        Vector512<double> a = Vector512.Min(x, last) + shift, b = Vector512.Min(y, last) + shift;
        Vector512<double> reciprocal = Vector512<double>.One / (a * b);
        Vector512<double> overA = reciprocal * b, overB = reciprocal * a;
        ofX = overA * MillsSeries(Fma(overA, Vector512.Create(-13.5), Vector512.Create(2.0)));
        ofY = overB * MillsSeries(Fma(overB, Vector512.Create(-13.5), Vector512.Create(2.0)));
    }

    // Even and odd powers apart: two chains that do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> MillsSeries(Vector512<double> u)
    {
        Vector512<double> u2 = u * u;
        Vector512<double> even = Vector512.Create(3.190390925012847e-11), odd = Vector512.Create(-8.056514230124086e-11);
        even = Fma(even, u2, Vector512.Create(1.3047120457752215e-09));
        odd = Fma(odd, u2, Vector512.Create(1.684003512245301e-09));
        even = Fma(even, u2, Vector512.Create(-4.933731078278408e-08));
        odd = Fma(odd, u2, Vector512.Create(-2.678774400403376e-08));
        even = Fma(even, u2, Vector512.Create(1.0522623356931312e-06));
        odd = Fma(odd, u2, Vector512.Create(4.4199440010939423e-07));
        even = Fma(even, u2, Vector512.Create(-1.4580089667762391e-05));
        odd = Fma(odd, u2, Vector512.Create(-8.827311893579042e-06));
        even = Fma(even, u2, Vector512.Create(-0.0002134012645109815));
        odd = Fma(odd, u2, Vector512.Create(0.0002170839018208865));
        even = Fma(even, u2, Vector512.Create(0.033944546302361066));
        odd = Fma(odd, u2, Vector512.Create(-0.004799379789805047));
        even = Fma(even, u2, Vector512.Create(0.3497736780575968));
        odd = Fma(odd, u2, Vector512.Create(-0.1308011308752013));
        even = Fma(even, u2, Vector512.Create(1.0371505776109309));
        odd = Fma(odd, u2, Vector512.Create(-0.6939663378566646));
        return Fma(odd, u, even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, b, c);
}
