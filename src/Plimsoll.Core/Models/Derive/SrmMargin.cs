using System.Collections.Immutable;
using Plimsoll.Instruments;

namespace Plimsoll.Models.Derive;

/// <summary>The standard manager: each perpetual at its rate, each expiry of options at the better of its isolated shorts and its greatest loss, collateral at a part of its value. USDC.</summary>
/// <param name="Cash">USDC held.</param>
/// <param name="Markets">The underlyings.</param>
internal sealed record SrmMargin(decimal Cash, ImmutableArray<SrmMarketMargin> Markets)
{
    /// <summary>Everything at market.</summary>
    public decimal MarkToMarket => Cash + Markets.Sum(market => market.MarkToMarket);

    /// <summary>What is left after the maintenance requirement; below 0 the account is liquidated.</summary>
    public decimal NetMaintenance => Cash + Markets.Sum(market => market.NetMaintenance);

    /// <summary>What is left after the initial requirement; below 0 no risk may be added.</summary>
    public decimal NetInitial => Cash + Markets.Sum(market => market.NetInitial);

    /// <summary>Margins a portfolio.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="parameters">The rules of an underlying.</param>
    /// <param name="depeg">The rules of a lost peg.</param>
    public static SrmMargin Of(SrmPortfolio portfolio, Func<SrmMarket, SrmMarketParameters> parameters, DepegParameters depeg) =>
        new(portfolio.Cash, [.. portfolio.Markets.Select(market => Of(market, parameters(market), portfolio.StablePrice, depeg))]);

    private static SrmMarketMargin Of(SrmMarket market, SrmMarketParameters parameters, decimal stablePrice, DepegParameters depeg)
    {
        PerpetualHolding perpetual = market.Perpetual;
        OracleContingencyParameters oracle = parameters.OracleContingency;
        decimal size = Math.Abs(perpetual.Size), baseNotional = market.Base * market.Spot, counted = baseNotional * (decimal)(parameters.Base?.MarginFactor ?? 0);
        return new()
        {
            Market = market,
            PerpetualMaintenance = size * perpetual.Price * (decimal)(parameters.Perpetual?.Mm ?? 0),
            PerpetualInitial = size * perpetual.Price * (decimal)(parameters.Perpetual?.Im ?? 0),
            PerpetualDoubt = oracle.Of(perpetual.ConfidenceWith(market.SpotConfidence), oracle.Perp, size * market.Spot),
            Expiries = [.. market.Expiries.Select(expiry => Of(expiry, market, parameters.Option!, oracle))],
            BaseValue = baseNotional / stablePrice,
            BaseMaintenance = counted,
            BaseInitial = counted * (decimal)(parameters.Base?.ImScale ?? 0),
            BaseDoubt = oracle.Of(market.SpotConfidence, oracle.Base, baseNotional),
            Depeg = depeg.Of(stablePrice) * market.DepegUnits * market.Spot,
        };
    }

    private static SrmExpiryMargin Of(SrmExpiry expiry, SrmMarket market, SrmOptionParameters parameters, OracleContingencyParameters oracle)
    {
        // Between strikes the payoff is straight, so the worst settlement is at 0, at a strike, or without end above the last one.
        decimal greatestLoss = 0m;
        foreach (decimal price in expiry.Options.Select(option => option.Strike).Append(0m)) greatestLoss = Math.Min(greatestLoss, expiry.Options.Sum(option => option.Payoff(price)));
        decimal unpaired = Math.Min(0m, expiry.NetCalls) * expiry.Forward;
        return new()
        {
            Value = expiry.Options.Sum(option => option.Value),
            IsolatedMaintenance = expiry.Options.Sum(option => Isolated(option, market.Spot, parameters, initial: false)),
            IsolatedInitial = expiry.Options.Sum(option => Isolated(option, market.Spot, parameters, initial: true)),
            GreatestLossMaintenance = greatestLoss + (unpaired * (decimal)parameters.UnpairedMmScale),
            GreatestLossInitial = greatestLoss + (unpaired * (decimal)parameters.UnpairedImScale),
            Doubt = oracle.Of(Math.Min(market.SpotConfidence, expiry.Confidence), oracle.Option, expiry.Sold * market.Spot),
        };
    }

    // The margin of one option on its own, at most 0: a bought one adds nothing.
    private static decimal Isolated(SrmOption option, decimal spot, SrmOptionParameters parameters, bool initial)
    {
        if (option.Amount >= 0m) return 0m;
        decimal rate = Math.Max((decimal)parameters.MaxSpotReq - option.OutOfTheMoney(spot), (decimal)parameters.MinSpotReq);
        decimal atInitial = (rate * spot * option.Amount) + option.Value;
        if (option.Side == OptionSide.Call) return initial ? atInitial : ((decimal)parameters.MmCallSpotReq * spot * option.Amount) + option.Value;
        decimal maintenance = Math.Min((decimal)parameters.MmPutSpotReq * spot * option.Amount, (decimal)parameters.MmPutMtmReq * option.Value) + option.Value;
        return initial ? Math.Min(atInitial, maintenance * (decimal)parameters.MmOffsetScale) : maintenance;
    }
}

/// <summary>What one underlying needs and gives.</summary>
internal sealed record SrmMarketMargin
{
    /// <summary>The underlying with its positions.</summary>
    public required SrmMarket Market { get; init; }

    /// <summary>Maintenance margin of the perpetual.</summary>
    public required decimal PerpetualMaintenance { get; init; }

    /// <summary>Initial margin of the perpetual.</summary>
    public required decimal PerpetualInitial { get; init; }

    /// <summary>What initial margin adds for feeds of the perpetual that are unsure.</summary>
    public required decimal PerpetualDoubt { get; init; }

    /// <summary>The expiries, in the order of the positions.</summary>
    public required ImmutableArray<SrmExpiryMargin> Expiries { get; init; }

    /// <summary>Value of the coin in USDC.</summary>
    public required decimal BaseValue { get; init; }

    /// <summary>What of it counts.</summary>
    public required decimal BaseMaintenance { get; init; }

    /// <summary>What of it counts for initial margin.</summary>
    public required decimal BaseInitial { get; init; }

    /// <summary>What initial margin adds for a spot feed that is unsure.</summary>
    public required decimal BaseDoubt { get; init; }

    /// <summary>What initial margin adds for a lost peg.</summary>
    public required decimal Depeg { get; init; }

    /// <summary>Everything at market but cash.</summary>
    public decimal MarkToMarket => Expiries.Sum(expiry => expiry.Value) + Market.Perpetual.UnrealisedPnl + BaseValue;

    /// <summary>What initial margin takes of equity.</summary>
    public decimal InitialRequirement =>
        PerpetualInitial + PerpetualDoubt + Expiries.Sum(expiry => expiry.InitialRequirement + expiry.Doubt) + BaseMaintenance - BaseInitial + BaseDoubt + Depeg;

    /// <summary>Part of the net maintenance margin.</summary>
    public decimal NetMaintenance => Expiries.Sum(expiry => expiry.Maintenance) + Market.Perpetual.UnrealisedPnl - PerpetualMaintenance + BaseMaintenance;

    /// <summary>Part of the net initial margin.</summary>
    public decimal NetInitial => Expiries.Sum(expiry => expiry.Initial - expiry.Doubt) + Market.Perpetual.UnrealisedPnl - PerpetualInitial - PerpetualDoubt + BaseInitial - BaseDoubt - Depeg;
}

/// <summary>What one expiry of options needs: margins at most 0, the options' value in them.</summary>
internal sealed record SrmExpiryMargin
{
    /// <summary>Value of the options at market.</summary>
    public required decimal Value { get; init; }

    /// <summary>Maintenance margin of the options sold, each on its own.</summary>
    public required decimal IsolatedMaintenance { get; init; }

    /// <summary>Initial margin of the options sold, each on its own.</summary>
    public required decimal IsolatedInitial { get; init; }

    /// <summary>Greatest loss at settlement with net calls at the scale of maintenance margin.</summary>
    public required decimal GreatestLossMaintenance { get; init; }

    /// <summary>Greatest loss at settlement with net calls at the scale of initial margin.</summary>
    public required decimal GreatestLossInitial { get; init; }

    /// <summary>What initial margin adds for feeds that are unsure.</summary>
    public required decimal Doubt { get; init; }

    /// <summary>What maintenance margin takes of equity, in which the options are counted at market. Not below 0, where marks that admit arbitrage would lead.</summary>
    public decimal MaintenanceRequirement => Math.Max(0m, Value - Maintenance);

    /// <summary>What initial margin takes of equity.</summary>
    public decimal InitialRequirement => Math.Max(0m, Value - Initial);

    /// <summary>Maintenance margin: the better of the two.</summary>
    public decimal Maintenance => Math.Max(IsolatedMaintenance, GreatestLossMaintenance);

    /// <summary>Initial margin: the better of the two.</summary>
    public decimal Initial => Math.Max(IsolatedInitial, GreatestLossInitial);
}
