using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>The margin of one perpetual position, quote.</summary>
/// <param name="Requirement">Requirement, open orders included.</param>
/// <param name="WeightedProfit">What its profit or loss adds to collateral.</param>
/// <param name="Liability">The value that the requirement is a part of.</param>
internal readonly record struct DriftPerpMargin(BigInteger Requirement, BigInteger WeightedProfit, BigInteger Liability);
