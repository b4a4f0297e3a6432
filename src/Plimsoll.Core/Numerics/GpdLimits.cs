namespace Plimsoll.Numerics;

/// <summary>What a fit of a generalised Pareto tail may return.</summary>
internal sealed record GpdLimits
{
    /// <summary>No cap beyond what the likelihood itself needs: ξ from −½, below which maximum likelihood is not regular, and three excesses.</summary>
    public static GpdLimits None { get; } = new();

    /// <summary>
    /// What margin is made of: ξ within [−0.2, 0.5] and at least 100 exceedances. Below −0.2 the tail would end just beyond the sample's worst; above 0.5 its
    /// variance is infinite and a few observations decide.
    /// </summary>
    public static GpdLimits Production { get; } = new() { LeastShape = -0.2, GreatestShape = 0.5, LeastExceedances = 100 };

    /// <summary>Least ξ, −½ or above.</summary>
    public double LeastShape { get; init; } = -0.5;

    /// <summary>Greatest ξ.</summary>
    public double GreatestShape { get; init; } = double.PositiveInfinity;

    /// <summary>Fewer excesses than this are refused; 3 or more.</summary>
    public int LeastExceedances { get; init; } = 3;

    /// <summary>Refuses limits that contradict themselves.</summary>
    /// <exception cref="ArgumentException">The least ξ is below −½ or above the greatest, or fewer than three excesses are allowed.</exception>
    internal void Check()
    {
        if (!(LeastShape >= -0.5 && LeastShape <= GreatestShape))
            throw new ArgumentException($"The shape's limits [{LeastShape}, {GreatestShape}] must rise and begin at -0.5 or above; [-0.2, 0.5] is usual.");
        if (LeastExceedances < 3) throw new ArgumentException($"At least {LeastExceedances} exceedances are asked for; two parameters need 3 or more.");
    }
}
