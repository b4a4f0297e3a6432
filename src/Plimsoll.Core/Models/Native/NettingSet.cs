using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>What one netting set holds and is worth: section 2 of the model's page. Exact.</summary>
internal sealed class NettingSet
{
    private NettingSet(AccountSnapshot account)
    {
        Account = account;
        Symbols = [.. account.Positions.Select(position => position.Symbol), .. account.Orders.Select(order => order.Symbol)];
    }

    /// <summary>The account in canonical form.</summary>
    public AccountSnapshot Account { get; }

    /// <summary>The instruments of positions and orders.</summary>
    public HashSet<InstrumentSymbol> Symbols { get; }

    /// <summary>Everything without which there is no requirement; the rest is meaningful only when this is empty.</summary>
    public List<DataGap> Gaps { get; } = [];

    /// <summary>Fallbacks that were used.</summary>
    public List<MarginWarning> Warnings { get; } = [];

    /// <summary>W: what is held of each currency once profits and losses are paid, with its price.</summary>
    public List<CurrencyHolding> Holdings { get; } = [];

    /// <summary>Mark prices, also those that the model had to make.</summary>
    public Dictionary<InstrumentSymbol, decimal> Marks { get; } = [];

    /// <summary>Unrealised profit and loss by underlying, US dollars.</summary>
    public SortedDictionary<Currency, decimal> UnrealisedByUnderlying { get; } = [];

    /// <summary>Balances at market, US dollars.</summary>
    public decimal CollateralValue { get; private set; }

    /// <summary>Unrealised profit and loss, US dollars.</summary>
    public decimal UnrealisedPnl { get; private set; }

    /// <summary>Value of the options, US dollars.</summary>
    public decimal OptionValue { get; private set; }

    /// <summary>Value of the options that were bought, US dollars.</summary>
    public decimal BoughtOptionValue { get; private set; }

    /// <summary>Balances at market, without unrealised profit and loss, above 0 only, US dollars, by currency.</summary>
    public SortedDictionary<Currency, decimal> CashValue { get; } = [];

    /// <summary>Net asset value, US dollars.</summary>
    public decimal Nav => CollateralValue + UnrealisedPnl + OptionValue;

    /// <summary>Margin period of risk, hours.</summary>
    public double Hours { get; private set; }

    /// <summary>Factor of the account's risk class on market risk; 1 for none.</summary>
    public double RiskFactor { get; private set; } = 1;

    /// <summary>Values one netting set.</summary>
    public static NettingSet Of(AccountSnapshot account, NativeMarket market)
    {
        MarketSnapshot snapshot = market.Snapshot;
        var set = new NettingSet(account.Canonical(symbol => snapshot.Instruments.TryGetValue(symbol, out InstrumentMarket? quoted) ? quoted.Instrument.ContractSize : 1m));
        set.CheckClass(market.Parameters);
        set.CheckPrices(market);
        set.Hours = set.PeriodOf(market.Parameters);
        HorizonFactors factors = market.Horizon(set.Hours).Factors;
        bool hasRisk = set.Account.Positions.Length + set.Account.Orders.Length > 0 || set.Account.Collateral.Any(balance => !balance.Currency.IsUsd);
        if (hasRisk && !factors.Builder.HasHistory)
            set.Gaps.Add(factors.Builder.HistoryGap);
        if (set.Gaps.Count == 0) set.Value(market);
        return set;
    }

    private void CheckClass(NativeParameters parameters)
    {
        if (Account.RiskClass is not { } name || parameters.AccountClasses is not { } classes) return;
        if (classes.FirstOrDefault(one => one.Name == name) is { } found) RiskFactor = found.Factor;
        else Gaps.Add(new DataGap(Account.Path.ToString(), $"risk class '{name}' in accountClasses of the rules; write one of {string.Join(", ", classes.Select(one => one.Name))}, or none", null));
    }

    private void CheckPrices(NativeMarket market)
    {
        MarketSnapshot snapshot = market.Snapshot;
        var asked = new SortedSet<Currency>();
        foreach (InstrumentSymbol symbol in Account.Positions.Select(position => position.Symbol).Concat(Account.Orders.Select(order => order.Symbol)).Distinct().Order())
        {
            asked.UnionWith([symbol.Base, symbol.Quote, symbol.Settle]);
            if (!snapshot.Instruments.TryGetValue(symbol, out InstrumentMarket? quoted))
            {
                Gaps.Add(new DataGap(symbol.ToString(), "instrument in the market", null));
                continue;
            }

            if (symbol.Kind == InstrumentKind.Option)
            {
                OptionInputs inputs = OptionInputs.Of(market, quoted);
                if (inputs.Forward is null) Gaps.Add(new DataGap(symbol.ToString(), "forward", null));
                else if (inputs.Volatility is null) Gaps.Add(new DataGap(symbol.ToString(), "mark volatility", null));
                else if (inputs.Mark is null) Gaps.Add(new DataGap(symbol.ToString(), "mark price", null));
                if (inputs.Mark is { } mark) Marks[symbol] = mark;
                if (inputs.Fallback is { } fallback) Warnings.Add(new MarginWarning("option-input-fallback", $"{symbol}: {fallback}."));
            }
            else if (quoted.MarkPrice is { } mark)
            {
                Marks[symbol] = mark;
            }
            else
            {
                Gaps.Add(new DataGap(symbol.ToString(), "mark price", null));
            }
        }

        asked.UnionWith(Account.Collateral.Select(balance => balance.Currency));
        foreach (Currency currency in asked)
        {
            IndexPrice? index = snapshot.UsdPrice(currency);
            if (index is null)
                Gaps.Add(new DataGap($"{currency}/USD", "index price", null));
            else if (market.Parameters.ClassOf(currency).Peg == true && index.Sources is { } sources && sources < market.Parameters.Collateral.MinimumSources)
                Gaps.Add(new DataGap($"{currency}/USD", $"index price from {market.Parameters.Collateral.MinimumSources} venues or more (found {sources})", snapshot.AgeOf(index.Time)));
        }
    }

    private double PeriodOf(NativeParameters parameters)
    {
        MarketRiskParameters risk = parameters.MarketRisk;
        if (!risk.ShortNettingSets.Contains(Account.Path.NettingSet)) return risk.Hours;
        bool allowed = Account.Positions.Select(position => position.Symbol).Concat(Account.Orders.Select(order => order.Symbol))
            .All(symbol => symbol.Kind != InstrumentKind.Option && parameters.ClassOf(symbol.Base).AutomaticLiquidation == true);
        if (allowed) return risk.ShortHours;
        Warnings.Add(new MarginWarning("long-period", $"Netting set '{Account.Path.NettingSet}' is meant for automatically liquidated futures and perpetuals; it holds something else, so {risk.Hours} hours apply."));
        return risk.Hours;
    }

    private void Value(NativeMarket market)
    {
        MarketSnapshot snapshot = market.Snapshot;
        var cash = new SortedDictionary<Currency, decimal>();
        var unrealised = new SortedDictionary<Currency, decimal>();
        var byUnderlying = new List<(Currency Underlying, Currency Settle, decimal Pnl)>();
        foreach (Balance balance in Account.Collateral) cash[balance.Currency] = balance.Amount;
        foreach (Position position in Account.Positions)
        {
            InstrumentSymbol symbol = position.Symbol;
            decimal size = snapshot.Instruments[symbol].Instrument.ContractSize, mark = Marks[symbol];
            decimal settle = snapshot.UsdPrice(symbol.Settle)!.Price;
            if (symbol.Kind == InstrumentKind.Option)
            {
                decimal value = position.Quantity * size * mark * settle;
                OptionValue += value;
                BoughtOptionValue += Math.Max(0m, value);
                continue;
            }

            decimal entry = position.EntryPrice ?? mark;
            decimal pnl = symbol.IsInverse ? position.Quantity * size * ((1m / entry) - (1m / mark)) : position.Quantity * size * (mark - entry);
            unrealised[symbol.Settle] = unrealised.GetValueOrDefault(symbol.Settle) + pnl;
            byUnderlying.Add((symbol.Base, symbol.Settle, pnl));
        }

        foreach (Currency currency in cash.Keys.Union(unrealised.Keys).Order())
        {
            decimal held = cash.GetValueOrDefault(currency), paid = unrealised.GetValueOrDefault(currency);
            decimal price = market.BalancePrice(currency, held + paid > 0m)!.Value;
            CollateralValue += held * price;
            UnrealisedPnl += paid * price;
            foreach ((Currency underlying, _, decimal pnl) in byUnderlying.Where(part => part.Settle == currency))
                UnrealisedByUnderlying[underlying] = UnrealisedByUnderlying.GetValueOrDefault(underlying) + (pnl * price);
            if (held > 0m) CashValue[currency] = held * price;
            Holdings.Add(new CurrencyHolding(currency, held + paid, price));
        }
    }
}

/// <summary>What is held of one currency once profits and losses are paid.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Amount">Units; below 0 owed.</param>
/// <param name="Price">US dollars for one unit.</param>
internal readonly record struct CurrencyHolding(Currency Currency, decimal Amount, decimal Price);
