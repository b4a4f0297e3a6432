using System.Collections.Immutable;

namespace Plimsoll.Models.Derive;

/// <summary>PMRM_2: the worst of dampened scenarios, skew scenarios and the basis contingency, with contingencies outside the factors. USDC.</summary>
internal sealed record Pmrm2Margin
{
    /// <summary>USDC held.</summary>
    public required decimal Cash { get; init; }

    /// <summary>Value of the options at the model's volatilities, discounted.</summary>
    public required decimal OptionValue { get; init; }

    /// <summary>The collateral.</summary>
    public required ImmutableArray<CollateralHolding> Collaterals { get; init; }

    /// <summary>Value of the collateral without haircut.</summary>
    public required decimal CollateralValue { get; init; }

    /// <summary>Unrealised profit and loss of the perpetual with unsettled funding.</summary>
    public required decimal UnrealisedPnl { get; init; }

    /// <summary>Profit or loss of each scenario, losses below 0.</summary>
    public required ImmutableArray<decimal> ScenarioPnl { get; init; }

    /// <summary>Basis contingency of all expiries, at most 0.</summary>
    public required decimal BasisContingency { get; init; }

    /// <summary>Index of the worst scenario; the number of scenarios where the basis contingency is worse than all.</summary>
    public required int Worst { get; init; }

    /// <summary>Min SPAN: profit or loss of the worst of the scenarios and the basis contingency, at most 0.</summary>
    public required decimal MinSpan { get; init; }

    /// <summary>Contingency of the perpetual.</summary>
    public required StagedCharge Perpetual { get; init; }

    /// <summary>Contingency of net naked shorts.</summary>
    public required StagedCharge NakedShorts { get; init; }

    /// <summary>Haircut of each collateral, in the order of the portfolio.</summary>
    public required ImmutableArray<StagedCharge> Haircuts { get; init; }

    /// <summary>Confidence contingency of spot and perpetual, of options and of collateral; initial margin only.</summary>
    public required decimal ConfidenceContingency { get; init; }

    /// <summary>Factor of maintenance margin.</summary>
    public required decimal MaintenanceFactor { get; init; }

    /// <summary>Factor of initial margin with what a lost peg adds.</summary>
    public required decimal InitialFactor { get; init; }

    /// <summary>Everything at market but cash.</summary>
    public decimal MarkToMarket => OptionValue + CollateralValue + UnrealisedPnl;

    /// <summary>What initial margin takes of equity, in which collateral is counted after the haircut of maintenance margin.</summary>
    public decimal InitialRequirement => (-MinSpan * InitialFactor) + Perpetual.Initial + NakedShorts.Initial + Haircuts.Sum(haircut => haircut.InitialOnTop) + ConfidenceContingency;

    /// <summary>What is left after the maintenance requirement; below 0 the account is liquidated.</summary>
    public decimal NetMaintenance => (MinSpan * MaintenanceFactor) - Perpetual.Maintenance - NakedShorts.Maintenance - Haircuts.Sum(haircut => haircut.Maintenance) + MarkToMarket + Cash;

    /// <summary>What is left after the initial requirement; below 0 no risk may be added.</summary>
    public decimal NetInitial => MarkToMarket + Cash - Haircuts.Sum(haircut => haircut.Maintenance) - InitialRequirement;

    /// <summary>Margins a portfolio.</summary>
    public static Pmrm2Margin Of(Pmrm2Portfolio portfolio, Pmrm2MarginParameters parameters)
    {
        FeedContingencyParameters feeds = parameters.FeedContingency;
        decimal spot = portfolio.Spot, stable = portfolio.StablePrice;
        PerpetualHolding perpetual = portfolio.Perpetual;
        double offsetting = (double)portfolio.Collaterals.Where(one => one.RiskCancelling).Sum(one => one.Value(stable));
        double[] pnl = [.. parameters.Scenarios.Select(scenario => scenario.Part * (perpetual.Pnl(scenario.SpotShock) + (offsetting * (scenario.SpotShock - 1))))];
        double optionValue = 0, basis = 0, confidence = perpetual.ConfidenceWith(portfolio.SpotConfidence);
        decimal nakedShorts = 0m, perpetualNotional = Math.Abs(perpetual.Size) * spot, doubt = feeds.Confidence(confidence, perpetualNotional);
        foreach (ExpiryHoldings expiry in portfolio.Expiries)
        {
            double[] values = expiry.Values(Shocks(expiry, parameters), Math.Exp(-expiry.FlooredRate * expiry.Years));
            double value = values[^3];
            (double above, double below) = parameters.StaticDiscounts(expiry);
            for (int i = 0; i < pnl.Length; i++)
            {
                MarginScenario scenario = parameters.Scenarios[i];
                double change = scenario.Part * ((values[i] * (values[i] >= 0 ? above : below)) - value);
                pnl[i] += scenario.VolShock is VolShockDirection.Linear or VolShockDirection.Abs ? -Math.Abs(change) : change;
            }

            optionValue += value;
            basis += parameters.BasisContingency.Of(value, values[^2], values[^1], expiry.Years);
            nakedShorts += expiry.NetNakedShorts * spot;
            doubt += feeds.Confidence(Math.Min(confidence, expiry.Confidence), expiry.GrossAmount * spot);
        }

        // A collateral is doubted with its own feed and that of spot, not with that of the perpetual.
        foreach (CollateralHolding one in portfolio.Collaterals) doubt += feeds.Confidence(Math.Min(one.Confidence, portfolio.SpotConfidence), one.Value(stable));
        int worst = pnl.Length;
        double least = basis;
        for (int i = 0; i < pnl.Length; i++)
            if (!(pnl[i] >= least)) (worst, least) = (i, pnl[i]);
        return new()
        {
            Cash = portfolio.Cash,
            OptionValue = FixedPoint.FromEstimate(optionValue),
            Collaterals = portfolio.Collaterals,
            CollateralValue = portfolio.Collaterals.Sum(one => one.Value(stable)),
            UnrealisedPnl = perpetual.UnrealisedPnl,
            ScenarioPnl = [.. pnl.Select(FixedPoint.FromEstimate)],
            BasisContingency = FixedPoint.FromEstimate(basis),
            Worst = worst,
            MinSpan = FixedPoint.FromEstimate(least),
            Perpetual = new(perpetualNotional * (decimal)parameters.MmPerpPct, perpetualNotional * (decimal)parameters.ImPerpPct),
            NakedShorts = new(nakedShorts * (decimal)parameters.MmOptionPct, nakedShorts * (decimal)parameters.ImOptionPct),
            Haircuts = [.. portfolio.Collaterals.Select(one => new StagedCharge(one.Value(stable) * one.MmHaircut, one.Value(stable) * one.ImHaircut))],
            ConfidenceContingency = doubt,
            MaintenanceFactor = (decimal)parameters.MmFactor,
            InitialFactor = (decimal)parameters.ImFactor + feeds.PegLoss(stable),
        };
    }

    // Every scenario, then the expiry as it is and the two moves of the basis contingency.
    private static ExpiryShock[] Shocks(ExpiryHoldings expiry, Pmrm2MarginParameters parameters)
    {
        VolatilityShockParameters volatility = parameters.VolShock;
        ExpiryShock Parallel(double spotShock, VolShockDirection shock) => ExpiryShock.Parallel(
            (expiry.ForwardVariable * spotShock) + expiry.ForwardFixed,
            volatility.Multiplier(shock, expiry.Days),
            shock == VolShockDirection.Up ? volatility.MinVolUpShock ?? 0 : 0);
        return
        [
            .. parameters.Scenarios.Select(scenario => scenario.VolShock is VolShockDirection.Linear or VolShockDirection.Abs
                ? parameters.SkewShock.Of(expiry, bothWings: scenario.VolShock == VolShockDirection.Abs)
                : Parallel(scenario.SpotShock, scenario.VolShock)),
            Parallel(1, VolShockDirection.None),
            Parallel(parameters.BasisContingency.ScenarioSpotUp, VolShockDirection.None),
            Parallel(parameters.BasisContingency.ScenarioSpotDown, VolShockDirection.None),
        ];
    }
}

/// <summary>A charge of both requirements with what initial margin adds.</summary>
/// <param name="Maintenance">Charge of maintenance margin, USDC.</param>
/// <param name="InitialOnTop">What initial margin adds to it, USDC.</param>
internal readonly record struct StagedCharge(decimal Maintenance, decimal InitialOnTop)
{
    /// <summary>Charge of initial margin.</summary>
    public decimal Initial => Maintenance + InitialOnTop;
}
