using Plimsoll.Collateral;
using Plimsoll.Liquidity;
using Plimsoll.Scaling;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>How one asset counts as collateral: section 8 of the model's page. US dollars.</summary>
/// <param name="Rate">η: the part of the first bracket that is not counted.</param>
/// <param name="Cap">Value from which nothing more counts.</param>
internal readonly record struct CollateralCount(double Rate, double Cap)
{
    /// <summary>The rate and cap of an asset at one margin period.</summary>
    public static CollateralCount Of(NativeMarket market, HorizonRisk horizon, Currency asset)
    {
        if (asset.IsUsd) return new(0, double.PositiveInfinity);
        NativeParameters parameters = market.Parameters;
        LiquidityClass group = parameters.ClassOf(asset);
        LiquidityView liquidity = market.Liquidity(asset);
        double cap = Math.Max(group.CollateralFloor, parameters.Collateral.VolumeShare * parameters.Size.VolumeStress * liquidity.DailyVolume * horizon.Hours / 24);
        if (parameters.Collateral.Float is { } floats && floats.TryGetValue(asset.Code, out double coins))
            cap = Math.Min(cap, parameters.Collateral.FloatShare * coins * (market.Price(asset) ?? 0));
        if (parameters.Collateral.Affiliated.Contains(asset)) return new(1, cap);
        if (group.Peg == true) return new(group.HaircutFloor, cap);
        Factor factor = horizon.Factors.Of(asset);
        double v = parameters.MarketRisk.StressedWeight;
        double shortfall = Math.Max(factor.Down.Initial, ((1 - v) * factor.Down.Initial) + (v * factor.StressedDown));
        return new(Math.Min(1, Math.Max(group.HaircutFloor, shortfall) + (liquidity.StressedSpread / 2)), cap);
    }

    /// <summary>The part of a value that is not counted.</summary>
    public double HaircutOn(double value, CollateralParameters parameters)
    {
        if (Rate == 0) return 0;
        (double rate, double cap) = (Rate, Cap);
        double from = 0;
        HaircutSchedule schedule = HaircutSchedule.Create(
        [
            .. parameters.Brackets.Select(bracket =>
            {
                var slice = new Bracket(from, bracket.UpTo * cap, Math.Min(1, rate * bracket.Multiple));
                from = slice.Upper;
                return slice;
            }),
        ]);
        return value - schedule.CountedValue(value);
    }
}
