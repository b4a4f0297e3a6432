using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>The whole numbers that stand for one in the venue's program.</summary>
internal static class DriftPrecision
{
    /// <summary>Margin ratios and weights: 1e-4.</summary>
    public static readonly BigInteger Weight = 10_000;

    /// <summary>Prices and quote amounts: 1e-6.</summary>
    public static readonly BigInteger Price = 1_000_000;

    /// <summary>Perpetual sizes: 1e-9.</summary>
    public static readonly BigInteger Base = 1_000_000_000;

    /// <summary>Size factors of margins and weights, liquidation fees, proportions: 1e-6.</summary>
    public static readonly BigInteger Factor = 1_000_000;

    /// <summary>Initial margin of each open order, quote: 0.01 USD.</summary>
    public static readonly BigInteger OpenOrder = 10_000;

    /// <summary>The most of a position's weighted profit that counts for initial margin, quote: 100 USD.</summary>
    public static readonly BigInteger ProfitCap = 100_000_000;
}
