using System.Collections.Immutable;

namespace Plimsoll.Market;

/// <summary>Where a forward price was taken from.</summary>
public enum ForwardSource
{
    /// <summary>The spot index; the basis is taken as nought for want of anything better.</summary>
    Spot = 0,

    /// <summary>A dated future of that expiry.</summary>
    Future = 1,

    /// <summary>Put-call parity of options of that expiry.</summary>
    Parity = 2,

    /// <summary>The forward that the venue publishes with its options.</summary>
    Venue = 3,
}

/// <summary>The forward price of one expiry.</summary>
/// <param name="Years">Years to expiry; above 0.</param>
/// <param name="Forward">Forward price, quote currency per unit of base; above 0.</param>
/// <param name="Source">Where it was taken from.</param>
public readonly record struct ForwardPoint(double Years, double Forward, ForwardSource Source);

/// <summary>
/// Forward prices of one underlying. The basis ln(F/S) is linear in time between expiries and from today to the first; after the last
/// its annual rate is held.
/// </summary>
public sealed class ForwardCurve
{
    /// <summary>A curve from the spot price and any number of expiries.</summary>
    /// <param name="spot">Spot index; above 0.</param>
    /// <param name="points">Expiries in strictly rising order of time; none makes every forward the spot.</param>
    /// <exception cref="ArgumentException">A price or time is not above 0, or the points are out of order.</exception>
    public ForwardCurve(double spot, ImmutableArray<ForwardPoint> points)
    {
        if (!(spot > 0 && double.IsFinite(spot))) throw new ArgumentOutOfRangeException(nameof(spot), spot, "A spot price must be above 0.");
        for (int i = 0; i < points.Length; i++)
        {
            if (!(points[i].Years > 0 && points[i].Forward > 0 && double.IsFinite(points[i].Forward)))
                throw new ArgumentException($"Point {i} is {points[i]}: years and forward must be above 0.", nameof(points));
            if (i > 0 && !(points[i].Years > points[i - 1].Years))
                throw new ArgumentException($"Point {i} lies at {points[i].Years} years, after one at {points[i - 1].Years}: sort by time, one point per expiry.", nameof(points));
        }

        Spot = spot;
        Points = points;
    }

    /// <summary>Spot index.</summary>
    public double Spot { get; }

    /// <summary>The expiries, nearest first.</summary>
    public ImmutableArray<ForwardPoint> Points { get; }

    /// <summary>Forward price to a time.</summary>
    /// <param name="years">Years from today; at or below 0 gives the spot.</param>
    public double Forward(double years)
    {
        if (Points.IsEmpty || !(years > 0)) return Spot;
        int after = After(years);
        if (after == Points.Length) return Spot * Math.Exp(Basis(Points[^1]) / Points[^1].Years * years);
        if (Points[after].Years == years) return Points[after].Forward;
        (double t0, double b0) = after == 0 ? (0, 0) : (Points[after - 1].Years, Basis(Points[after - 1]));
        (double t1, double b1) = (Points[after].Years, Basis(Points[after]));
        return Spot * Math.Exp(b0 + ((b1 - b0) * (years - t0) / (t1 - t0)));
    }

    /// <summary>Annualised basis ln(F/S)/T at a time; 0 at or before today.</summary>
    /// <param name="years">Years from today.</param>
    public double AnnualBasis(double years) => years > 0 ? Math.Log(Forward(years) / Spot) / years : 0;

    /// <summary>The point nearest in time, whose source a forward there is named after; null without points.</summary>
    /// <param name="years">Years from today.</param>
    public ForwardPoint? Nearest(double years)
    {
        if (Points.IsEmpty) return null;
        int after = After(years);
        if (after == 0) return Points[0];
        if (after == Points.Length) return Points[^1];
        return years - Points[after - 1].Years <= Points[after].Years - years ? Points[after - 1] : Points[after];
    }

    private double Basis(ForwardPoint point) => Math.Log(point.Forward / Spot);

    // Index of the first point at or after a time.
    private int After(double years)
    {
        int i = 0;
        while (i < Points.Length && Points[i].Years < years) i++;
        return i;
    }
}
