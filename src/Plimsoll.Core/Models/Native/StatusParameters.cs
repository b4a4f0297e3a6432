using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>Statuses and the ratio of initial to maintenance margin.</summary>
public sealed record StatusParameters
{
    /// <summary>Multiple of maintenance margin below which a call is made.</summary>
    [Parameter("Multiple of maintenance margin below which a margin call is made", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double CallMultiple { get; init; }

    /// <summary>Least ratio of initial to maintenance margin.</summary>
    [Parameter("Least ratio of initial to maintenance margin", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double InitialToMaintenance { get; init; }
}
