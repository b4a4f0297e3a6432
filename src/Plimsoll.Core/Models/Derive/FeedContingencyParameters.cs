using Plimsoll.Parameters;

namespace Plimsoll.Models.Derive;

/// <summary>What initial margin adds when USDC loses its peg or the feeds are unsure of their prices.</summary>
public sealed record FeedContingencyParameters
{
    /// <summary>Price of USDC in USD below which initial margin rises.</summary>
    [Parameter("Price of USDC in USD below which initial margin rises", Unit = "USD", Minimum = 0, Maximum = 100)]
    public required double PegLossThreshold { get; init; }

    /// <summary>What is added to the factor of initial margin for each USD below the threshold.</summary>
    [Parameter("What is added to the factor of initial margin for each USD below the threshold", Unit = "factor per USD", Minimum = 0, Maximum = 20)]
    public required double PegLossFactor { get; init; }

    /// <summary>Confidence below which a feed costs initial margin.</summary>
    [Parameter("Confidence below which a feed costs initial margin", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double ConfThreshold { get; init; }

    /// <summary>Part of the notional that is charged for each unit of missing confidence.</summary>
    [Parameter("Part of the notional that is charged for each unit of missing confidence", Unit = "fraction", Minimum = 0, Maximum = 20)]
    public required double ConfMargin { get; init; }

    /// <summary>What is added to the factor of initial margin at a price of USDC.</summary>
    internal decimal PegLoss(decimal stablePrice) => Math.Max(0m, (decimal)PegLossThreshold - stablePrice) * (decimal)PegLossFactor;

    /// <summary>The charge on a notional whose feeds have this confidence.</summary>
    internal decimal Confidence(double confidence, decimal notional) => confidence < ConfThreshold ? (1m - (decimal)confidence) * (decimal)ConfMargin * notional : 0m;
}
