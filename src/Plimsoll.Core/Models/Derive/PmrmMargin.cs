using System.Collections.Immutable;

namespace Plimsoll.Models.Derive;

/// <summary>PMRM v1: the worst of a grid of spot and volatility scenarios and the basis contingency, with static contingencies inside the factor of initial margin. USDC.</summary>
internal sealed record PmrmMargin
{
    /// <summary>USDC held.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Value of the options at the model's volatilities.</summary>
    public required decimal OptionValue { get; init; }

    /// <summary>Value of the base coin in USDC.</summary>
    public required decimal BaseValue { get; init; }

    /// <summary>Unrealised profit and loss of the perpetual.</summary>
    public required decimal UnrealisedPnl { get; init; }

    /// <summary>Profit or loss of each scenario, losses below 0.</summary>
    public required ImmutableArray<decimal> ScenarioPnl { get; init; }

    /// <summary>Basis contingency of all expiries, at most 0.</summary>
    public required decimal BasisContingency { get; init; }

    /// <summary>Index of the worst scenario; the number of scenarios where the basis contingency is worse than all.</summary>
    public required int Worst { get; init; }

    /// <summary>Min SPAN: profit or loss of the worst of the scenarios and the basis contingency, at most 0.</summary>
    public required decimal MinSpan { get; init; }

    /// <summary>Static contingency of the perpetual.</summary>
    public required decimal PerpetualContingency { get; init; }

    /// <summary>Static contingency of the base coin.</summary>
    public required decimal BaseContingency { get; init; }

    /// <summary>Static contingency of net naked shorts.</summary>
    public required decimal OptionContingency { get; init; }

    /// <summary>Confidence contingency, initial margin only.</summary>
    public required decimal ConfidenceContingency { get; init; }

    /// <summary>Factor of initial margin with what a lost peg adds.</summary>
    public required decimal InitialFactor { get; init; }

    /// <summary>Everything at market but cash.</summary>
    public decimal MarkToMarket => OptionValue + BaseValue + UnrealisedPnl;

    /// <summary>The static contingencies together.</summary>
    public decimal StaticContingency => PerpetualContingency + BaseContingency + OptionContingency;

    /// <summary>What initial margin takes of equity.</summary>
    public decimal InitialRequirement => ((StaticContingency - MinSpan) * InitialFactor) + ConfidenceContingency;

    /// <summary>What is left after the maintenance requirement; below 0 the account is liquidated.</summary>
    public decimal NetMaintenance => MinSpan - StaticContingency + MarkToMarket + Cash;

    /// <summary>What is left after the initial requirement; below 0 no risk may be added.</summary>
    public decimal NetInitial => MarkToMarket + Cash - InitialRequirement;

    /// <summary>Margins a portfolio.</summary>
    public static PmrmMargin Of(PmrmPortfolio portfolio, PmrmMarginParameters parameters)
    {
        ImmutableArray<MarginScenario> scenarios = parameters.Scenarios;
        decimal spot = portfolio.Spot, baseValue = portfolio.Base * spot / portfolio.StablePrice;
        PerpetualHolding perpetual = portfolio.Perpetual;
        double[] pnl = [.. scenarios.Select(scenario => perpetual.Pnl(scenario.SpotShock) + ((double)baseValue * (scenario.SpotShock - 1)))];
        double optionValue = 0, basis = 0, confidence = perpetual.ConfidenceWith(portfolio.SpotConfidence);
        decimal nakedShorts = 0m, doubt = parameters.FeedContingency.Confidence(confidence, (Math.Abs(perpetual.Size) + portfolio.Base) * spot);
        foreach (ExpiryHoldings expiry in portfolio.Expiries)
        {
            double[] values = expiry.Values(Shocks(expiry, parameters), discount: 1);
            double value = values[^3], discount = parameters.StaticDiscount(expiry);
            for (int i = 0; i < pnl.Length; i++) pnl[i] += (values[i] > 0 ? values[i] * discount : values[i]) - value;
            optionValue += value;
            basis += parameters.BasisContingency.Of(value, values[^2], values[^1], expiry.Years);
            nakedShorts += expiry.NetNakedShorts;
            doubt += parameters.FeedContingency.Confidence(Math.Min(confidence, expiry.Confidence), expiry.GrossAmount * spot);
        }

        int worst = pnl.Length;
        double least = basis;
        for (int i = 0; i < pnl.Length; i++)
            if (!(pnl[i] >= least)) (worst, least) = (i, pnl[i]);
        return new()
        {
            Cash = portfolio.Cash,
            OptionValue = FixedPoint.FromEstimate(optionValue),
            BaseValue = baseValue,
            UnrealisedPnl = perpetual.UnrealisedPnl,
            ScenarioPnl = [.. pnl.Select(FixedPoint.FromEstimate)],
            BasisContingency = FixedPoint.FromEstimate(basis),
            Worst = worst,
            MinSpan = FixedPoint.FromEstimate(least),
            PerpetualContingency = Math.Abs(perpetual.Size) * (decimal)parameters.PerpPercent * spot,
            BaseContingency = portfolio.Base * (decimal)parameters.BasePercent * spot,
            OptionContingency = nakedShorts * (decimal)parameters.OptionPercent * spot,
            ConfidenceContingency = doubt,
            InitialFactor = (decimal)parameters.ImFactor + parameters.FeedContingency.PegLoss(portfolio.StablePrice),
        };
    }

    // Every scenario, then the expiry as it is and the two moves of the basis contingency.
    private static ExpiryShock[] Shocks(ExpiryHoldings expiry, PmrmMarginParameters parameters)
    {
        VolatilityShockParameters volatility = parameters.VolShock;
        ExpiryShock Parallel(double spotShock, VolShockDirection shock) =>
            ExpiryShock.Parallel((expiry.ForwardVariable * spotShock) + expiry.ForwardFixed, volatility.Multiplier(shock, expiry.Days));
        return
        [
            .. parameters.Scenarios.Select(scenario => Parallel(scenario.SpotShock, scenario.VolShock)),
            Parallel(1, VolShockDirection.None),
            Parallel(parameters.BasisContingency.ScenarioSpotUp, VolShockDirection.None),
            Parallel(parameters.BasisContingency.ScenarioSpotDown, VolShockDirection.None),
        ];
    }
}
