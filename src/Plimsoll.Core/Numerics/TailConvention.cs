namespace Plimsoll.Numerics;

/// <summary>Which number of an empirical loss tail is meant; a parameter set names one, never "VaR" or "ES" alone.</summary>
public enum TailConvention
{
    /// <summary>
    /// The exact empirical expected shortfall of Acerbi and Tasche: the mean of the worst n·a losses with a fractional weight
    /// on the last. Coherent and continuous in a; the only one a requirement is made of.
    /// </summary>
    ExactExpectedShortfall = 0,

    /// <summary>inf{ℓ : P(L ≤ ℓ) ≥ 1 − a}, the (⌊n·a⌋ + 1)-th worst loss. Backtests count a breach when a loss exceeds it.</summary>
    LowerValueAtRisk = 1,

    /// <summary>The ⌈n·a⌉-th worst loss; differs from the lower one only where n·a is whole.</summary>
    UpperValueAtRisk = 2,
}
