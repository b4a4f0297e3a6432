using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Scenarios;
using Plimsoll.Values;

namespace Plimsoll.Models.Fixed;

/// <summary>The fixed-rate model at one market. All its arithmetic is exact decimal.</summary>
internal sealed class FixedRateEvaluator(ModelVersion version, FixedRateParameters parameters, MarketSnapshot market) : IMarginEvaluator
{
    /// <inheritdoc/>
    public ImmutableArray<MarginOutcome> Evaluate(ImmutableArray<AccountSnapshot> accounts, MarginDetail detail)
    {
        var outcomes = ImmutableArray.CreateBuilder<MarginOutcome>();
        foreach (AccountSnapshot account in accounts)
        {
            outcomes.Add(Evaluate(account with { Isolated = [] }, detail));
            foreach (IsolatedPosition isolated in account.Isolated) outcomes.Add(Evaluate(AccountAdjustment.Isolate(account, isolated), detail));
        }

        return outcomes.ToImmutable();
    }

    private MarginOutcome Evaluate(AccountSnapshot given, MarginDetail detail)
    {
        ImmutableArray<DataGap> gaps = FixedRateGaps.Of(given, market, parameters);
        if (gaps.Length > 0) return new MarginOutcome.Unavailable(given.Path, gaps);
        AccountSnapshot account = given.Canonical(symbol => market.Instruments[symbol].Instrument.ContractSize);

        var charges = account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol)).Distinct().Order()
            .Select(symbol => FixedRateCharge.Of(symbol, account, market, parameters.ClassOf(symbol.Base))).ToArray();
        ImmutableArray<MarginLine> lines =
        [
            .. charges.GroupBy(charge => charge.Symbol.Base).OrderBy(group => group.Key).Select(group => new MarginLine(
                MarginComponent.FixedRate, group.Key.Code, Sum(group, charge => charge.Initial), Sum(group, charge => charge.Maintenance), Evidence.Sum.Instance, [.. group.Select(charge => charge.Line())])),
        ];

        var settled = account.Collateral.ToDictionary(balance => balance.Currency, balance => balance.Amount);
        Money unrealised = Money.Usd(0m), options = Money.Usd(0m);
        foreach (Position position in account.Positions)
        {
            InstrumentMarket one = market.Instruments[position.Symbol];
            decimal value = Value(position, one);
            if (one.Instrument.Kind == InstrumentKind.Option) options += (Money.Usd(value) * Usd(position.Symbol.Settle)).RoundDown();
            else
            {
                unrealised += (Money.Usd(value) * Usd(position.Symbol.Settle)).RoundDown();
                settled[position.Symbol.Settle] = settled.GetValueOrDefault(position.Symbol.Settle) + value;
            }
        }

        ImmutableArray<CollateralLine> collateral = [.. settled.Where(entry => entry.Value != 0m).OrderBy(entry => entry.Key).Select(entry => Collateral(entry.Key, entry.Value))];
        Money cash = account.Collateral.Aggregate(Money.Usd(0m), (sum, balance) => sum + (Money.Usd(balance.Amount) * Usd(balance.Currency)).RoundDown());
        Money counted = account.Collateral.Where(balance => balance.Amount > 0m)
            .Aggregate(Money.Usd(0m), (sum, balance) => sum + (Money.Usd(balance.Amount) * Usd(balance.Currency) * (1m - HaircutOf(balance.Currency))).RoundDown());
        var statement = new MarginStatement
        {
            Account = account.Path,
            Model = version,
            AsOf = market.ValuationTime,
            Currency = Currency.Usd,
            Quality = DataQuality.Exact,
            Status = MarginStatus.Healthy,
            CollateralValue = cash,
            Haircut = collateral.Aggregate(Money.Usd(0m), (sum, line) => sum + line.Haircut),
            UnrealisedPnl = unrealised,
            OptionValue = options,
            CostToRealiseGains = Money.Usd(0m),
            Lines = lines,
            Collateral = collateral,
            Positions = [.. charges.Where(charge => charge.Held != 0m).Select(charge => charge.Contribution())],
            Withdrawable = Money.Usd(0m),
        };
        statement = statement with { Status = StatusOf(statement), Withdrawable = Withdrawable(statement, counted) };
        return new MarginOutcome.Calculated(detail == MarginDetail.Full ? statement with { LiquidationLevels = Levels(account) } : statement);
    }

    private ImmutableArray<LiquidationLevel> Levels(AccountSnapshot account)
    {
        var levels = ImmutableArray.CreateBuilder<LiquidationLevel>();
        foreach (Currency underlying in account.Positions.Select(position => position.Symbol.Base).Distinct().Order())
        {
            if (market.UsdPrice(underlying) is not { } price) continue;
            MarketSnapshot part = LiquidationScan.Around(market, account, underlying);
            levels.Add(LiquidationScan.Along(underlying.Code, price.Price, factor =>
            {
                var moved = new FixedRateEvaluator(version, parameters, MarketShift.Spot(part, underlying, factor - 1m));
                return moved.Evaluate(account, MarginDetail.Totals) is MarginOutcome.Calculated { Statement: var there } ? (there.Equity - there.MaintenanceMargin).Amount : null;
            }));
        }

        return levels.ToImmutable();
    }

    private CollateralLine Collateral(Currency asset, decimal amount)
    {
        decimal rate = amount > 0m ? HaircutOf(asset) : 0m;
        Money value = (Money.Usd(amount) * Usd(asset)).RoundDown();
        return new(asset, amount, Usd(asset), value, amount > 0m ? (value * rate).RoundUp() : Money.Usd(0m), 0m, new Evidence.HaircutRow((double)rate, double.PositiveInfinity));
    }

    private decimal HaircutOf(Currency asset) => asset.IsUsd ? 0m : (decimal)parameters.ClassOf(asset).Haircut;

    private decimal Usd(Currency currency) => market.UsdPrice(currency)!.Price;

    // Of a future what is gained on it, of an option what it is worth; in its settlement currency.
    private static decimal Value(Position position, InstrumentMarket one)
    {
        decimal units = position.Quantity * one.Instrument.ContractSize;
        decimal mark = one.MarkPrice!.Value;
        if (one.Instrument.Kind == InstrumentKind.Option) return units * mark;
        decimal entry = position.EntryPrice ?? mark;
        return position.Symbol.IsInverse ? units * ((1m / entry) - (1m / mark)) : units * (mark - entry);
    }

    private MarginStatus StatusOf(MarginStatement statement) => statement switch
    {
        { Nav.Amount: < 0m } => MarginStatus.Bankrupt,
        _ when statement.Equity < statement.MaintenanceMargin => MarginStatus.Liquidation,
        _ when statement.Equity < statement.MaintenanceMargin * (decimal)parameters.CallMultiple => MarginStatus.MarginCall,
        _ when statement.Equity < statement.InitialMargin => MarginStatus.Restricted,
        _ => MarginStatus.Healthy,
    };

    private static Money Withdrawable(MarginStatement statement, Money counted)
    {
        Money zero = Money.Usd(0m);
        return Money.Max(zero, Money.Min(statement.Excess - Money.Max(zero, statement.UnrealisedPnl), counted));
    }

    private static Money Sum(IEnumerable<FixedRateCharge> charges, Func<FixedRateCharge, Money> part) => charges.Aggregate(Money.Usd(0m), (sum, charge) => sum + part(charge));
}
