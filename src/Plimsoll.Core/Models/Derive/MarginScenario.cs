using System.Globalization;
using Plimsoll.Parameters;

namespace Plimsoll.Models.Derive;

/// <summary>One scenario of a portfolio margin: spot and volatilities move together.</summary>
public sealed record MarginScenario
{
    /// <summary>Factor on spot, forwards and perpetuals: 0.85 is a fall of 15 %.</summary>
    [Parameter("Factor on the prices of spot, forwards and perpetuals", Unit = "factor", Minimum = 0, Maximum = 10)]
    public required double SpotShock { get; init; }

    /// <summary>What happens to volatilities.</summary>
    [Parameter("What happens to volatilities")]
    public required VolShockDirection VolShock { get; init; }

    /// <summary>Part of the profit or loss that counts; 1 where it is not said.</summary>
    [Parameter("Part of the profit or loss that counts; 1 where it is not said", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public double? Dampening { get; init; }

    /// <summary>Part of the profit or loss that counts.</summary>
    internal double Part => Dampening ?? 1;

    /// <summary>"spot +15 %, vol up".</summary>
    internal string Name
    {
        get
        {
            string move = ((SpotShock - 1) * 100).ToString("+0.##;−0.##;0", CultureInfo.InvariantCulture);
            string volatility = VolShock switch
            {
                VolShockDirection.None => "vol unchanged",
                VolShockDirection.Linear => "linear skew",
                VolShockDirection.Abs => "absolute skew",
                var one => "vol " + one.ToString().ToLowerInvariant(),
            };
            return Part == 1 ? $"spot {move} %, {volatility}" : string.Create(CultureInfo.InvariantCulture, $"spot {move} %, {volatility}, {Part * 100:0.###} % counted");
        }
    }
}
