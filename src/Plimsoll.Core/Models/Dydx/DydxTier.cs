using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Dydx;

/// <summary>A liquidity tier: the margin fractions of a market and the open interest over which they rise.</summary>
/// <param name="InitialPpm">Initial margin fraction while open interest is small, parts per million.</param>
/// <param name="MaintenanceFractionPpm">Maintenance margin as a part of the base initial margin, parts per million.</param>
/// <param name="LowerCap">Open interest from which the initial fraction rises, quote quantums.</param>
/// <param name="UpperCap">Open interest from which it is 1, quote quantums; 0 where it never rises.</param>
internal readonly record struct DydxTier(BigInteger InitialPpm, BigInteger MaintenanceFractionPpm, BigInteger LowerCap, BigInteger UpperCap)
{
    /// <summary>One, in parts per million.</summary>
    public static readonly BigInteger Million = 1_000_000;

    /// <summary>Maintenance margin fraction, rounded down to parts per million.</summary>
    public BigInteger MaintenancePpm => InitialPpm * MaintenanceFractionPpm / Million;

    /// <summary>The greatest absolute funding rate, parts per million: a factor times the gap between the two fractions.</summary>
    public BigInteger FundingClampPpm(BigInteger clampFactorPpm) => clampFactorPpm * (InitialPpm - MaintenancePpm) / Million;

    /// <summary>Initial margin fraction at an open interest, rounded down to parts per million.</summary>
    /// <param name="openInterest">Open interest times price, quote quantums.</param>
    public BigInteger EffectiveInitialPpm(BigInteger openInterest)
    {
        if (UpperCap.IsZero) return InitialPpm;
        if (openInterest >= UpperCap) return Million;
        if (openInterest <= LowerCap) return InitialPpm;
        return InitialPpm + ((Million - InitialPpm) * (openInterest - LowerCap) / (UpperCap - LowerCap));
    }

    /// <summary>Initial margin, rounded up.</summary>
    /// <param name="notional">Size times price without its sign, quote quantums.</param>
    /// <param name="openInterest">Open interest times price, quote quantums.</param>
    /// <param name="customPpm">The fraction of the leverage that the account has chosen, parts per million; 0 where it has chosen none. It can only raise the requirement.</param>
    public BigInteger InitialMargin(BigInteger notional, BigInteger openInterest, BigInteger customPpm) =>
        IntegerMath.CeilingDivide(notional * BigInteger.Max(EffectiveInitialPpm(openInterest), customPpm), Million);

    /// <summary>Maintenance margin: the base initial margin rounded up, times the fraction and rounded up again. Open interest and chosen leverage do not touch it.</summary>
    /// <param name="notional">Size times price without its sign, quote quantums.</param>
    public BigInteger MaintenanceMargin(BigInteger notional) =>
        IntegerMath.CeilingDivide(IntegerMath.CeilingDivide(notional * InitialPpm, Million) * MaintenanceFractionPpm, Million);
}
