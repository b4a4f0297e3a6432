using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Pricing;

namespace Plimsoll.Models.Span;

/// <summary>How far prices and volatilities are scanned.</summary>
/// <param name="PriceScanRange">Price scan range of one contract, in the currency of the array; 0 or more.</param>
/// <param name="VolatilityScanRange">Relative change of volatility: 0.6 is up by 60 % and down by 60 %.</param>
/// <param name="ExtremeMultiple">Multiple of the price scan range in the extreme scenarios.</param>
/// <param name="ExtremeCover">Part of the loss there that counts.</param>
internal readonly record struct SpanScan(decimal PriceScanRange, double VolatilityScanRange, decimal ExtremeMultiple, decimal ExtremeCover);

/// <summary>What one long contract loses in each of the sixteen scenarios: losses above 0 and gains below, as clearing houses publish them.</summary>
/// <param name="Losses">Sixteen numbers in the order of <see cref="SpanScenario.All"/>.</param>
internal readonly record struct SpanRiskArray(ImmutableArray<decimal> Losses)
{
    /// <summary>The array of a future.</summary>
    /// <param name="scan">Scan ranges.</param>
    /// <param name="rounding">Unit to which every number is rounded, half away from zero; 0 for none.</param>
    public static SpanRiskArray Future(SpanScan scan, decimal rounding = 1m) =>
        new([.. SpanScenario.All.Select(one => Rounded(-Cover(one, scan) * one.Multiple(scan.ExtremeMultiple) * scan.PriceScanRange, rounding))]);

    /// <summary>The array of an option on the future, repriced by Black-76 a little later.</summary>
    /// <param name="scan">Scan ranges; that of the price for <paramref name="units"/> of the underlying.</param>
    /// <param name="side">Call or put.</param>
    /// <param name="forward">Price of the underlying future; above 0.</param>
    /// <param name="strike">Strike; above 0.</param>
    /// <param name="years">Years to expiry today.</param>
    /// <param name="volatility">Annualised volatility as a fraction.</param>
    /// <param name="lookAheadYears">How much later the scenario is: one day.</param>
    /// <param name="units">Units of the underlying in one contract.</param>
    /// <param name="rounding">As for a future.</param>
    /// <remarks>A price that the scan would take to zero or below is taken as a ten-thousandth of today's.</remarks>
    public static SpanRiskArray Option(SpanScan scan, OptionSide side, double forward, double strike, double years, double volatility, double lookAheadYears, decimal units, decimal rounding = 1m)
    {
        double today = Black76.Value(side, forward, strike, years, volatility);
        double step = (double)(scan.PriceScanRange / units);
        double later = Math.Max(0, years - lookAheadYears);
        return new([.. SpanScenario.All.Select(one =>
        {
            double moved = Math.Max(forward * 1e-4, forward + (step * (double)one.Multiple(scan.ExtremeMultiple)));
            double shocked = one.Volatility switch
            {
                VolatilityMove.Up => volatility * (1 + scan.VolatilityScanRange),
                VolatilityMove.Down => volatility * Math.Max(0, 1 - scan.VolatilityScanRange),
                _ => volatility,
            };
            double loss = today - Black76.Value(side, moved, strike, later, shocked);
            return Rounded(decimal.Round((decimal)(loss * (double)units), 10) * Cover(one, scan), rounding);
        })]);
    }

    /// <summary>The sum of arrays, each times a signed number of contracts.</summary>
    public static SpanRiskArray Sum(IEnumerable<(SpanRiskArray Array, decimal Contracts)> positions)
    {
        decimal[] sum = new decimal[SpanScenario.All.Length];
        foreach ((SpanRiskArray array, decimal contracts) in positions)
            for (int s = 0; s < sum.Length; s++)
                sum[s] += array.Losses[s] * contracts;
        return new([.. sum]);
    }

    /// <summary>Index of the scenario with the greatest loss; of equals the first.</summary>
    public int Worst
    {
        get
        {
            int worst = 0;
            for (int s = 1; s < Losses.Length; s++)
                if (Losses[s] > Losses[worst])
                    worst = s;
            return worst;
        }
    }

    /// <summary>Scanning risk: the greatest loss, not below 0.</summary>
    public decimal ScanRisk => Math.Max(0m, Losses[Worst]);

    /// <summary>What the account gains or loses in each scenario: the array in the sign of profit and loss.</summary>
    public ImmutableArray<decimal> Pnl => [.. Losses.Select(loss => -loss)];

    private static decimal Cover(SpanScenario scenario, SpanScan scan) => scenario.IsExtreme ? scan.ExtremeCover : 1m;

    private static decimal Rounded(decimal loss, decimal unit) => unit == 0m ? loss : decimal.Round(loss / unit, 0, MidpointRounding.AwayFromZero) * unit;
}
