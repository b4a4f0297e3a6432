namespace Plimsoll.Models.Native;

/// <summary>Kinds of size curves.</summary>
public enum SizeCurveKind
{
    /// <summary>1 up to ½, √(2x) up to 2, then exponential: the default.</summary>
    SquareRootThenExponential,

    /// <summary>Always 1.</summary>
    Flat,

    /// <summary>1 + scale·x.</summary>
    Linear,

    /// <summary>Marginal brackets.</summary>
    Tiered,

    /// <summary>√(1 + scale·x).</summary>
    Sqrt,

    /// <summary>1 + x^scale.</summary>
    Power,

    /// <summary>e^(scale·x).</summary>
    Exponential,
}
