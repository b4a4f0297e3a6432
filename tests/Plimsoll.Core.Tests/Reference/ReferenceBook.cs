using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Something whose value moves: a position, an owed currency (quantity below 0) or coins of collateral in the book.</summary>
/// <param name="Underlying">What it counts under.</param>
/// <param name="Instrument">The instrument; null for coins.</param>
/// <param name="Quantity">Contracts or coins.</param>
/// <param name="FromCollateral">Whether these are coins moved out of the collateral.</param>
internal sealed record ReferenceItem(Currency Underlying, Instrument? Instrument, double Quantity, bool FromCollateral = false);

/// <summary>A resting order.</summary>
internal sealed record ReferenceOrder(Instrument Instrument, double Quantity, double Price);

/// <summary>What is margined together.</summary>
internal sealed record ReferenceBook(List<ReferenceItem> Items, List<ReferenceOrder> Orders)
{
    public ReferenceBook WithoutOrders => this with { Orders = [] };

    /// <summary>The book without its bought options; orders stay.</summary>
    public ReferenceBook WithoutBoughtOptions => this with { Items = [.. Items.Where(item => !IsBoughtOption(item))] };

    public bool HoldsOptions => Items.Any(item => item.Instrument?.Kind == InstrumentKind.Option) || Orders.Any(order => order.Instrument.Kind == InstrumentKind.Option);

    public List<Currency> Underlyings => [.. Items.Select(item => item.Underlying).Concat(Orders.Select(order => order.Instrument.Underlying)).Distinct().Order()];

    public static bool IsBoughtOption(ReferenceItem item) => item.Instrument?.Kind == InstrumentKind.Option && item.Quantity > 0;
}
