using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Paradex;

/// <summary>Which of Paradex's two margins an account is under.</summary>
public enum ParadexMarginMode
{
    /// <summary>Each market on its own: every account.</summary>
    Cross,

    /// <summary>Scenarios over each underlying: accounts admitted to it.</summary>
    Portfolio,
}

/// <summary>The parameters of Paradex's margin. Formulas in docs/models/paradex.md.</summary>
public sealed record ParadexParameters : IModelParameters
{
    /// <summary>Cross or portfolio margin.</summary>
    [Parameter("Cross or portfolio margin")]
    public required ParadexMarginMode Mode { get; init; }

    /// <summary>Rules by underlying.</summary>
    [Parameter("Rules by underlying; an underlying that stands nowhere is not listed")]
    public required ImmutableArray<ParadexMarket> Markets { get; init; }

    /// <summary>Maintenance margin as a part of initial margin, before provisions.</summary>
    [Parameter("Maintenance margin as a part of initial margin, before provisions", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal MmfFactor { get; init; }

    /// <summary>Fee of a taker in perpetuals.</summary>
    [Parameter("Fee of a taker in perpetuals, part of notional", Unit = "fraction", Minimum = 0, Maximum = 0.01)]
    public required decimal PerpetualTakerFee { get; init; }

    /// <summary>Fee of a taker in options.</summary>
    [Parameter("Fee of a taker in options, part of the underlying's value", Unit = "fraction", Minimum = 0, Maximum = 0.01)]
    public required decimal OptionTakerFee { get; init; }

    /// <summary>Greatest fee in options, part of the premium.</summary>
    [Parameter("Greatest fee in options, part of the premium", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal OptionFeeCap { get; init; }

    /// <summary>Offsets between options of one expiry in cross margin; absent where each option is margined apart.</summary>
    [Parameter("Offsets between options of one expiry in cross margin; absent where each option is margined apart")]
    public OptionSpreadParameters? OptionSpread { get; init; }

    /// <summary>The volatility shock's dependence on the time to expiry.</summary>
    [Parameter("How the volatility shock of the scan depends on the time to expiry")]
    public required ScanTerm ScanTerm { get; init; }

    /// <summary>Hours of funding that portfolio margin reserves.</summary>
    [Parameter("Hours of funding that portfolio margin reserves", Unit = "hours", Minimum = 0, Maximum = 24)]
    public required decimal FundingHours { get; init; }

    /// <summary>Funding rate over those hours where the market states none, paid by either side.</summary>
    [Parameter("Funding over those hours where the market states no rate, paid by either side", Unit = "fraction", Minimum = 0, Maximum = 0.05)]
    public required decimal FundingUnstated { get; init; }

    /// <summary>How an account below maintenance margin is liquidated.</summary>
    [Parameter("How an account below maintenance margin is liquidated")]
    public required LiquidationParameters Liquidation { get; init; }

    /// <summary>The rules of an underlying; null where there are none.</summary>
    internal ParadexMarket? Of(Currency underlying) => Markets.FirstOrDefault(market => market.Assets.Contains(underlying));

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        for (int i = 0; i < Markets.Length; i++)
        {
            ParadexMarket market = Markets[i];
            string place = $"markets[{i}]";
            foreach (Currency asset in market.Assets.Where(asset => Markets.Take(i).Any(other => other.Assets.Contains(asset)))) problems.Add(new(place + ".assets", $"{asset} stands in another market already; an asset belongs to one."));
            if (Mode == ParadexMarginMode.Portfolio && market.Scan is null) problems.Add(new(place + ".scan", "is missing; portfolio margin needs the scenarios of every market."));
            if (market.Scan is { Scenarios.IsEmpty: true }) problems.Add(new(place + ".scan.scenarios", "is empty; give at least one."));
            if (market.Option is { } option && option.ShortOtmFraction > option.ShortItmFraction)
                problems.Add(new(place + ".option.shortOtmFraction", FormattableString.Invariant($"{option.ShortOtmFraction} is above shortItmFraction {option.ShortItmFraction}; a minimum is at most the rate.")));
        }

        if (OptionSpread is { } spread && spread.UnpairedScaleMaintenance > spread.UnpairedScaleInitial)
            problems.Add(new("optionSpread.unpairedScaleMaintenance", FormattableString.Invariant($"{spread.UnpairedScaleMaintenance} is above unpairedScaleInitial {spread.UnpairedScaleInitial}; maintenance is at most initial.")));
        return problems.ToImmutable();
    }
}

/// <summary>The rules of some underlyings.</summary>
public sealed record ParadexMarket
{
    /// <summary>The underlyings.</summary>
    [Parameter("Underlyings with these rules")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Initial margin fraction of the perpetual at the greatest leverage.</summary>
    [Parameter("Initial margin fraction of the perpetual at the greatest leverage", Unit = "fraction", Minimum = 0.001, Maximum = 1)]
    public required decimal Imf { get; init; }

    /// <summary>Cross margin of options; absent where none are listed.</summary>
    [Parameter("Cross margin of options; absent where none are listed")]
    public ParadexOptionRates? Option { get; init; }

    /// <summary>Portfolio margin; absent where it is not taken.</summary>
    [Parameter("Portfolio margin; absent where it is not taken")]
    public ParadexScan? Scan { get; init; }
}

/// <summary>Cross margin of options at initial margin; maintenance margin takes the maintenance factor of every fraction.</summary>
public sealed record ParadexOptionRates
{
    /// <summary>Part of its mark that a bought option needs.</summary>
    [Parameter("Part of its mark that a bought option needs", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal PremiumMultiplier { get; init; }

    /// <summary>The most that a bought option needs, part of spot.</summary>
    [Parameter("The most that a bought option needs, part of spot", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal LongItmFraction { get; init; }

    /// <summary>What a sold option needs before what it is out of the money is taken off, part of spot.</summary>
    [Parameter("What a sold option needs before what it is out of the money is taken off, part of spot", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal ShortItmFraction { get; init; }

    /// <summary>The least that a sold option needs, part of spot.</summary>
    [Parameter("The least that a sold option needs, part of spot", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal ShortOtmFraction { get; init; }
}

/// <summary>Options of one underlying and expiry as a group.</summary>
public sealed record OptionSpreadParameters
{
    /// <summary>Multiple of spot charged for each call sold net, initial margin.</summary>
    [Parameter("Multiple of spot charged for each call sold net in a group of options, initial margin", Unit = "multiple", Minimum = 0, Maximum = 3)]
    public required decimal UnpairedScaleInitial { get; init; }

    /// <summary>The same for maintenance margin.</summary>
    [Parameter("Multiple of spot charged for each call sold net in a group of options, maintenance margin", Unit = "multiple", Minimum = 0, Maximum = 3)]
    public required decimal UnpairedScaleMaintenance { get; init; }
}

/// <summary>Portfolio margin of one underlying.</summary>
public sealed record ParadexScan
{
    /// <summary>The scenarios.</summary>
    [Parameter("Scenarios of spot and volatility; the worst weighted loss counts")]
    public required ImmutableArray<ScanScenario> Scenarios { get; init; }

    /// <summary>Least rise of volatilities in a scenario that raises them, whatever the time to expiry.</summary>
    [Parameter("Least relative rise of volatilities in a scenario that raises them, whatever the time to expiry", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double MinVolShockUp { get; init; }

    /// <summary>Minimum charge on the net delta, part of its value.</summary>
    [Parameter("Minimum charge on the net delta, part of its value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal UnhedgedMarginFactor { get; init; }

    /// <summary>Minimum charge on delta held on both sides, part of its value.</summary>
    [Parameter("Minimum charge on delta held on both sides, part of its value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal HedgedMarginFactor { get; init; }
}

/// <summary>One scenario of the scan.</summary>
public sealed record ScanScenario
{
    /// <summary>Relative move of spot.</summary>
    [Parameter("Relative move of spot", Unit = "fraction", Minimum = -0.99, Maximum = 10)]
    public required double Spot { get; init; }

    /// <summary>Relative move of volatilities at 30 days.</summary>
    [Parameter("Relative move of volatilities at 30 days", Unit = "fraction", Minimum = -1, Maximum = 10)]
    public required double Vol { get; init; }

    /// <summary>Part of the loss that counts.</summary>
    [Parameter("Part of the loss that counts", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Weight { get; init; }
}

/// <summary>How the volatility shock depends on the time to expiry: (30 / max(floor, days))^power.</summary>
public sealed record ScanTerm
{
    /// <summary>Least days that count.</summary>
    [Parameter("Least days to expiry that count", Unit = "days", Minimum = 0.01, Maximum = 30)]
    public required double DteFloor { get; init; }

    /// <summary>Power below 30 days.</summary>
    [Parameter("Power below 30 days", Unit = "power", Minimum = 0, Maximum = 2)]
    public required double ShortPower { get; init; }

    /// <summary>Power from 30 days on.</summary>
    [Parameter("Power from 30 days on", Unit = "power", Minimum = 0, Maximum = 2)]
    public required double LongPower { get; init; }
}

/// <summary>How an account below maintenance margin is liquidated.</summary>
public sealed record LiquidationParameters
{
    /// <summary>Penalty of a full liquidation, part of maintenance margin.</summary>
    [Parameter("Penalty of a full liquidation, part of maintenance margin", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal Fee { get; init; }

    /// <summary>Step of the share that is liquidated.</summary>
    [Parameter("Step of the share that is liquidated", Unit = "fraction", Minimum = 0.01, Maximum = 1)]
    public required decimal Step { get; init; }

    /// <summary>Margin ratio that a liquidation must get below.</summary>
    [Parameter("Maintenance margin over account value that a liquidation must get below", Unit = "fraction", Minimum = 0.1, Maximum = 1)]
    public required decimal TargetRatio { get; init; }
}
