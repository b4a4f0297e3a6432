using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>What one pool of collateral has and needs, quote, added up position by position.</summary>
/// <param name="buffer">Part of every liability, and of every loss, that is added on top, 1e-4.</param>
internal sealed class DriftPool(BigInteger buffer)
{
    /// <summary>Weighted collateral, losses taken off.</summary>
    public BigInteger Collateral { get; private set; }

    /// <summary>Margin requirement.</summary>
    public BigInteger Requirement { get; private set; }

    /// <summary>Collateral with losses made greater by the buffer.</summary>
    public BigInteger CollateralWithBuffer { get; private set; }

    /// <summary>Requirement with the buffer on every liability.</summary>
    public BigInteger RequirementWithBuffer { get; private set; }

    /// <summary>Collateral less requirement.</summary>
    public BigInteger Free => Collateral - Requirement;

    /// <summary>Collateral below its requirement is liquidated.</summary>
    public bool MeetsRequirement => Collateral >= Requirement;

    /// <summary>Adds signed collateral.</summary>
    public void AddCollateral(BigInteger amount)
    {
        Collateral += amount;
        CollateralWithBuffer += amount.Sign < 0 ? amount + (amount * buffer / DriftPrecision.Weight) : amount;
    }

    /// <summary>Adds a requirement and the liability that it is for.</summary>
    public void AddRequirement(BigInteger requirement, BigInteger liability)
    {
        Requirement += requirement;
        RequirementWithBuffer += requirement + (liability * buffer / DriftPrecision.Weight);
    }

    /// <summary>Adds quote currency: what there is to collateral, what is owed to the requirement.</summary>
    public void AddValue(BigInteger value)
    {
        if (value.Sign < 0) AddRequirement(-value, -value);
        else AddCollateral(value);
    }
}
