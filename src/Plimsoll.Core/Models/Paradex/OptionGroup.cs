using System.Collections.Immutable;
using Plimsoll.Instruments;

namespace Plimsoll.Models.Paradex;

/// <summary>Options of one underlying and expiry, which can only settle at one price: the group needs the lesser of what its legs need apart and what it can lose.</summary>
/// <param name="Legs">The options.</param>
/// <param name="Spot">Spot price.</param>
internal sealed record OptionGroup(ImmutableArray<OptionLeg> Legs, decimal Spot)
{
    /// <summary>Value at market.</summary>
    public decimal Value => Legs.Sum(leg => leg.Value);

    /// <summary>Calls sold less calls bought, 0 or more.</summary>
    public decimal NetShortCalls => Math.Max(0m, -Legs.Where(leg => leg.Side == OptionSide.Call).Sum(leg => leg.Units));

    /// <summary>What the group can lose of its value at settlement at 0 or at a strike, 0 or more.</summary>
    public decimal MaxSettlementLoss => Math.Max(0m, Value - Legs.Select(leg => leg.Strike).Append(0m).Min(price => Legs.Sum(leg => leg.Payoff(price))));

    /// <summary>Sum of the legs' margins, each on its own.</summary>
    public decimal Isolated(ParadexOptionRates rates, decimal part) => Legs.Sum(leg => leg.Isolated(rates, part, Spot));

    /// <summary>Margin of the group. One without a sold option is not grouped.</summary>
    /// <param name="rates">Fractions of initial margin.</param>
    /// <param name="part">1 for initial margin, the maintenance factor for maintenance margin.</param>
    /// <param name="unpairedScale">Multiple of spot for each net call sold; null where legs do not offset each other.</param>
    public decimal Margin(ParadexOptionRates rates, decimal part, decimal? unpairedScale)
    {
        decimal isolated = Isolated(rates, part);
        return unpairedScale is not { } scale || Legs.All(leg => leg.Units >= 0m) ? isolated : Math.Min(isolated, MaxSettlementLoss + (scale * NetShortCalls * Spot));
    }
}
