using Plimsoll.Calibration;
using Plimsoll.Liquidity;

namespace Plimsoll.Lab.Calibrations;

/// <summary>What was found about the liquidity of one asset; null where too little is recorded.</summary>
/// <param name="Facts">What decides its class.</param>
/// <param name="Class">Its class.</param>
/// <param name="LowDepth">1 % quantile of the depth of the thinner side within the recorded distance, USD.</param>
/// <param name="Memory">For how long a recorded depth speaks.</param>
/// <param name="Refill">How much of a fall is back at the next record.</param>
/// <param name="Elasticity">How depth shrinks with volatility.</param>
/// <param name="Manipulation">Cost of moving the mark.</param>
public sealed record LiquidityRow(AssetFacts Facts, string Class, double? LowDepth, DepthMemory? Memory, DepthRefill? Refill, DepthElasticity? Elasticity, MarkManipulation? Manipulation);
