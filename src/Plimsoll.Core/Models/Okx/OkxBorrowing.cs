namespace Plimsoll.Models.Okx;

/// <summary>MR8 of OKX's portfolio margin: what debts ask, beside the risk units.</summary>
/// <param name="MaintenanceRate">Maintenance margin of a debt, fraction.</param>
/// <param name="InitialRate">Initial margin of a debt, fraction.</param>
/// <param name="TakerFee">Fee of buying back what is owed, fraction.</param>
internal readonly record struct OkxBorrowing(decimal MaintenanceRate, decimal InitialRate, decimal TakerFee)
{
    /// <summary>Maintenance margin of a debt.</summary>
    /// <param name="liability">The debt in USD, 0 or more.</param>
    public decimal Maintenance(decimal liability) => liability * MaintenanceRate;

    /// <summary>Initial margin of a debt.</summary>
    /// <inheritdoc cref="Maintenance"/>
    public decimal Initial(decimal liability) => liability * InitialRate;

    /// <summary>What repaying it costs in fees, which OKX adds to the maintenance margin where it judges the margin ratio: debt × (1 + maintenance rate) × fee.</summary>
    /// <inheritdoc cref="Maintenance"/>
    public decimal RepaymentFee(decimal liability) => liability * (1m + MaintenanceRate) * TakerFee;
}

/// <summary>An account under OKX's portfolio margin, US dollars.</summary>
/// <param name="AdjustedEquity">Equity after discounts.</param>
/// <param name="Maintenance">Maintenance margin of all risk units and debts.</param>
/// <param name="Initial">Initial margin of all risk units and debts.</param>
/// <param name="Fees">Fees of repaying the debts.</param>
internal readonly record struct OkxAccount(decimal AdjustedEquity, decimal Maintenance, decimal Initial, decimal Fees)
{
    /// <summary>Adjusted equity / (maintenance margin + fees); null where nothing is needed. At or below 1 the account is liquidated.</summary>
    public decimal? MarginRatio => Maintenance + Fees == 0m ? null : AdjustedEquity / (Maintenance + Fees);

    /// <summary>The account of risk units and debts.</summary>
    /// <param name="adjustedEquity">Equity after discounts.</param>
    /// <param name="derivatives">Maintenance and initial margin of all risk units.</param>
    /// <param name="debts">Each debt in USD with its rates.</param>
    public static OkxAccount Of(decimal adjustedEquity, (decimal Maintenance, decimal Initial) derivatives, IEnumerable<(decimal Liability, OkxBorrowing Rates)> debts)
    {
        (decimal maintenance, decimal initial, decimal fees) = (derivatives.Maintenance, derivatives.Initial, 0m);
        foreach ((decimal liability, OkxBorrowing rates) in debts)
        {
            maintenance += rates.Maintenance(liability);
            initial += rates.Initial(liability);
            fees += rates.RepaymentFee(liability);
        }

        return new(adjustedEquity, maintenance, initial, fees);
    }
}
