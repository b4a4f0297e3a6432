namespace Plimsoll.Models.Native;

/// <summary>Greatest delta to sell and to buy over the underlying's own grid at the initial level, US dollars; today's alone where there is no grid.</summary>
/// <param name="Sell">Greatest delta above 0.</param>
/// <param name="SellPoint">Grid point where it stands.</param>
/// <param name="Buy">Greatest delta below 0, as a number above 0.</param>
/// <param name="BuyPoint">Grid point where it stands.</param>
internal readonly record struct DeltaRange(double Sell, int SellPoint, double Buy, int BuyPoint)
{
    /// <summary>The range of one book.</summary>
    public static DeltaRange Of(UnderlyingBook book, double price)
    {
        double most = double.NegativeInfinity, least = double.PositiveInfinity;
        int sellPoint = 0, buyPoint = 0;
        for (int point = 0; point < (HasGrid(book) ? book.Group.Axis.GridLength : 1); point++)
        {
            double coins = 0;
            foreach (BookItem item in book.Items) coins += item.Quantity * DeltaAt(book, item, point);
            if (coins > most) (most, sellPoint) = (coins, point);
            if (coins < least) (least, buyPoint) = (coins, point);
        }

        return new(Math.Max(0, most) * price, sellPoint, Math.Max(0, -least) * price, buyPoint);
    }

    /// <summary>Parts of the items in the delta to sell or to buy.</summary>
    public double[] Parts(UnderlyingBook book, double price, bool sell)
    {
        int point = sell ? SellPoint : BuyPoint;
        return [.. book.Items.Select(item => (sell ? 1 : -1) * item.Quantity * DeltaAt(book, item, point) * price)];
    }

    private static bool HasGrid(UnderlyingBook book) => book.HasOptions && Array.IndexOf(book.Group.Axis.Leaders, book.Underlying) >= 0;

    private static double DeltaAt(UnderlyingBook book, BookItem item, int point) => HasGrid(book) && item.Risk.GridDelta is { } delta ? delta[point] : item.Risk.Delta;
}
