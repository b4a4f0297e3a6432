using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>A token's margin parameters, in the venue's whole numbers.</summary>
/// <param name="Decimals">Decimals of the token's amounts.</param>
/// <param name="InitialAsset">Weight of a deposit for initial margin, 1e-4.</param>
/// <param name="MaintenanceAsset">Weight of a deposit for maintenance margin, 1e-4.</param>
/// <param name="InitialLiability">Weight of a debt for initial margin, 1e-4, at least one.</param>
/// <param name="MaintenanceLiability">Weight of a debt for maintenance margin, 1e-4, at least one.</param>
internal sealed record DriftSpotMarket(int Decimals, BigInteger InitialAsset, BigInteger MaintenanceAsset, BigInteger InitialLiability, BigInteger MaintenanceLiability)
{
    /// <summary>Size factor of the weights, 1e-6.</summary>
    public BigInteger SizeFactor { get; init; }

    /// <summary>Value of all deposits from which the initial asset weight shrinks, quote; 0 where it never does.</summary>
    public BigInteger ScaleStart { get; init; }

    /// <summary>All deposits of the token, in its own decimals.</summary>
    public BigInteger TotalDeposits { get; init; }

    /// <summary>Initial weight of a deposit when so much of the token is deposited, 1e-4.</summary>
    /// <param name="price">Oracle price, 1e-6.</param>
    public BigInteger ScaledInitialAsset(BigInteger price)
    {
        if (ScaleStart.IsZero) return InitialAsset;
        BigInteger deposits = Value(TotalDeposits, price);
        return deposits < ScaleStart ? InitialAsset : InitialAsset * ScaleStart / deposits;
    }

    /// <summary>Weight of a deposit, 1e-4.</summary>
    public BigInteger AssetWeight(BigInteger amount, BigInteger price, DriftMarginType type) => DriftSize.Discount(Size(amount), SizeFactor, type switch
    {
        DriftMarginType.Initial => ScaledInitialAsset(price),
        DriftMarginType.Fill => (ScaledInitialAsset(price) + MaintenanceAsset) / 2,
        _ => MaintenanceAsset,
    });

    /// <summary>Weight of a debt, 1e-4.</summary>
    public BigInteger LiabilityWeight(BigInteger amount, DriftMarginType type)
    {
        BigInteger weight = type switch
        {
            DriftMarginType.Initial => InitialLiability,
            DriftMarginType.Fill => (InitialLiability + MaintenanceLiability) / 2,
            _ => MaintenanceLiability,
        };
        return BigInteger.Max(weight, DriftSize.Premium(Size(amount), SizeFactor, weight));
    }

    /// <summary>Value of an amount, quote; rounded down, a debt away from zero.</summary>
    public BigInteger Value(BigInteger amount, BigInteger price) => IntegerMath.FloorDivide(amount * price, BigInteger.Pow(10, Decimals));

    /// <summary>Value of an amount at the worse of two prices, quote.</summary>
    public BigInteger StrictValue(BigInteger amount, DriftPrice price) => Value(amount, amount.Sign > 0 ? price.Lower : price.Higher);

    // The amount in 1e-9, cut off.
    private BigInteger Size(BigInteger amount) => IntegerMath.ScaleByTen(BigInteger.Abs(amount), 9 - Decimals);
}
