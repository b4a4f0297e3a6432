using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>A core set of joint draws from a t copula in place of the historical dates.</summary>
public sealed record CopulaParameters
{
    /// <summary>Joint draws in the core set; at least its historical dates.</summary>
    [Parameter("Joint draws in the core set", Unit = "scenarios", Minimum = 100, Maximum = 20000)]
    public required int Draws { get; init; }

    /// <summary>ν of the copula: the fewer, the more often everything falls at once.</summary>
    [Parameter("Degrees of freedom of the copula; the fewer, the more often everything falls at once", Unit = "degrees", Minimum = 1, Maximum = 1000)]
    public required double DegreesOfFreedom { get; init; }
}
