using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Numerics;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Everything a netting set is asked for, as estimates in US dollars; rounding and explaining come after.</summary>
internal sealed class Requirement
{
    private readonly NativeMarket market;
    private readonly Lazy<Requirement?> withoutBought;

    private Requirement(NativeMarket market, NettingSet set, HorizonRisk horizon, SortedDictionary<Currency, double> hedges, UnderlyingBook[] books)
    {
        (this.market, Set, Horizon, Hedges, Books) = (market, set, horizon, hedges, books);
        NativeParameters parameters = market.Parameters;
        bool hasOrders = books.Any(book => book.Orders.Length > 0);
        InitialWithoutOrders = MarketRisk.Of(books, Level.Initial, false, parameters);
        Initial = hasOrders ? MarketRisk.Of(books, Level.Initial, true, parameters) : InitialWithoutOrders;
        Maintenance = MarketRisk.Of(books, Level.Maintenance, false, parameters, InitialWithoutOrders);

        UnderlyingBook[] held = [.. books.Where(book => book.Items.Length > 0)];
        Exposures = [.. held.Select(book => Exposure.Of(market, horizon, book, BaseAlone(InitialWithoutOrders, book)))];
        Sectors = [.. SectorCharges()];
        Regimes = [.. RegimeAmounts()];
        Crowding = [.. Exposures.Select(exposure => exposure.FullCrowding * CrowdingPart(exposure))];
        Minimums = [.. MinimumCharges()];
        double uncertain = parameters.Minimum.ModelUncertainty;
        Uncertainty = new(uncertain * Amber(InitialWithoutOrders.Moneyness), uncertain * Amber(Maintenance.Moneyness));
        foreach (CurrencyHolding holding in set.Holdings.Where(holding => holding.Amount > 0m && !holding.Currency.IsUsd))
        {
            double left = ((double)holding.Amount - hedges.GetValueOrDefault(holding.Currency)) * (double)holding.Price;
            CollateralCount count = horizon.Count(holding.Currency);
            Haircuts.Add(new(holding, hedges.GetValueOrDefault(holding.Currency), count, count.HaircutOn(Math.Max(0, left), parameters.Collateral)));
        }

        WrongWay = held.Length > 0 ? new(WrongWayAt(held, parameters.MarketRisk.InitialTail), WrongWayAt(held, parameters.MarketRisk.MaintenanceTail)) : default;
        withoutBought = new Lazy<Requirement?>(MakeWithoutBought);
        CostToRealise = Exposures.Sum(exposure => Math.Min(Math.Max(0, (double)set.UnrealisedByUnderlying.GetValueOrDefault(exposure.Underlying)), exposure.FullCost));
    }

    /// <summary>The netting set.</summary>
    public NettingSet Set { get; }

    /// <summary>Scenarios at its margin period.</summary>
    public HorizonRisk Horizon { get; }

    /// <summary>Coins of collateral in the book.</summary>
    public SortedDictionary<Currency, double> Hedges { get; }

    /// <summary>Books by underlying, ordinal order.</summary>
    public UnderlyingBook[] Books { get; }

    /// <summary>Market risk of initial margin, with orders.</summary>
    public MarketRisk Initial { get; }

    /// <summary>Market risk at the initial level without orders.</summary>
    public MarketRisk InitialWithoutOrders { get; }

    /// <summary>Market risk of maintenance margin.</summary>
    public MarketRisk Maintenance { get; }

    /// <summary>Size, liquidation cost, crowding and least requirement by underlying.</summary>
    public Exposure[] Exposures { get; }

    /// <summary>Crowding charges, in the order of the exposures.</summary>
    public double[] Crowding { get; }

    /// <summary>Sector charges above 0.</summary>
    public SectorCharge[] Sectors { get; }

    /// <summary>What the published regimes of underlyings add; those that add something.</summary>
    public RegimeAmount[] Regimes { get; }

    /// <summary>Minimum charges by group; some may be 0.</summary>
    public MinimumCharge[] Minimums { get; }

    /// <summary>Model uncertainty.</summary>
    public LevelPair Uncertainty { get; }

    /// <summary>Wrong-way charge.</summary>
    public LevelPair WrongWay { get; }

    /// <summary>Haircuts by asset.</summary>
    public List<AssetHaircut> Haircuts { get; } = [];

    /// <summary>Cost to realise gains.</summary>
    public double CostToRealise { get; }

    /// <summary>Sum of haircuts.</summary>
    public double Haircut => Haircuts.Sum(haircut => haircut.Amount);

    /// <summary>Equity.</summary>
    public double Equity => (double)Set.Nav - Haircut - CostToRealise;

    /// <summary>Charges that both requirements carry.</summary>
    public double CommonCharges => Exposures.Sum(exposure => exposure.Size + exposure.Cost) + Sectors.Sum(sector => sector.Amount);

    /// <summary>IM without orders, crowding, account risk and owner surplus: what maintenance margin is compared with.</summary>
    public double InitialForMaintenance => InitialWithoutOrders.Total + CommonCharges + Minimums.Sum(minimum => minimum.Initial) + Uncertainty.Initial + WrongWay.Initial + Regimes.Sum(regime => regime.Initial);

    /// <summary>What the risk class of the account adds to initial margin; maintenance margin knows nothing of it.</summary>
    public double AccountRisk => (Set.RiskFactor - 1) * InitialWithoutOrders.Total;

    /// <summary>IM without the owner surplus.</summary>
    public double InitialMargin => Initial.Total - InitialWithoutOrders.Total + InitialForMaintenance + Crowding.Sum() + AccountRisk;

    /// <summary>MM before it is held at IM divided by the ratio.</summary>
    public double MaintenanceMargin => Maintenance.Total + CommonCharges + Minimums.Sum(minimum => minimum.Maintenance) + Uncertainty.Maintenance + WrongWay.Maintenance + Regimes.Sum(regime => regime.Maintenance);

    /// <summary>The requirement without the bought options, the same coins in the book; null when none was bought.</summary>
    public Requirement? WithoutBought => withoutBought.Value;

    /// <summary>IM, at most the value of the bought options and what the rest needs; without the owner surplus.</summary>
    public double CappedInitial => InitialMargin > (double)Set.BoughtOptionValue && WithoutBought is { } rest ? Math.Min(InitialMargin, (double)Set.BoughtOptionValue + rest.InitialMargin) : InitialMargin;

    /// <summary>The requirement of a netting set; coins that hedge positions in the same coin are margined with them where that leaves more excess.</summary>
    public static Requirement Of(NativeMarket market, NettingSet set)
    {
        HorizonRisk horizon = market.Horizon(set.Hours);
        var hedges = new SortedDictionary<Currency, double>();
        Requirement best = With(market, set, horizon, hedges);
        foreach (CurrencyHolding holding in set.Holdings.Where(holding => holding.Amount > 0m && market.Parameters.ClassOf(holding.Currency).Peg != true && !holding.Currency.IsUsd))
        {
            double delta = best.Books.FirstOrDefault(book => book.Underlying == holding.Currency)?.Delta ?? 0;
            if (delta >= 0) continue;
            var more = new SortedDictionary<Currency, double>(hedges) { [holding.Currency] = Math.Min((double)holding.Amount, -delta) };
            Requirement candidate = With(market, set, horizon, more);
            if (candidate.Equity - candidate.CappedInitial > best.Equity - best.CappedInitial) (best, hedges) = (candidate, more);
        }

        return best;
    }

    /// <summary>The requirement with given coins of collateral in the book.</summary>
    public static Requirement With(NativeMarket market, NettingSet set, HorizonRisk horizon, SortedDictionary<Currency, double> hedges) =>
        new(market, set, horizon, hedges, BooksOf(market, set, horizon, hedges));

    /// <summary>VaR and expected shortfall of the whole netting set on the core scenarios, coins at market included; sticky moneyness.</summary>
    public static CoreForecast ForecastOf(NativeMarket market, NettingSet set)
    {
        HorizonRisk horizon = market.Horizon(set.Hours);
        var coins = new SortedDictionary<Currency, double>();
        foreach (CurrencyHolding holding in set.Holdings.Where(holding => holding.Amount > 0m && !holding.Currency.IsUsd)) coins[holding.Currency] = (double)holding.Amount;
        var pnl = new double[horizon.Factors.Builder.CoreLength];
        foreach (UnderlyingBook book in BooksOf(market, set, horizon, coins))
            foreach (BookItem item in book.Items)
                VectorSum.Add(item.Risk.Moneyness.AsSpan(0, pnl.Length), item.Quantity, pnl);
        MarketRiskParameters risk = market.Parameters.MarketRisk;
        var scratch = new double[ExpectedShortfall.ScratchLength(pnl.Length, Math.Max(risk.InitialTail, risk.MaintenanceTail))];
        return new CoreForecast(
            set.Hours, ExpectedShortfall.Estimate(pnl, risk.InitialTail, scratch), ExpectedShortfall.Estimate(pnl, risk.MaintenanceTail, scratch), risk.InitialTail, risk.MaintenanceTail) { Pnl = pnl };
    }

    private Requirement? MakeWithoutBought()
    {
        if (Set.BoughtOptionValue <= 0m) return null;
        AccountSnapshot rest = Set.Account with
        {
            Positions = [.. Set.Account.Positions.Where(position => position.Symbol.Kind != InstrumentKind.Option || position.Quantity < 0m)],
        };
        return With(market, NettingSet.Of(rest, market), Horizon, Hedges);
    }

    private static UnderlyingBook[] BooksOf(NativeMarket market, NettingSet set, HorizonRisk horizon, SortedDictionary<Currency, double> hedges)
    {
        var items = new SortedDictionary<Currency, List<BookItem>>();
        var orders = new SortedDictionary<Currency, List<OrderItem>>();
        void Add(Currency underlying, BookItem item)
        {
            if (!items.TryGetValue(underlying, out List<BookItem>? list)) items[underlying] = list = [];
            list.Add(item);
        }

        foreach (Position position in set.Account.Positions)
            Add(position.Symbol.Base, new BookItem(horizon.Group(position.Symbol.Base).Of(position.Symbol)!, (double)position.Quantity, ItemKind.Position));
        foreach (CurrencyHolding holding in set.Holdings.Where(holding => holding.Amount < 0m && !holding.Currency.IsUsd))
            Add(holding.Currency, new BookItem(horizon.Group(holding.Currency).Coin(holding.Currency), (double)holding.Amount, ItemKind.Debt));
        foreach ((Currency coin, double amount) in hedges)
            Add(coin, new BookItem(horizon.Group(coin).Coin(coin), amount, ItemKind.Hedge));
        foreach (Order order in set.Account.Orders)
        {
            if (!orders.TryGetValue(order.Symbol.Base, out List<OrderItem>? list)) orders[order.Symbol.Base] = list = [];
            list.Add(new OrderItem(horizon.Group(order.Symbol.Base).Of(order.Symbol)!, (double)order.Quantity, (double)order.Price));
        }

        return
        [
            .. items.Keys.Union(orders.Keys).Order().Select(underlying => new UnderlyingBook(
                underlying, horizon.Group(underlying), [.. items.GetValueOrDefault(underlying) ?? []], [.. orders.GetValueOrDefault(underlying) ?? []])),
        ];
    }

    // Sticky moneyness: charges do not switch with the dynamics that market risk takes.
    private static double BaseAlone(MarketRisk risk, UnderlyingBook book)
    {
        foreach (GroupMarketRisk group in risk.Moneyness.Groups)
            for (int u = 0; u < group.Books.Length; u++)
                if (group.Books[u].Underlying == book.Underlying)
                    return group.Alone[u].Base;
        return 0;
    }

    // With base, size and cost it never exceeds the members' ceilings, and the sum of these four never falls as any of them grows.
    private IEnumerable<SectorCharge> SectorCharges()
    {
        foreach (IGrouping<string, Exposure> sector in Exposures.GroupBy(exposure => market.Parameters.SectorOf(exposure.Underlying)).OrderBy(members => members.Key, StringComparer.Ordinal))
        {
            double capacity = Horizon.SectorCapacity(sector.Key), notional = sector.Sum(exposure => exposure.Notional);
            double times = notional / capacity, @base = sector.Sum(exposure => exposure.Base), size = sector.Sum(exposure => exposure.Size), cost = sector.Sum(exposure => exposure.Cost);
            double multiplier = NativeSizeCurve.Of(market.Parameters.Size).Multiplier(times);
            double charge = @base > 0 ? (multiplier - 1) * @base : 0;
            double surplus = Math.Min(charge - size + (sector.Sum(exposure => exposure.FullCost) - cost), sector.Sum(exposure => exposure.Ceiling) - @base - size - cost);
            // Below this it is the rounding of sums that cancel.
            if (surplus > 1e-12 * notional) yield return new SectorCharge(sector.Key, [.. sector], notional, capacity, multiplier, surplus);
        }
    }

    // What a sector is charged is taken off its members' crowding at the greatest of their fractions: any less and a larger size charge could lower the sum.
    private double CrowdingPart(Exposure exposure)
    {
        if (Sectors.FirstOrDefault(entry => entry.Members.Contains(exposure)) is not { } sector) return 1;
        double full = sector.Members.Sum(member => member.FullCrowding);
        return full > 0 ? Math.Max(0, 1 - (sector.Members.Max(member => member.CrowdingFraction) * sector.Amount / full)) : 0;
    }

    // On the base of each underlying alone, sticky moneyness: what hedges what elsewhere is no less restless.
    private IEnumerable<RegimeAmount> RegimeAmounts()
    {
        if (market.Parameters.Regimes is not { } regimes) yield break;
        foreach (Exposure exposure in Exposures)
        {
            if (market.Snapshot.Volatilities.GetValueOrDefault(exposure.Underlying)?.Regime is not { } regime || regimes.Of(regime) is not { } charge) continue;
            double maintenance = BaseAlone(Maintenance, exposure.Book);
            yield return new RegimeAmount(exposure, regime, charge, (charge.MarginMultiplier - 1) * exposure.Base, (charge.LiquidationThresholdScale - 1) * maintenance);
        }
    }

    private IEnumerable<MinimumCharge> MinimumCharges()
    {
        foreach (OffsetGroup group in market.Parameters.OffsetGroups())
        {
            Exposure[] members = [.. Exposures.Where(exposure => exposure.Book.Group.Axis.Group.Name == group.Name)];
            if (members.Length == 0) continue;
            double least = members.Sum(exposure => exposure.Minimum);
            yield return new MinimumCharge(group, members, Short(InitialWithoutOrders.Moneyness), Short(Maintenance.Moneyness));
            double Short(MarketRisk risk) => Math.Max(0, least - (risk.Groups.FirstOrDefault(entry => entry.Group.Axis.Group.Name == group.Name)?.Offset ?? 0));
        }
    }

    // Of each class apart: a contract in an amber class says nothing about the others of its group.
    private double Amber(MarketRisk risk) => market.Parameters.Classes.Where(one => one.Amber == true)
        .Sum(one => risk.Groups.Sum(group => group.CoreOf(book => market.Parameters.ClassOf(book.Underlying) == one, risk.Level, market.Parameters.MarketRisk)));

    private double WrongWayAt(UnderlyingBook[] held, double tail)
    {
        // A coin that stands still in every scenario falls with nothing.
        AssetHaircut[] left = [.. Haircuts.Where(haircut => haircut.Left > 0 && Horizon.Factors.Of(haircut.Holding.Currency).Core.AsSpan().ContainsAnyExcept(0.0))];
        if (left.Length == 0) return 0;
        var pnl = new double[Horizon.Factors.Builder.CoreLength];
        foreach (UnderlyingBook book in held)
            VectorSum.Add(book.Pnl(SmileDynamics.StickyMoneyness).AsSpan(0, pnl.Length), pnl);
        double positions = ExpectedShortfall.Of(pnl, tail);
        foreach (AssetHaircut haircut in left)
        {
            double[] moves = Horizon.Factors.Of(haircut.Holding.Currency).Core;
            double value = haircut.Left * (double)haircut.Holding.Price;
            for (int s = 0; s < pnl.Length; s++) pnl[s] += value * (Math.Exp(moves[s]) - 1);
        }

        return Math.Max(0, ExpectedShortfall.Of(pnl, tail) - positions - Haircut);
    }
}

/// <summary>The haircut of one asset.</summary>
/// <param name="Holding">What is held.</param>
/// <param name="InBook">Coins that are margined with positions instead.</param>
/// <param name="Count">Rate and cap.</param>
/// <param name="Amount">US dollars not counted.</param>
internal readonly record struct AssetHaircut(CurrencyHolding Holding, double InBook, CollateralCount Count, double Amount)
{
    /// <summary>Coins that count as collateral.</summary>
    public double Left => (double)Holding.Amount - InBook;
}

/// <summary>The charge of one sector beyond the size charges of its members.</summary>
internal sealed record SectorCharge(string Sector, Exposure[] Members, double Notional, double Capacity, double Multiplier, double Amount);

/// <summary>What a group's least requirement adds to its market risk.</summary>
internal sealed record MinimumCharge(OffsetGroup Group, Exposure[] Members, double Initial, double Maintenance);

/// <summary>What the regime of one underlying adds.</summary>
/// <param name="Exposure">The underlying.</param>
/// <param name="Regime">Its regime.</param>
/// <param name="Charge">What the regime does.</param>
/// <param name="Initial">Added to initial margin, US dollars.</param>
/// <param name="Maintenance">Added to maintenance margin, US dollars.</param>
internal sealed record RegimeAmount(Exposure Exposure, Regime Regime, RegimeCharge Charge, double Initial, double Maintenance);
