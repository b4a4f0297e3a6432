using Plimsoll.Values;

namespace Plimsoll.Scaling;

/// <summary>A rule of size curves, and so a way of breaking it.</summary>
public enum SizeCurveFault
{
    /// <summary>The table behind the curve has a gap, an overlap or a bad rate.</summary>
    Brackets = 0,

    /// <summary>The multiplier has no finite value.</summary>
    NotFinite = 1,

    /// <summary>The multiplier of the smallest position is below 1: size would earn a discount.</summary>
    BelowOne = 2,

    /// <summary>The multiplier falls as the size grows.</summary>
    Falling = 3,

    /// <summary>The multiplier jumps, and the curve is not one of whole-position steps.</summary>
    Jump = 4,

    /// <summary>The charge (m − 1)·x is not convex: the last unit of a larger position would pay less than that of a smaller one.</summary>
    NotConvex = 5,
}

/// <summary>One reason why a size curve is not admissible.</summary>
/// <param name="Fault">The rule it breaks.</param>
/// <param name="At">The first size, in times-to-liquidate, at which it does.</param>
/// <param name="Found">The value found there.</param>
/// <param name="Allowed">The least value that would have been allowed there; for a jump, the value on its other side.</param>
/// <param name="Message">What was found, what is allowed and what to write instead.</param>
public sealed record SizeCurveProblem(SizeCurveFault Fault, double At, double Found, double Allowed, string Message)
{
    /// <summary>The problem at its place in a file.</summary>
    /// <param name="place">File, line and path of the curve.</param>
    public Problem AsProblem(string place) => new(place, Message);
}
