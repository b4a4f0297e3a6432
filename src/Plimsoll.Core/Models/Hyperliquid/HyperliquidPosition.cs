namespace Plimsoll.Models.Hyperliquid;

/// <summary>A position of a cross account at its mark price.</summary>
/// <param name="Size">Signed units.</param>
/// <param name="Value">Units times mark price, without the sign, USD.</param>
/// <param name="Leverage">Leverage chosen when it was opened, above 0.</param>
internal readonly record struct HyperliquidPosition(decimal Size, decimal Value, decimal Leverage)
{
    /// <summary>Initial margin: the value over the leverage chosen.</summary>
    public decimal MarginUsed => Value / Leverage;

    /// <summary>Value with the sign of the position.</summary>
    public decimal SignedValue => Math.Sign(Size) * Value;

    /// <summary>Profit against an entry price.</summary>
    public decimal Profit(decimal entryPrice) => SignedValue - (Size * entryPrice);

    /// <summary>The price at which the account meets its maintenance margin exactly, everything else unchanged; null where there is none above 0.</summary>
    /// <param name="marginAvailable">Account value less maintenance margin, USD.</param>
    /// <param name="maintenanceRate">Maintenance margin as a part of the value at the margin, by which it moves with the price; 0 for the rule of 2023, which held it still.</param>
    public decimal? LiquidationPrice(decimal marginAvailable, decimal maintenanceRate)
    {
        if (Size == 0m) return null;
        decimal units = Math.Abs(Size);
        int side = Math.Sign(Size);
        decimal price = (Value / units) - (side * marginAvailable / units / (1m - (maintenanceRate * side)));
        return price > 0m ? price : null;
    }
}
