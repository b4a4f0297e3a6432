using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>The total in US dollars of books that are margined in other currencies, the statement of each beside it.</summary>
internal static class VenueTotal
{
    /// <summary>The sum of all books. Its status is the worst of theirs, because each is liquidated alone.</summary>
    public static MarginStatement Of(AccountPath account, ImmutableArray<MarginStatement> statements, ImmutableArray<VenueBook> books, Timestamp at, ModelVersion version)
    {
        decimal[] prices = [.. books.Select(book => book.Usd(book.Currency))];
        Money Down(Func<MarginStatement, Money> part) => statements.Select((one, i) => In(part(one), prices[i]).RoundDown()).Aggregate(Money.Usd(0m), (sum, money) => sum + money);
        Money Up(Func<MarginStatement, Money> part) => statements.Select((one, i) => In(part(one), prices[i]).RoundUp()).Aggregate(Money.Usd(0m), (sum, money) => sum + money);
        return new()
        {
            Account = account,
            Model = version,
            AsOf = at,
            Currency = Currency.Usd,
            Quality = statements.Max(one => one.Quality),
            Status = statements.Max(one => one.Status),
            CollateralValue = Down(one => one.CollateralValue),
            Haircut = Up(one => one.Haircut),
            UnrealisedPnl = Down(one => one.UnrealisedPnl),
            OptionValue = Down(one => one.OptionValue),
            CostToRealiseGains = Up(one => one.CostToRealiseGains),
            Lines = [.. statements.SelectMany((one, i) => one.Lines.Length == 0 ? [] : (MarginLine[])[Total(one, prices[i])])],
            Collateral = [.. statements.SelectMany((one, i) => one.Collateral.Select(line => line with
            {
                Price = line.Price * prices[i],
                Value = In(line.Value, prices[i]).RoundDown(),
                Haircut = In(line.Haircut, prices[i]).RoundUp(),
            }))],
            Positions = [.. statements.SelectMany((one, i) => Contributions(one, prices[i]))],
            LiquidationLevels = Levels(statements),
            Warnings = [.. statements.SelectMany(one => one.Warnings).Distinct()],
            Withdrawable = Down(one => one.Withdrawable),
            Currencies = statements,
        };
    }

    private static Money In(Money money, decimal usd) => Money.Usd(money.Amount * usd);

    private static MarginLine Total(MarginStatement statement, decimal usd) =>
        Summed(new(MarginComponent.Currency, statement.Currency.Code, Money.Usd(0m), Money.Usd(0m), Evidence.Sum.Instance, [.. statement.Lines.Select(line => Converted(line, usd))]));

    // From the leaves up, so that every line is the sum of those below it to the cent.
    private static MarginLine Converted(MarginLine line, decimal usd) => line.Lines.Length > 0
        ? Summed(line with { Lines = [.. line.Lines.Select(part => Converted(part, usd))] })
        : line with { Initial = In(line.Initial, usd).RoundUp(), Maintenance = In(line.Maintenance, usd).RoundUp() };

    private static MarginLine Summed(MarginLine line) => line with
    {
        Initial = line.Lines.Aggregate(Money.Usd(0m), (sum, part) => sum + part.Initial),
        Maintenance = line.Lines.Aggregate(Money.Usd(0m), (sum, part) => sum + part.Maintenance),
    };

    // The parts sum to the rounded total: the last takes what rounding left.
    private static IEnumerable<PositionContribution> Contributions(MarginStatement statement, decimal usd)
    {
        if (statement.Positions.Length == 0) yield break;
        MarginLine total = Total(statement, usd);
        Money initial = total.Initial, maintenance = total.Maintenance;
        for (int i = 0; i < statement.Positions.Length; i++)
        {
            PositionContribution position = statement.Positions[i];
            bool last = i == statement.Positions.Length - 1;
            Money one = last ? initial : In(position.InitialContribution, usd).RoundDown(), other = last ? maintenance : In(position.MaintenanceContribution, usd).RoundDown();
            (initial, maintenance) = (initial - one, maintenance - other);
            yield return position with { Notional = In(position.Notional, usd).RoundDown(), InitialContribution = one, MaintenanceContribution = other };
        }
    }

    // The account is touched where any of its books is liquidated.
    private static ImmutableArray<LiquidationLevel> Levels(ImmutableArray<MarginStatement> statements) =>
    [
        .. statements.SelectMany(one => one.LiquidationLevels).GroupBy(level => level.Factor).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new LiquidationLevel(
            group.Key,
            group.Max(level => level.Below),
            group.Min(level => level.Above),
            Union(group.SelectMany(level => level.Intervals)))),
    ];

    private static ImmutableArray<PriceInterval> Union(IEnumerable<PriceInterval> intervals)
    {
        var union = new List<PriceInterval>();
        foreach (PriceInterval next in intervals.OrderBy(interval => interval.From))
        {
            if (union is [.., var last] && (last.To is null || next.From <= last.To))
                union[^1] = last with { To = last.To is null || next.To is null ? null : Math.Max(last.To.Value, next.To.Value) };
            else union.Add(next);
        }

        return [.. union];
    }
}
