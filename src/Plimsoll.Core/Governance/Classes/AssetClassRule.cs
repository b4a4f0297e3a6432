using Plimsoll.Parameters;

namespace Plimsoll.Governance.Classes;

/// <summary>What an underlying must show to be of a class.</summary>
public sealed record AssetClassRule
{
    /// <summary>Name of the class, as "majors".</summary>
    [Parameter("Name of the class")]
    public required string Name { get; init; }

    /// <summary>Least value traded a day.</summary>
    [Parameter("Least value traded a day", Unit = "USD", Minimum = 0, Maximum = 1e13)]
    public required double Volume { get; init; }

    /// <summary>Least days of recorded prices.</summary>
    [Parameter("Least days of recorded prices", Unit = "days", Minimum = 0, Maximum = 10000)]
    public required double HistoryDays { get; init; }

    /// <summary>Least depth within the band on the thinner side.</summary>
    [Parameter("Least depth of the thinner side of the book", Unit = "USD", Minimum = 0, Maximum = 1e12)]
    public required double Depth { get; init; }

    /// <summary>Greatest relative bid-ask spread.</summary>
    [Parameter("Greatest bid-ask spread", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Spread { get; init; }

    /// <summary>Least days since the market opened anywhere.</summary>
    [Parameter("Least days since the market opened", Unit = "days", Minimum = 0, Maximum = 10000)]
    public required double AgeDays { get; init; }

    /// <summary>Greatest volatility, annualised.</summary>
    [Parameter("Greatest volatility", Unit = "annualised fraction", Minimum = 0, Maximum = 50)]
    public required double Volatility { get; init; }
}
