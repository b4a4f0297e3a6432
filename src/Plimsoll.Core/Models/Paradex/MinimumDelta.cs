namespace Plimsoll.Models.Paradex;

/// <summary>The delta of a portfolio in one underlying: what is left open and what offsets.</summary>
/// <param name="Net">Signed sum of all deltas, units.</param>
/// <param name="Gross">Sum of their sizes.</param>
internal readonly record struct MinimumDelta(decimal Net, decimal Gross)
{
    /// <summary>Delta held on both sides.</summary>
    public decimal Hedged => (Gross - Math.Abs(Net)) / 2m;

    /// <summary>With another position.</summary>
    /// <param name="delta">Signed delta of the position, units of the underlying.</param>
    public MinimumDelta With(decimal delta) => new(Net + delta, Gross + Math.Abs(delta));

    /// <summary>The minimum requirement.</summary>
    /// <param name="unhedgedFactor">Charge on the net delta, part of its value.</param>
    /// <param name="hedgedFactor">Charge on the delta held on both sides.</param>
    /// <param name="spot">Spot price.</param>
    public decimal Requirement(decimal unhedgedFactor, decimal hedgedFactor, decimal spot) => ((unhedgedFactor * Math.Abs(Net)) + (hedgedFactor * Hedged)) * spot;
}
