using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Deribit;

/// <summary>The parameters of Deribit's segregated portfolio margin, as <c>private/pme/simulate</c> returns them. Formulas in docs/models/deribit-pm.md.</summary>
public sealed record DeribitPortfolioParameters : IModelParameters
{
    /// <summary>Maintenance margin as a part of the risk-matrix margin (mm_factor).</summary>
    [Parameter("Maintenance margin as a part of the risk-matrix margin (mm_factor)", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double MaintenanceFactor { get; init; }

    /// <summary>Price buckets on either side of the price today (buckets_count).</summary>
    [Parameter("Price buckets on either side of the price today (buckets_count)", Minimum = 1, Maximum = 50)]
    public required int Buckets { get; init; }

    /// <summary>Moves of the extended table.</summary>
    [Parameter("Relative moves of the extended table, rising", Unit = "fraction")]
    public required ImmutableArray<double> ExtendedMoves { get; init; }

    /// <summary>Decimals to which the worst case and the initial margin are rounded, half up.</summary>
    [Parameter("Decimals to which the worst case and the initial margin are rounded, half up", Minimum = 0, Maximum = 18)]
    public required int Decimals { get; init; }

    /// <summary>A mark or index older than this is a gap.</summary>
    [Parameter("Age from which a mark or an index is missing", Unit = "hours", Minimum = 0.001, Maximum = 8760)]
    public required double MaximumAgeHours { get; init; }

    /// <summary>Parameters by settlement currency.</summary>
    [Parameter("Parameters by settlement currency")]
    public required ImmutableArray<DeribitCurrencyParameters> Currencies { get; init; }

    /// <summary>Parameters by currency pair.</summary>
    [Parameter("Parameters by currency pair")]
    public required ImmutableArray<DeribitPairParameters> Pairs { get; init; }

    /// <summary>The parameters of a settlement currency; null when there are none.</summary>
    internal DeribitCurrencyParameters? CurrencyOf(Currency settle) => Currencies.FirstOrDefault(one => one.Settlements.Contains(settle));

    /// <summary>The parameters of an underlying against the dollar; null when there are none.</summary>
    internal DeribitPairParameters? PairOf(Currency underlying) => Pairs.FirstOrDefault(one => one.Underlying == underlying);

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        for (int i = 0; i < ExtendedMoves.Length; i++)
            if (!(ExtendedMoves[i] > -1) || ExtendedMoves[i] == 0 || (i > 0 && ExtendedMoves[i] <= ExtendedMoves[i - 1]))
                problems.Add(new($"extendedMoves[{i}]", FormattableString.Invariant($"{ExtendedMoves[i]} is 0, not above -1 or not above the move before; write rising moves other than 0.")));
        var settlements = new HashSet<Currency>();
        for (int i = 0; i < Currencies.Length; i++)
            foreach (Currency settle in Currencies[i].Settlements)
                if (!settlements.Add(settle))
                    problems.Add(new($"currencies[{i}].settlements", $"{settle} stands twice; a settlement currency has one set of parameters."));
        var underlyings = new HashSet<Currency>();
        for (int i = 0; i < Pairs.Length; i++)
            if (!underlyings.Add(Pairs[i].Underlying))
                problems.Add(new($"pairs[{i}].underlying", $"{Pairs[i].Underlying} stands twice; a pair has one set of parameters."));
        return problems.ToImmutable();
    }
}

/// <summary>What depends on the currency that positions settle in.</summary>
public sealed record DeribitCurrencyParameters
{
    /// <summary>The settlement currencies.</summary>
    [Parameter("Settlement currencies these parameters are for")]
    public required ImmutableArray<Currency> Settlements { get; init; }

    /// <summary>Least move between expiries (min_annualised_move).</summary>
    [Parameter("Least move between expiries (min_annualised_move)", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double MinimumMove { get; init; }

    /// <summary>Annual rate that the basis may move by (annualised_move_risk).</summary>
    [Parameter("Annual rate that the basis may move by (annualised_move_risk)", Unit = "per year", Minimum = 0, Maximum = 1)]
    public required double AnnualMove { get; init; }

    /// <summary>Part of a pair's gain that offsets losses of others (pnl_offset).</summary>
    [Parameter("Part of a pair's gain that offsets losses of others (pnl_offset)", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double PnlOffset { get; init; }

    /// <summary>The most of such gain (max_offsetable_pnl).</summary>
    [Parameter("The most of a pair's gain that offsets losses (max_offsetable_pnl)", Unit = "USD", Minimum = 0)]
    public required double MaximumOffset { get; init; }

    /// <summary>Allowance of the extended table for one price range beyond the first (extended_dampener).</summary>
    [Parameter("What the extended table forgives for each price range beyond the first (extended_dampener)", Unit = "USD", Minimum = 0)]
    public required double Dampener { get; init; }
}

/// <summary>What depends on the underlying.</summary>
public sealed record DeribitPairParameters
{
    /// <summary>The underlying; its price is that in US dollars.</summary>
    [Parameter("The underlying, priced in US dollars")]
    public required Currency Underlying { get; init; }

    /// <summary>Greatest move of the standard table (price_range).</summary>
    [Parameter("Greatest move of the standard table (price_range)", Unit = "fraction", Minimum = 0.001, Maximum = 0.99)]
    public required double PriceRange { get; init; }

    /// <summary>Relative rise of volatility at 30 days (volatility_range_up).</summary>
    [Parameter("Relative rise of volatility at 30 days (volatility_range_up)", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double VolatilityUp { get; init; }

    /// <summary>Relative fall of volatility at 30 days (volatility_range_down).</summary>
    [Parameter("Relative fall of volatility at 30 days (volatility_range_down)", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double VolatilityDown { get; init; }

    /// <summary>Least volatility after the rise (min_volatility_for_shock_up).</summary>
    [Parameter("Least volatility after the rise (min_volatility_for_shock_up)", Unit = "per year", Minimum = 0, Maximum = 10)]
    public required double LeastVolatilityUp { get; init; }

    /// <summary>Power of 30 / days below 30 days (short_term_vega_power).</summary>
    [Parameter("Power of 30 / days below 30 days to expiry (short_term_vega_power)", Unit = "power", Minimum = 0, Maximum = 2)]
    public required double ShortPower { get; init; }

    /// <summary>Power of 30 / days from 30 days on (long_term_vega_power).</summary>
    [Parameter("Power of 30 / days from 30 days to expiry on (long_term_vega_power)", Unit = "power", Minimum = 0, Maximum = 2)]
    public required double LongPower { get; init; }

    /// <summary>Factor of the extended table (extended_table_factor).</summary>
    [Parameter("Factor of the extended table (extended_table_factor)", Unit = "factor", Minimum = 0, Maximum = 10)]
    public required double ExtendedFactor { get; init; }

    /// <summary>Slope of the charge on a large delta (m_inc).</summary>
    [Parameter("Slope of the charge on a large delta (m_inc)", Unit = "per coin", Minimum = 0, Maximum = 1)]
    public required double DeltaSlope { get; init; }

    /// <summary>Delta above which it is charged (delta_total_liq_shock_threshold).</summary>
    [Parameter("Delta above which a large delta is charged (delta_total_liq_shock_threshold)", Unit = "USD", Minimum = 0)]
    public required double DeltaThreshold { get; init; }

    /// <summary>Greatest charge on a large delta (max_delta_shock).</summary>
    [Parameter("Greatest charge on a large delta, part of it (max_delta_shock)", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double DeltaCap { get; init; }
}
