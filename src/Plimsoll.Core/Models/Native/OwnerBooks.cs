using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>The size of all an owner's netting sets as one book.</summary>
internal static class OwnerBooks
{
    /// <summary>Size and liquidation cost of the joined books beyond those of the books apart; not below 0.</summary>
    /// <param name="market">The market.</param>
    /// <param name="apart">Exposures of each netting set.</param>
    /// <param name="hours">Margin period of the joined book.</param>
    public static double Surplus(NativeMarket market, Exposure[][] apart, double hours)
    {
        HorizonRisk horizon = market.Horizon(hours);
        double joined = 0, own = 0;
        foreach (IGrouping<Currency, Exposure> underlying in apart.SelectMany(exposures => exposures).GroupBy(exposure => exposure.Underlying).OrderBy(members => members.Key))
        {
            GroupRisk group = horizon.Group(underlying.Key);
            BookItem[] items =
            [
                .. underlying.SelectMany(exposure => exposure.Book.Items).GroupBy(item => (item.Risk.Name, Hedge: item.Kind == ItemKind.Hedge))
                    .Select(same => new BookItem(At(group, same.First().Risk), same.Sum(item => item.Quantity), same.First().Kind)),
            ];
            joined += Charges(Exposure.Of(market, horizon, new UnderlyingBook(underlying.Key, group, items, [])));
            own += underlying.Sum(Charges);
        }

        return Math.Max(0, joined - own);
    }

    /// <summary>Exposures of a netting set without its bought options.</summary>
    public static Exposure[] WithoutBought(NativeMarket market, Requirement requirement) =>
    [
        .. requirement.Exposures.Select(exposure => exposure.Book with { Items = [.. exposure.Book.Items.Where(item => !item.Risk.IsOption || item.Quantity < 0)] })
            .Where(book => book.Items.Length > 0).Select(book => Exposure.Of(market, requirement.Horizon, book)),
    ];

    private static InstrumentRisk At(GroupRisk group, InstrumentRisk risk) => risk.Symbol is { } symbol ? group.Of(symbol)! : group.Coin(risk.Underlying);

    private static double Charges(Exposure exposure) => exposure.Size + exposure.Cost;
}
