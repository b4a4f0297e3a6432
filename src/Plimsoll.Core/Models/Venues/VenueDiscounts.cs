using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>What holdings count for under a portfolio margin: marginal ratios by amount or value; what no group names counts for nothing, debts count in full.</summary>
internal sealed class VenueDiscounts
{
    private readonly Dictionary<Currency, (bool ByValue, DiscountTiers Tiers)> tiers = [];

    /// <summary>From the groups of a rulebook.</summary>
    public VenueDiscounts(ImmutableArray<DiscountGroup> groups)
    {
        foreach (DiscountGroup group in groups)
            foreach (Currency asset in group.Assets)
                tiers[asset] = (group.ByValue ?? false, DiscountTiers.Create(group.Tiers));
    }

    /// <summary>The part of a holding that does not count, in the book's currency: of balance, unrealised profit and loss and options together.</summary>
    public decimal Haircut(VenueBook book, VenueHolding holding) => Haircut(book, holding, holding.Equity);

    /// <summary>The same where what positions are worth is paid in dollars whatever they settle in: of the balance alone, as far as losses have left it.</summary>
    public decimal BalanceHaircut(VenueBook book, VenueHolding holding) => Haircut(book, holding, Math.Min(holding.Balance, holding.Equity));

    private decimal Haircut(VenueBook book, VenueHolding holding, decimal units)
    {
        decimal value = units * book.Price(holding.Asset);
        if (value <= 0m || holding.Asset.IsUsd) return 0m;
        if (!tiers.TryGetValue(holding.Asset, out (bool ByValue, DiscountTiers Tiers) group)) return value;
        return group.ByValue ? value - group.Tiers.Counted(value) : (units - group.Tiers.Counted(units)) * book.Price(holding.Asset);
    }
}
