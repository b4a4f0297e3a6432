using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>One netting set: its canonical account, what it holds of each currency, and its requirements for a choice of coins in the book.</summary>
internal sealed class ReferenceNettingSet
{
    private readonly ReferenceContext context;
    private readonly AccountSnapshot account;
    private readonly SortedDictionary<Currency, decimal> unrealised = [];
    private readonly SortedDictionary<Currency, decimal> wealth = [];

    public ReferenceNettingSet(ReferenceContext context, AccountSnapshot account)
    {
        this.context = context;
        this.account = account;
        Gaps = [.. FindGaps()];
        if (Gaps.Length > 0) return;
        foreach (Balance balance in account.Collateral) wealth[balance.Currency] = wealth.GetValueOrDefault(balance.Currency) + balance.Amount;
        foreach (Position position in account.Positions.Where(position => position.Symbol.Kind != InstrumentKind.Option))
        {
            decimal pnl = Unrealised(position);
            unrealised[position.Symbol.Settle] = unrealised.GetValueOrDefault(position.Symbol.Settle) + pnl;
            wealth[position.Symbol.Settle] = wealth.GetValueOrDefault(position.Symbol.Settle) + pnl;
        }

        Chosen = Choose();
    }

    public AccountPath Path => account.Path;
    public ReferenceContext Context => context;
    public ImmutableArray<string> Gaps { get; }

    /// <summary>Coins moved into the book.</summary>
    public SortedDictionary<Currency, double> Chosen { get; } = [];

    private decimal Unrealised(Position position)
    {
        Instrument instrument = Instrument(position.Symbol);
        decimal mark = context.Market.Instruments[position.Symbol].MarkPrice!.Value, entry = position.EntryPrice!.Value;
        return position.Symbol.IsInverse
            ? position.Quantity * instrument.ContractSize * ((1m / entry) - (1m / mark))
            : position.Quantity * instrument.ContractSize * (mark - entry);
    }

    private Instrument Instrument(InstrumentSymbol symbol) => context.Market.Instruments[symbol].Instrument;

    private IEnumerable<string> FindGaps()
    {
        if (account.RiskClass is { } risk && context.Parameters.AccountClasses is { } classes && classes.All(one => one.Name != risk)) yield return $"{Path}: risk class";
        foreach (InstrumentSymbol symbol in account.Positions.Select(p => p.Symbol).Concat(account.Orders.Select(o => o.Symbol)).Distinct())
        {
            if (!context.Market.Instruments.TryGetValue(symbol, out InstrumentMarket? of)) yield return $"{symbol}: instrument";
            else if (of.MarkPrice is null) yield return $"{symbol}: mark price";
            else if (symbol.Kind == InstrumentKind.Option && of.Forward is null) yield return $"{symbol}: forward price";
            foreach (Currency needed in new[] { symbol.Base, symbol.Quote, symbol.Settle }.Distinct())
                if (context.Market.UsdPrice(needed) is null) yield return $"{needed}/USD: index price";
        }

        foreach (Position position in account.Positions)
            if (position.Symbol.Kind != InstrumentKind.Option && position.EntryPrice is null) yield return $"{position.Symbol}: entry price";
        foreach (Balance balance in account.Collateral)
            if (context.Market.UsdPrice(balance.Currency) is null) yield return $"{balance.Currency}/USD: index price";
        bool atRisk = account.Positions.Length > 0 || account.Orders.Length > 0 || account.Collateral.Any(balance => !balance.Currency.IsUsd);
        if (atRisk && context.Scenarios.Core.Length == 0) yield return $"{context.Parameters.MarketRisk.Leader}: price history";
    }

    /// <summary>Positions, debts, coins in the book and orders.</summary>
    public ReferenceBook Book(IReadOnlyDictionary<Currency, double> coins)
    {
        List<ReferenceItem> items = [.. account.Positions.Select(position => new ReferenceItem(position.Symbol.Base, Instrument(position.Symbol), (double)position.Quantity))];
        foreach ((Currency currency, decimal amount) in wealth)
            if (amount < 0 && !currency.IsUsd) items.Add(new ReferenceItem(currency, null, (double)amount));
        foreach ((Currency currency, double amount) in coins)
            if (amount > 0) items.Add(new ReferenceItem(currency, null, amount, FromCollateral: true));
        return new ReferenceBook(items, [.. account.Orders.Select(order => new ReferenceOrder(Instrument(order.Symbol), (double)order.Quantity, (double)order.Price))]);
    }

    // Coin by coin in ordinal order: into the book when that leaves more excess.
    private SortedDictionary<Currency, double> Choose()
    {
        SortedDictionary<Currency, double> chosen = [];
        foreach ((Currency currency, decimal amount) in wealth)
        {
            if (amount <= 0 || currency.IsUsd) continue;
            double delta = account.Positions.Where(position => position.Symbol.Base == currency)
                .Sum(position => (double)position.Quantity * context.Pricing.Delta(new ReferenceItem(currency, Instrument(position.Symbol), 1), null));
            if (delta >= 0) continue;
            var tried = new SortedDictionary<Currency, double>(chosen) { [currency] = Math.Min((double)amount, -delta) };
            ReferenceResult with = Evaluate(tried), without = Evaluate(chosen);
            if (with.Equity - with.Initial > without.Equity - without.Initial) chosen = tried;
        }

        return chosen;
    }

    /// <summary>Everything but the owner's surplus.</summary>
    public ReferenceResult Evaluate(IReadOnlyDictionary<Currency, double> coins)
    {
        ReferenceBook book = Book(coins);
        SortedDictionary<Currency, ReferenceCollateral> collateral = Haircuts(coins);
        var requirements = new ReferenceRequirements(context, collateral, account.RiskClass);
        ReferenceResult result = requirements.Of(book, Path);

        double cost = 0;
        foreach (Currency u in account.Positions.Select(position => position.Symbol.Base).Distinct())
        {
            double gain = account.Positions.Where(p => p.Symbol.Base == u && p.Symbol.Kind != InstrumentKind.Option).Sum(p => (double)(Unrealised(p) * PriceOf(p.Symbol.Settle)));
            cost += Math.Min(Math.Max(0, gain), result.Underlyings[u].FullCost);
        }

        decimal cash = wealth.Sum(pair => pair.Value * PriceOf(pair.Key));
        decimal options = account.Positions.Where(position => position.Symbol.Kind == InstrumentKind.Option).Sum(OptionValue);
        double nav = (double)(cash + options), haircut = collateral.Values.Sum(row => row.Haircut);
        result = result with
        {
            Hours = context.Hours,
            StepHours = context.History.StepHours,
            Nav = nav,
            OptionValue = (double)options,
            UnrealisedPnl = unrealised.Sum(pair => (double)(pair.Value * PriceOf(pair.Key))),
            Haircut = haircut,
            CostToRealiseGains = cost,
            Equity = nav - haircut - cost,
            Collateral = collateral,
        };
        if (!book.Items.Any(ReferenceBook.IsBoughtOption)) return requirements.Capped(result, 0, null, null);
        double bought = (double)account.Positions.Where(p => p.Symbol.Kind == InstrumentKind.Option && p.Quantity > 0).Sum(OptionValue);
        ReferenceResult stripped = requirements.Capped(requirements.Of(book.WithoutBoughtOptions, Path), 0, null, null);
        return requirements.Capped(result, 0, bought, stripped);
    }

    /// <summary>The requirements with the owner's surplus: with and without the bought options.</summary>
    public ReferenceResult WithOwner(double owner, double ownerWithoutBought)
    {
        ReferenceResult result = Evaluate(Chosen);
        var requirements = new ReferenceRequirements(context, result.Collateral, account.RiskClass);
        if (result.BoughtOptionValue is not { } bought) return requirements.Capped(result, owner, null, null);
        ReferenceResult stripped = requirements.Capped(requirements.Of(Book(Chosen).WithoutBoughtOptions, Path), ownerWithoutBought, null, null);
        return requirements.Capped(result, owner, bought, stripped);
    }

    private decimal OptionValue(Position option) =>
        option.Quantity * Instrument(option.Symbol).ContractSize * context.Market.Instruments[option.Symbol].MarkPrice!.Value * context.Market.UsdPrice(option.Symbol.Settle)!.Price;

    // Held at most at par where pegged, owed at the index.
    private decimal PriceOf(Currency currency) =>
        wealth.GetValueOrDefault(currency) > 0 ? context.Pricing.HeldPrice(currency) : context.Market.UsdPrice(currency)!.Price;

    private SortedDictionary<Currency, ReferenceCollateral> Haircuts(IReadOnlyDictionary<Currency, double> coins)
    {
        var rows = new SortedDictionary<Currency, ReferenceCollateral>();
        foreach ((Currency currency, decimal amount) in wealth)
        {
            double price = (double)PriceOf(currency), value = (double)amount * price;
            if (amount <= 0 || currency.IsUsd)
            {
                rows[currency] = new ReferenceCollateral((double)amount, price, value, 0, 0, 0, 0);
                continue;
            }

            double inBook = coins.GetValueOrDefault(currency), rate = HaircutRate(currency), cap = CollateralCap(currency, price);
            rows[currency] = new ReferenceCollateral((double)amount, price, value, inBook, rate, cap, HaircutOf(((double)amount - inBook) * price, rate, cap));
        }

        return rows;
    }

    private double HaircutRate(Currency currency)
    {
        NativeParameters parameters = context.Parameters;
        LiquidityClass its = context.ClassOf(currency);
        if (parameters.Collateral.Affiliated.Contains(currency)) return 1;
        if (its.Peg == true) return its.HaircutFloor;
        double core = context.Scenarios.DownRange(currency, context.InitialTail);
        double stressed = Shortfall.Of(context.Scenarios.Stressed.Select(s => 1 - Math.Exp(s.SpotOf(currency))), context.InitialTail);
        double v = parameters.MarketRisk.StressedWeight;
        double tail = Math.Max(its.HaircutFloor, Math.Max(core, ((1 - v) * core) + (v * stressed)));
        return Math.Min(1, tail + (0.5 * parameters.Size.SpreadStress * context.Liquidity.Spread(currency)));
    }

    private double CollateralCap(Currency currency, double price)
    {
        CollateralParameters collateral = context.Parameters.Collateral;
        double cap = Math.Max(context.ClassOf(currency).CollateralFloor, collateral.VolumeShare * context.Parameters.Size.VolumeStress * context.Liquidity.Volume(currency) * context.Hours / 24);
        if (collateral.Float is { } floats && floats.TryGetValue(currency.Code, out double units)) cap = Math.Min(cap, collateral.FloatShare * units * price);
        return cap;
    }

    private double HaircutOf(double value, double rate, double cap)
    {
        double total = 0, from = 0;
        foreach (HaircutBracket bracket in context.Parameters.Collateral.Brackets)
        {
            double to = bracket.UpTo * cap;
            total += Math.Max(0, Math.Min(value, to) - from) * Math.Min(1, rate * bracket.Multiple);
            from = to;
        }

        return total + Math.Max(0, value - from);
    }
}
