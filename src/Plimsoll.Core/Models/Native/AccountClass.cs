using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>A class of accounts by the risk of their owner, and what it adds to initial margin.</summary>
public sealed record AccountClass
{
    /// <summary>Name, as "C": what the account's risk class says.</summary>
    [Parameter("Name of the class, as accounts state it")]
    public required string Name { get; init; }

    /// <summary>Factor on the market risk of initial margin without orders, at least 1.</summary>
    [Parameter("Factor on the market risk of initial margin without orders", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double Factor { get; init; }
}
