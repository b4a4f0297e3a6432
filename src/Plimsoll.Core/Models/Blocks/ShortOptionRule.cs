using Plimsoll.Instruments;

namespace Plimsoll.Models.Blocks;

/// <summary>What selling one option needs: max(a·U − out of the money, b·U) + mark, and the venue's variant of it for maintenance.</summary>
internal static class ShortOptionRule
{
    /// <summary>Initial and maintenance margin of one option sold, in the currency of its mark price.</summary>
    /// <param name="rates">The venue's rates.</param>
    /// <param name="side">Call or put.</param>
    /// <param name="underlying">U: value of one coin of the underlying; 1 where the option is settled in the coin.</param>
    /// <param name="forward">Price that the strike is compared with, in the unit of the strike; above 0.</param>
    /// <param name="strike">Strike.</param>
    /// <param name="mark">Mark price of the option.</param>
    /// <param name="factor">Multiplies all but the mark price and the fee: the factor by the size sold of OKX; else 1.</param>
    /// <param name="orderPrice">Price of an order to sell, where the venue takes the greater of it and the mark for the initial margin; else null.</param>
    /// <returns>Both margins; the initial is never below the maintenance margin. What the option is worth is in both, so equity must not count it.</returns>
    public static (decimal Initial, decimal Maintenance) PerOption(
        ShortOptionRates rates, OptionSide side, decimal underlying, decimal forward, decimal strike, decimal mark, decimal factor = 1m, decimal? orderPrice = null)
    {
        bool put = side == OptionSide.Put;
        decimal distance = Math.Max(0m, put ? forward - strike : strike - forward);
        decimal outOfTheMoney = underlying == forward ? distance : distance * underlying / forward;

        decimal least = (rates.InitialMinimum * underlying) + (put ? (rates.PutMinimumMarkRate ?? 0m) * mark : 0m);
        decimal initial = (Math.Max((rates.InitialRate * underlying) - outOfTheMoney, least) * factor) + Math.Max(mark, orderPrice ?? mark);

        decimal rate = rates.MaintenanceRate * underlying;
        decimal core = rates.MaintenanceMinimum is { } minimum ? Math.Max(rate - outOfTheMoney, minimum * underlying) : rate;
        core = Math.Max(core, ((put ? rates.PutMarkRate : rates.CallMarkRate) ?? 0m) * mark);
        decimal maintenance = (core * factor) + mark + ((rates.LiquidationFee ?? 0m) * underlying);
        return (Math.Max(initial, maintenance), maintenance);
    }

    /// <summary>What buying costs: the premium and the fee, which is capped by a part of the price.</summary>
    /// <param name="size">Coins bought, 0 or more.</param>
    /// <param name="price">Price paid, in the currency of the option's mark.</param>
    /// <param name="underlying">Value of one coin of the underlying in that currency.</param>
    /// <param name="taker">Fee as a fraction of the underlying's value.</param>
    /// <param name="cap">Greatest fee as a fraction of the price; null where it has no cap.</param>
    public static (decimal Premium, decimal Fee) Purchase(decimal size, decimal price, decimal underlying, decimal taker, decimal? cap = null) =>
        (size * price, size * (cap is { } most ? Math.Min(taker * underlying, most * price) : taker * underlying));
}
