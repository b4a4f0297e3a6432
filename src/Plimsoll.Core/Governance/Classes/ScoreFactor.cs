using Plimsoll.Parameters;

namespace Plimsoll.Governance.Classes;

/// <summary>What an account is scored by.</summary>
public enum ScoreFact
{
    /// <summary>Gross notional over equity.</summary>
    Leverage = 1,

    /// <summary>Share of the greatest underlying in gross notional, in [0, 1].</summary>
    Concentration = 2,

    /// <summary>Greatest share of an underlying's capacity that the account's exposure takes; may exceed 1.</summary>
    CapacityShare = 3,

    /// <summary>Margin calls, each counting half after the half-life of the history.</summary>
    MarginCalls = 4,

    /// <summary>Liquidations, each counting half after the half-life of the history.</summary>
    Liquidations = 5,

    /// <summary>Loss of the last 30 days over the equity at their beginning, 0 where there was none.</summary>
    Loss = 6,
}

/// <summary>How one fact turns into points: none up to a value, all its weight from another on, linearly between.</summary>
public sealed record ScoreFactor
{
    /// <summary>What is looked at.</summary>
    [Parameter("What is looked at")]
    public required ScoreFact Fact { get; init; }

    /// <summary>Points at most; the weights of all factors sum to 100.</summary>
    [Parameter("Points at most; all weights sum to 100", Unit = "points", Minimum = 0, Maximum = 100)]
    public required double Weight { get; init; }

    /// <summary>Up to this value there is no point.</summary>
    [Parameter("Value up to which there is no point", Unit = "the fact's", Minimum = 0, Maximum = 1e6)]
    public required double From { get; init; }

    /// <summary>From this value on there are all points.</summary>
    [Parameter("Value from which on there are all points", Unit = "the fact's", Minimum = 0, Maximum = 1e6)]
    public required double To { get; init; }
}

/// <summary>One class of accounts.</summary>
public sealed record AccountClass
{
    /// <summary>Name, as "A".</summary>
    [Parameter("Name of the class")]
    public required string Name { get; init; }

    /// <summary>The class begins at this score; 0 of the best.</summary>
    [Parameter("Score at which the class begins", Unit = "points", Minimum = 0, Maximum = 100)]
    public required double From { get; init; }

    /// <summary>Factor on the requirement of accounts of the class, 1 or more.</summary>
    [Parameter("Factor on the requirement", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double Factor { get; init; }
}
