using Plimsoll.Instruments;

namespace Plimsoll.Models.Paradex;

/// <summary>One option of a group.</summary>
/// <param name="Side">Call or put.</param>
/// <param name="Strike">Strike.</param>
/// <param name="Units">Signed units of the underlying.</param>
/// <param name="Mark">Mark price of one unit.</param>
internal readonly record struct OptionLeg(OptionSide Side, decimal Strike, decimal Units, decimal Mark)
{
    /// <summary>Value at market.</summary>
    public decimal Value => Units * Mark;

    /// <summary>What it pays when the underlying settles at a price.</summary>
    public decimal Payoff(decimal price) => Units * Math.Max(0m, Side == OptionSide.Call ? price - Strike : Strike - price);

    /// <summary>Margin of the leg on its own, 0 or more: a bought option up to its mark, a sold one by how far it is out of the money.</summary>
    /// <param name="rates">Fractions of initial margin.</param>
    /// <param name="part">1 for initial margin, the maintenance factor for maintenance margin.</param>
    /// <param name="spot">Spot price.</param>
    public decimal Isolated(ParadexOptionRates rates, decimal part, decimal spot)
    {
        if (Units >= 0m) return Units * Math.Min(part * rates.PremiumMultiplier * Mark, part * rates.LongItmFraction * spot);
        decimal outOfTheMoney = Math.Max(0m, Side == OptionSide.Call ? Strike - spot : spot - Strike);
        return -Units * Math.Max((part * rates.ShortItmFraction * spot) - outOfTheMoney, part * rates.ShortOtmFraction * spot);
    }
}
