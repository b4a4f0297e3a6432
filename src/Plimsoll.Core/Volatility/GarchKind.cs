namespace Plimsoll.Volatility;

/// <summary>How yesterday's return moves today's variance h, with e the return less its mean and z = e/√h.</summary>
internal enum GarchKind
{
    /// <summary>hₜ = ω + αe² + βh. T. Bollerslev, J. Econometrics 31 (1986) 307–327.</summary>
    Garch = 0,

    /// <summary>hₜ = ω + (α + γ·1[e &lt; 0])e² + βh. L. Glosten, R. Jagannathan and D. Runkle, J. Finance 48 (1993) 1779–1801.</summary>
    Gjr = 1,

    /// <summary>ln hₜ = ω + αz + γ(|z| − √(2/π)) + β ln h, with √(2/π) for Student-t innovations too. D. Nelson, Econometrica 59 (1991) 347–370.</summary>
    Egarch = 2,
}
