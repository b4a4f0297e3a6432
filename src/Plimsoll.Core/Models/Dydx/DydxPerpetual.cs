using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Dydx;

/// <summary>A perpetual as the chain keeps it.</summary>
/// <param name="Id">The venue's number of it.</param>
/// <param name="AtomicResolution">Power of ten of the base quantum: -10 is 1e-10 units.</param>
/// <param name="Price">Oracle price as a whole number of 10^<paramref name="PriceExponent"/> USD.</param>
/// <param name="PriceExponent">Power of ten of the price.</param>
/// <param name="Tier">Its liquidity tier.</param>
/// <param name="OpenInterest">Open interest, base quantums.</param>
internal sealed record DydxPerpetual(int Id, int AtomicResolution, BigInteger Price, int PriceExponent, DydxTier Tier, BigInteger OpenInterest)
{
    /// <summary>Power of ten of the quote quantum, USDC.</summary>
    public const int QuoteResolution = -6;

    /// <summary>Sum of the funding rates so far, parts per million of a quote quantum for one base quantum.</summary>
    public BigInteger FundingIndex { get; init; }

    /// <summary>Whether it has collateral and an insurance fund of its own and may share a subaccount with no other.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>Signed value of a position in quote quantums, cut off towards zero.</summary>
    /// <param name="quantums">Signed base quantums.</param>
    public BigInteger Notional(BigInteger quantums) => IntegerMath.ScaleByTen(quantums * Price, AtomicResolution + PriceExponent - QuoteResolution);

    /// <summary>The risk of a position alone.</summary>
    /// <param name="quantums">Signed base quantums.</param>
    /// <param name="customPpm">Initial fraction of the leverage chosen, parts per million; 0 for none.</param>
    public DydxRisk Risk(BigInteger quantums, BigInteger customPpm)
    {
        BigInteger notional = Notional(BigInteger.Abs(quantums));
        return new(Notional(quantums), Tier.InitialMargin(notional, Notional(OpenInterest), customPpm), Tier.MaintenanceMargin(notional));
    }
}
