using Plimsoll.Accounts;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Section 9: the requirements of one book beside given collateral.</summary>
internal sealed class ReferenceRequirements(ReferenceContext context, SortedDictionary<Currency, ReferenceCollateral> collateral, string? riskClass)
{
    /// <summary>All lines and the totals before owner's surplus and cap.</summary>
    public ReferenceResult Of(ReferenceBook book, AccountPath path)
    {
        var charges = new ReferenceCharges(context);
        ReferenceBook held = book.WithoutOrders;
        SortedDictionary<Currency, ReferenceUnderlying> underlyings = charges.Underlyings(held);
        ReferenceMarketRisk initial = context.MarketRisk.Evaluate(held, context.InitialTail);
        ReferenceMarketRisk withOrders = book.Orders.Count == 0 ? initial : context.MarketRisk.Evaluate(book, context.InitialTail);
        ReferenceMarketRisk maintenance = context.MarketRisk.Evaluate(held, context.MaintenanceTail);
        SortedDictionary<string, double> sectors = charges.Sectors(underlyings);
        // Charges lean on sticky moneyness whichever dynamics counts.
        ReferenceMarketRisk still = context.MarketRisk.Evaluate(held, context.InitialTail, stickyStrike: false), stillMaintenance = context.MarketRisk.Evaluate(held, context.MaintenanceTail, stickyStrike: false);
        SortedDictionary<string, double> initialMinimums = charges.Minimums(underlyings, still), maintenanceMinimums = charges.Minimums(underlyings, stillMaintenance);
        double size = underlyings.Values.Sum(u => u.Size), cost = underlyings.Values.Sum(u => u.Cost), sector = sectors.Values.Sum(), crowding = charges.Crowding(underlyings).Values.Sum();
        double initialUncertainty = charges.Uncertainty(held, context.InitialTail), maintenanceUncertainty = charges.Uncertainty(held, context.MaintenanceTail);
        double initialWrongWay = WrongWay(held, context.InitialTail), maintenanceWrongWay = WrongWay(held, context.MaintenanceTail);
        double initialRegime = underlyings.Sum(pair => (charges.RegimeFactors(pair.Key).Initial - 1) * pair.Value.InitialBase);
        double maintenanceRegime = underlyings.Sum(pair => (charges.RegimeFactors(pair.Key).Maintenance - 1) * pair.Value.MaintenanceBase);
        double initialCharges = size + cost + sector + initialMinimums.Values.Sum() + initialUncertainty + initialWrongWay + initialRegime;
        double maintenanceCharges = size + cost + sector + maintenanceMinimums.Values.Sum() + maintenanceUncertainty + maintenanceWrongWay + maintenanceRegime;
        double accountRisk = 0;
        foreach (AccountClass one in context.Parameters.AccountClasses ?? [])
            if (one.Name == riskClass) accountRisk = (one.Factor - 1) * initial.Total;
        return new ReferenceResult
        {
            Path = path,
            Underlyings = underlyings,
            InitialMarket = initial,
            InitialMarketWithOrders = withOrders,
            MaintenanceMarket = maintenance,
            Size = size,
            LiquidationCost = cost,
            Sectors = sectors,
            Sector = sector,
            Crowding = crowding,
            InitialMinimums = initialMinimums,
            MaintenanceMinimums = maintenanceMinimums,
            InitialUncertainty = initialUncertainty,
            MaintenanceUncertainty = maintenanceUncertainty,
            InitialWrongWay = initialWrongWay,
            MaintenanceWrongWay = maintenanceWrongWay,
            InitialRegime = initialRegime,
            MaintenanceRegime = maintenanceRegime,
            AccountRisk = accountRisk,
            UncappedBookInitial = initial.Total + initialCharges,
            UncappedInitial = withOrders.Total + initialCharges + crowding + accountRisk,
            UncappedMaintenance = maintenance.Total + maintenanceCharges,
        };
    }

    /// <summary>The totals: owner's surplus added, capped by the bought options' value and what the account needs without them.</summary>
    public ReferenceResult Capped(ReferenceResult result, double owner, double? boughtValue, ReferenceResult? without)
    {
        double bookInitial = result.UncappedBookInitial, initial = result.UncappedInitial + owner, maintenance = result.UncappedMaintenance;
        if (boughtValue is { } value && without is not null)
        {
            bookInitial = Math.Min(bookInitial, value + without.BookInitial);
            initial = Math.Min(initial, value + without.Initial);
            maintenance = Math.Min(maintenance, value + without.Maintenance);
        }

        maintenance = Math.Min(maintenance, bookInitial / context.Parameters.Status.InitialToMaintenance);
        return result with
        {
            Owner = owner,
            BoughtOptionValue = boughtValue,
            InitialWithoutBought = without?.Initial,
            MaintenanceWithoutBought = without?.Maintenance,
            BookInitial = bookInitial,
            Initial = initial,
            Maintenance = maintenance,
            Status = StatusOf(result, initial, maintenance),
        };
    }

    private MarginStatus StatusOf(ReferenceResult result, double initial, double maintenance)
    {
        if (result.Nav < 0) return MarginStatus.Bankrupt;
        if (result.Equity < maintenance) return MarginStatus.Liquidation;
        if (result.Equity < context.Parameters.Status.CallMultiple * maintenance) return MarginStatus.MarginCall;
        return result.Equity < initial ? MarginStatus.Restricted : MarginStatus.Healthy;
    }

    // Book and collateral falling together, beyond the book's own shortfall and the haircuts.
    private double WrongWay(ReferenceBook held, double tail)
    {
        if (held.Items.Count == 0) return 0;
        ReferenceScenario[] core = context.Scenarios.Core;
        var bookLosses = new double[core.Length];
        foreach (Currency u in held.Underlyings)
        {
            double[] losses = context.MarketRisk.Losses(held, u, core, stickyStrike: false);
            for (int s = 0; s < core.Length; s++) bookLosses[s] += losses[s];
        }

        var allLosses = (double[])bookLosses.Clone();
        foreach ((Currency currency, ReferenceCollateral row) in collateral)
        {
            if (row.Amount <= 0) continue;
            double left = (row.Amount - row.InBook) * row.Price;
            for (int s = 0; s < core.Length; s++) allLosses[s] -= left * (Math.Exp(core[s].SpotOf(currency)) - 1);
        }

        return Math.Max(0, Shortfall.Of(allLosses, tail) - Shortfall.Of(bookLosses, tail) - collateral.Values.Sum(row => row.Haircut));
    }
}
