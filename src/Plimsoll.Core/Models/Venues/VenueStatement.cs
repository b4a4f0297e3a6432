using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>Makes the statement of one book from what the venue asks.</summary>
internal static class VenueStatement
{
    /// <summary>The statement, without liquidation levels.</summary>
    public static MarginStatement Of(AccountPath account, VenueBook book, IVenueRules rules, ModelVersion version)
    {
        VenueMargin margin = rules.Margin(book);
        ImmutableArray<CollateralLine> collateral = [.. book.Holdings.Where(holding => holding.Equity != 0m || holding.Balance != 0m).Select(holding => Collateral(book, holding, rules))];
        var statement = new MarginStatement
        {
            Account = account,
            Model = version,
            AsOf = book.Market.ValuationTime,
            Currency = book.Currency,
            Quality = DataQuality.Exact,
            Status = MarginStatus.Healthy,
            CollateralValue = book.Money(book.Holdings.Sum(holding => holding.Balance * book.Price(holding.Asset))),
            Haircut = book.Money(collateral.Sum(line => line.Haircut.Amount)),
            UnrealisedPnl = book.Money(book.Holdings.Sum(holding => holding.Pnl * book.Price(holding.Asset))),
            OptionValue = book.Money(book.Holdings.Sum(holding => holding.Options * book.Price(holding.Asset))),
            CostToRealiseGains = book.Money(margin.CostToRealiseGains),
            Lines = margin.Lines,
            Collateral = collateral,
            Withdrawable = book.Money(0m),
            Warnings = [.. margin.Warnings, .. NotCounted(collateral, rules), .. Standing(version)],
        };
        return statement with { Status = StatusOf(statement, rules), Withdrawable = Withdrawable(statement, margin.GainsLeftOutInitially), Positions = Contributions(book, statement, margin.Shares) };
    }

    private static CollateralLine Collateral(VenueBook book, VenueHolding holding, IVenueRules rules)
    {
        decimal value = book.Value(holding);
        decimal haircut = Math.Max(0m, rules.Haircut(book, holding));
        double rate = value > 0m ? (double)(haircut / value) : 0;
        return new(holding.Asset, holding.Equity, book.Price(holding.Asset), book.Money(value), book.Money(haircut), 0m, new Evidence.HaircutRow(rate, double.PositiveInfinity));
    }

    private static IEnumerable<MarginWarning> NotCounted(ImmutableArray<CollateralLine> collateral, IVenueRules rules) =>
        from line in collateral
        where line.Value.Amount > 0m && line.Haircut >= line.Value
        select new MarginWarning("collateral-not-counted", $"{line.Asset} does not count as collateral under {rules.Venue}.");

    private static IEnumerable<MarginWarning> Standing(ModelVersion version) => version.Verified == Verified.Exact || version.Verification.Length == 0
        ? [] : [new MarginWarning(version.Verified == Verified.Partial ? "partly-verified" : "unverified", $"{version}: {version.Verification}")];

    private static MarginStatus StatusOf(MarginStatement statement, IVenueRules rules)
    {
        decimal equity = statement.Equity.Amount, threshold = statement.MaintenanceMargin.Amount * rules.LiquidationRatio;
        if (statement.Nav.Amount < 0m) return MarginStatus.Bankrupt;
        if (equity < threshold || (rules.LiquidatesAtEquality && threshold > 0m && equity == threshold)) return MarginStatus.Liquidation;
        if (equity < statement.MaintenanceMargin.Amount * rules.WarningRatio) return MarginStatus.MarginCall;
        return statement.Equity < statement.InitialMargin ? MarginStatus.Restricted : MarginStatus.Healthy;
    }

    // Gains that are not realised cannot be taken out, nor more than the counted balances.
    private static Money Withdrawable(MarginStatement statement, decimal leftOut)
    {
        Money zero = Money.Zero(statement.Currency);
        Money held = Money.Max(zero, statement.CollateralValue - statement.Haircut);
        return Money.Max(zero, Money.Min(statement.Excess - Money.Max(zero, statement.UnrealisedPnl - Money.Of(leftOut, statement.Currency)), held));
    }

    private static ImmutableArray<PositionContribution> Contributions(VenueBook book, MarginStatement statement, ImmutableArray<VenueShare> shares)
    {
        VenuePosition[] held = [.. book.Positions.Where(position => position.Quantity != 0m)];
        if (held.Length == 0) return [];
        decimal gross = held.Sum(position => position.Notional * book.Price(position.Symbol.Settle));
        VenueShare[] own = [.. held.Select(position => shares.Where(share => share.Symbol == position.Symbol)
            .Aggregate(new VenueShare(position.Symbol, 0m, 0m), (sum, share) => sum with { Initial = sum.Initial + share.Initial, Maintenance = sum.Maintenance + share.Maintenance }))];
        decimal initial = statement.InitialMargin.Amount - own.Sum(share => share.Initial), maintenance = statement.MaintenanceMargin.Amount - own.Sum(share => share.Maintenance);
        var contributions = ImmutableArray.CreateBuilder<PositionContribution>(held.Length);
        for (int i = 0; i < held.Length; i++)
        {
            // The last takes what division left over, so that the parts sum exactly.
            VenuePosition position = held[i];
            decimal notional = position.Notional * book.Price(position.Symbol.Settle);
            decimal part = gross > 0m ? notional / gross : 1m / held.Length;
            Money whole = i == held.Length - 1 ? book.Money(statement.InitialMargin.Amount - contributions.Sum(one => one.InitialContribution.Amount)) : book.Money(own[i].Initial + (initial * part));
            Money maintained = i == held.Length - 1 ? book.Money(statement.MaintenanceMargin.Amount - contributions.Sum(one => one.MaintenanceContribution.Amount)) : book.Money(own[i].Maintenance + (maintenance * part));
            contributions.Add(new(position.Symbol, position.Quantity, position.Mark, book.Money(Math.Sign(Direction(position)) * notional), whole, maintained));
        }

        return contributions.MoveToImmutable();
    }

    // A bought put is short its underlying.
    private static decimal Direction(VenuePosition position) => position.Symbol.Side == Instruments.OptionSide.Put ? -position.Quantity : position.Quantity;
}
