using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Makes a statement of a requirement: rounds it, divides it among positions, says why.</summary>
internal sealed class StatementBuilder
{
    private readonly NativeMarket market;
    private readonly ModelVersion version;
    private readonly Requirement requirement;
    private readonly bool tree;
    private readonly Contributions initial;
    private readonly Contributions maintenance;

    /// <param name="market">The market.</param>
    /// <param name="version">The rules' name.</param>
    /// <param name="requirement">The estimates.</param>
    /// <param name="tree">Whether lines are divided down to positions.</param>
    public StatementBuilder(NativeMarket market, ModelVersion version, Requirement requirement, bool tree)
    {
        (this.market, this.version, this.requirement, this.tree) = (market, version, requirement, tree);
        initial = new Contributions(market.Parameters, requirement.Initial);
        maintenance = new Contributions(market.Parameters, requirement.Maintenance);
    }

    private static Currency Dollar => Currency.Usd;

    /// <summary>The statement.</summary>
    /// <param name="ownerSurplus">The netting set's part of its owner's surplus, US dollars.</param>
    /// <param name="cap">Most that is asked because bought options cannot lose more than their value; null where that does not bind.</param>
    public MarginStatement Build(double ownerSurplus, OptionsCap? cap)
    {
        NettingSet set = requirement.Set;
        StatusParameters status = market.Parameters.Status;
        MarginLine[] estimated = [.. Lines(ownerSurplus).Where(line => line.Initial != 0 || line.Maintenance != 0).Select(line => line.Round(Dollar))];
        var lines = new List<MarginLine>(estimated);
        Money im = Sum(lines, line => line.Initial), mm = Sum(lines, line => line.Maintenance);
        Money forMaintenance = im - Sum(lines.Where(line => line.Component is MarginComponent.OpenInterest or MarginComponent.AccountRisk or MarginComponent.OwnerConcentration), line => line.Initial) - OrdersOnly(estimated);
        if (cap is { } limit)
        {
            Money capped = Money.Min(im, limit.Initial), cappedMaintenance = Money.Min(mm, limit.Maintenance);
            lines.Add(new MarginLine(MarginComponent.BoughtOptionsCap, "", capped - im, cappedMaintenance - mm,
                new Evidence.Numbers(
                [
                    new("value of the bought options", (double)limit.Value.Amount, "USD"), new("initial margin of everything else", (double)(limit.Initial - limit.Value).Amount, "USD"),
                    new("maintenance margin of everything else", (double)(limit.Maintenance - limit.Value).Amount, "USD"),
                ]), Lowered(lines, capped - im, cappedMaintenance - mm)));
            (im, mm, forMaintenance) = (capped, cappedMaintenance, Money.Min(forMaintenance, limit.InitialForMaintenance));
        }

        Money most = (forMaintenance * (1m / (decimal)status.InitialToMaintenance)).RoundDown();
        if (mm > most)
        {
            lines.Add(new MarginLine(MarginComponent.MaintenanceCap, "", Money.Zero(Dollar), most - mm,
                new Evidence.Numbers([new("initial margin compared with", (double)forMaintenance.Amount, "USD"), new("least ratio", status.InitialToMaintenance, "factor")]), Lowered(lines, Money.Zero(Dollar), most - mm)));
            mm = most;
        }

        Money haircut = requirement.Haircuts.Aggregate(Money.Zero(Dollar), (sum, asset) => sum + Money.RequirementFromEstimate(asset.Amount, Dollar));
        Money cost = Money.RequirementFromEstimate(requirement.CostToRealise, Dollar);
        Money collateral = Money.Usd(set.CollateralValue).RoundDown(), pnl = Money.Usd(set.UnrealisedPnl).RoundDown(), options = Money.Usd(set.OptionValue).RoundDown();
        Money nav = collateral + pnl + options, equity = nav - haircut - cost;
        return new MarginStatement
        {
            Account = set.Account.Path, Model = version, AsOf = market.Now, Currency = Dollar,
            Quality = Fallbacks().Any() ? DataQuality.Fallback : DataQuality.Exact,
            Status = StatusOf(nav, equity, im, mm, status), CollateralValue = collateral, Haircut = haircut, UnrealisedPnl = pnl, OptionValue = options,
            CostToRealiseGains = cost, Lines = [.. lines], Collateral = [.. CollateralLines()], Positions = tree ? [.. Positions(lines)] : [],
            Warnings = [.. set.Warnings.Concat(Fallbacks()).Concat(Notes())], Withdrawable = Withdrawable(equity - im),
        };
    }

    /// <summary>The status that follows from the amounts.</summary>
    public static MarginStatus StatusOf(Money nav, Money equity, Money im, Money mm, StatusParameters parameters) =>
        nav.Amount < 0m ? MarginStatus.Bankrupt
        : equity < mm ? MarginStatus.Liquidation
        : equity < mm * (decimal)parameters.CallMultiple ? MarginStatus.MarginCall
        : equity < im ? MarginStatus.Restricted
        : MarginStatus.Healthy;

    /// <summary>What a cap takes off, divided in proportion to what it is taken off; nothing where the lines above divide less than that.</summary>
    private ImmutableArray<MarginLine> Lowered(List<MarginLine> lines, Money initialCut, Money maintenanceCut)
    {
        var parts = new Dictionary<string, (Money Initial, Money Maintenance)>();
        foreach (MarginLine line in tree ? lines : []) Collect(line, parts);
        (double im, double mm) = ((double)parts.Values.Sum(part => part.Initial.Amount), (double)parts.Values.Sum(part => part.Maintenance.Amount));
        (double cut, double cutMaintenance) = ((double)initialCut.Amount, (double)maintenanceCut.Amount);
        if (parts.Count == 0 || im < -cut || mm < -cutMaintenance) return [];
        Money[] initials = LineEstimate.Shares(initialCut, [.. parts.Values.Select(part => im > 0 ? cut * (double)part.Initial.Amount / im : 0)]);
        Money[] maintenances = LineEstimate.Shares(maintenanceCut, [.. parts.Values.Select(part => mm > 0 ? cutMaintenance * (double)part.Maintenance.Amount / mm : 0)]);
        return [.. parts.Keys.Select((name, i) => new MarginLine(MarginComponent.Position, name, initials[i], maintenances[i], Evidence.Share.Instance, []))];
    }

    private static Money Sum(IEnumerable<MarginLine> lines, Func<MarginLine, Money> part) => lines.Aggregate(Money.Zero(Dollar), (sum, line) => sum + part(line));

    /// <summary>What orders alone add to the rounded market-risk line.</summary>
    private Money OrdersOnly(MarginLine[] lines) => ReferenceEquals(requirement.Initial, requirement.InitialWithoutOrders)
        ? Money.Zero(Dollar)
        : Sum(lines.Where(line => line.Component == MarginComponent.MarketRisk), line => line.Initial) - Money.RequirementFromEstimate(requirement.InitialWithoutOrders.Total, Dollar);

    private Money Withdrawable(Money excess)
    {
        NettingSet set = requirement.Set;
        decimal cash = set.CashValue.Values.Sum() - (decimal)requirement.Haircut;
        decimal free = Math.Min(excess.Amount - Math.Max(0m, set.UnrealisedPnl), cash);
        return Money.Usd(Math.Max(0m, free)).RoundDown();
    }

    private IEnumerable<LineEstimate> Lines(double ownerSurplus)
    {
        yield return MarketRiskLine();
        yield return Sum(MarginComponent.Size, [.. requirement.Exposures.Select(exposure => Line(MarginComponent.Underlying, exposure, exposure.Size, SizeParts, CurveEvidence(exposure)))]);
        yield return Sum(MarginComponent.LiquidationCost, [.. requirement.Exposures.Select(exposure => Line(MarginComponent.Underlying, exposure, exposure.Cost, CostParts, CostEvidence(exposure)))]);
        foreach (SectorCharge sector in requirement.Sectors)
            yield return Divided(MarginComponent.SectorConcentration, sector.Sector, sector.Amount, sector.Amount,
                new Evidence.Curve(sector.Notional, sector.Capacity, sector.Notional / sector.Capacity, sector.Multiplier, "sector"), sector.Members, exposure => exposure.Notional);
        foreach (MinimumCharge minimum in requirement.Minimums)
            yield return Divided(MarginComponent.Minimum, minimum.Group.Name, minimum.Initial, minimum.Maintenance,
                new Evidence.Numbers([.. minimum.Members.Select(member => new NamedValue($"least requirement of {member.Underlying}", member.Minimum, "USD")), new("market risk without orders", OffsetWithoutOrders(minimum.Group), "USD")]), minimum.Members, exposure => exposure.Minimum);
        yield return Divided(MarginComponent.ModelUncertainty, "", requirement.Uncertainty.Initial, requirement.Uncertainty.Maintenance, Evidence.Sum.Instance,
            [.. requirement.Exposures.Where(exposure => market.Parameters.ClassOf(exposure.Underlying).Amber == true)], exposure => exposure.Base);
        yield return new LineEstimate(MarginComponent.WrongWay, "", requirement.WrongWay.Initial, requirement.WrongWay.Maintenance,
            new Evidence.Numbers([new("haircuts", requirement.Haircut, "USD")]));
        yield return Sum(MarginComponent.Regime, [.. requirement.Regimes.Select(RegimeLine)]);
        yield return Sum(MarginComponent.OpenInterest, [.. requirement.Exposures.Select((exposure, i) => UnderlyingPart(exposure, requirement.Crowding[i], 0,
            new Evidence.Numbers([new("part of the way from the lower to the upper cap", exposure.CrowdingFraction, "fraction"), new("open interest", market.Liquidity(exposure.Underlying).OpenInterest, "USD")])))]);
        yield return AccountRiskLine();
        yield return Divided(MarginComponent.OwnerConcentration, requirement.Set.Account.Path.Owner, ownerSurplus, 0, Evidence.Sum.Instance, requirement.Exposures, exposure => exposure.Notional);
    }

    private double OffsetWithoutOrders(OffsetGroup group) =>
        requirement.InitialWithoutOrders.Moneyness.Groups.FirstOrDefault(entry => entry.Group.Axis.Group.Name == group.Name)?.Offset ?? 0;

    private static LineEstimate Sum(MarginComponent component, ImmutableArray<LineEstimate> parts)
    {
        ImmutableArray<LineEstimate> charged = [.. parts.Where(part => part.Initial != 0 || part.Maintenance != 0)];
        return new LineEstimate(component, "", charged.Sum(part => part.Initial), charged.Sum(part => part.Maintenance), Evidence.Sum.Instance, charged);
    }

    private LineEstimate Line(MarginComponent component, Exposure exposure, double amount, Func<Exposure, double[]> parts, Evidence evidence) =>
        new(component, exposure.Underlying.Code, amount, amount, evidence, tree && amount != 0 ? ItemLines(exposure.Book, parts(exposure), null, null, null) : []);

    /// <summary>A line that several underlyings share in proportion to a weight, and within each its items in proportion to gross notional.</summary>
    private LineEstimate Divided(MarginComponent component, string subject, double initial, double maintenance, Evidence evidence, Exposure[] members, Func<Exposure, double> weight)
    {
        double whole = members.Sum(weight);
        return new LineEstimate(component, subject, initial, maintenance, evidence, !tree || whole <= 0 ? []
            : [.. members.Select(member => UnderlyingPart(member, initial * weight(member) / whole, maintenance * weight(member) / whole, Evidence.Sum.Instance))]);
    }

    private LineEstimate UnderlyingPart(Exposure exposure, double initial, double maintenance, Evidence evidence)
    {
        double[] gross = [.. exposure.Book.Items.Select(item => item.Kind == ItemKind.Hedge ? 0 : Math.Abs(item.Quantity) * item.Risk.GrossCoins)];
        double whole = gross.Sum();
        return new LineEstimate(MarginComponent.Underlying, exposure.Underlying.Code, initial, maintenance, evidence, !tree || whole <= 0 || (initial == 0 && maintenance == 0) ? []
            : ItemLines(exposure.Book, [.. gross.Select(part => initial * part / whole)], [.. gross.Select(part => maintenance * part / whole)], null, null));
    }

    private static ImmutableArray<LineEstimate> ItemLines(UnderlyingBook book, double[] initial, double[]? maintenance, double[]? orders, double[]? ordersMaintenance)
    {
        ImmutableArray<LineEstimate>.Builder lines = ImmutableArray.CreateBuilder<LineEstimate>();
        for (int i = 0; i < initial.Length; i++)
            lines.Add(new LineEstimate(MarginComponent.Position, NameOf(book.Items[i]), initial[i], (maintenance ?? initial)[i], Evidence.Share.Instance));
        for (int j = 0; j < (orders?.Length ?? 0); j++)
        {
            OrderItem order = book.Orders[j];
            lines.Add(new LineEstimate(MarginComponent.Position, $"order: {(order.Quantity > 0 ? "buy" : "sell")} {CanonicalWriter.Text((decimal)Math.Abs(order.Quantity))} {order.Risk.Name}",
                orders![j], ordersMaintenance?[j] ?? 0, Evidence.Share.Instance));
        }

        return lines.ToImmutable();
    }

    private static string NameOf(BookItem item) => item.Kind switch
    {
        ItemKind.Debt => $"{item.Risk.Name} owed",
        ItemKind.Hedge => $"{item.Risk.Name} held against positions",
        _ => item.Risk.Name,
    };

    private LineEstimate MarketRiskLine()
    {
        MarketRisk im = requirement.Initial, mm = requirement.Maintenance;
        ImmutableArray<LineEstimate>.Builder groups = ImmutableArray.CreateBuilder<LineEstimate>();
        for (int g = 0; g < im.Groups.Length; g++)
        {
            (GroupMarketRisk at, GroupMarketRisk low) = (im.Groups[g], mm.Groups[g]);
            var evidence = new Evidence.MarketRisk(NameOf(at.Joint.Binding), NameOf(low.Joint.Binding), im.Dynamics == SmileDynamics.StickyMoneyness ? "sticky moneyness" : "sticky strike",
                [
                    new("core expected shortfall", at.Joint.CoreShortfall, "USD"), new("grid", at.Joint.Grid, "USD"), new("stress blend", at.Joint.Blend, "USD"),
                    new("stress library", at.Joint.Stress, "USD"), new("sum of underlyings apart", at.Alone.Sum(alone => alone.Base), "USD"), new("part of offsets that counts", at.Group.Offset, "fraction"),
                ],
                tree ? initial.Scenarios(at, 10) : []);
            groups.Add(new LineEstimate(MarginComponent.Group, at.Group.Axis.Group.Name, at.Offset, low.Offset, evidence, tree ? UnderlyingLines(at, low, (from, group, u) => from.OfOffset(group, u)) : []));
        }

        if (im.BreakCharge != 0 || mm.BreakCharge != 0)
        {
            ImmutableArray<LineEstimate> parts = [];
            if (tree)
                parts = [.. Enumerable.Range(0, im.Groups.Length).SelectMany(g => UnderlyingLines(im.Groups[g], mm.Groups[g], (from, group, u) => from.OfBreak(group, u)))];
            groups.Add(new LineEstimate(MarginComponent.CorrelationBreak, im.Break == BreakKind.Scattered ? "no two move together" : "all fall together", im.BreakCharge, mm.BreakCharge,
                new Evidence.Numbers([new("part of the increase that is charged", market.Parameters.Offset.BreakShare, "fraction")]), parts));
        }

        return new LineEstimate(MarginComponent.MarketRisk, "", im.Total, mm.Total, Evidence.Sum.Instance, groups.ToImmutable());
    }

    private ImmutableArray<LineEstimate> UnderlyingLines(GroupMarketRisk at, GroupMarketRisk low, Func<Contributions, GroupMarketRisk, int, (double[] Items, double[] Orders)> parts) =>
    [
        .. Enumerable.Range(0, at.Books.Length).Select(u =>
        {
            (double[] items, double[] orders) = parts(initial, at, u);
            double[] itemsLow = parts(maintenance, low, u).Items;
            return new LineEstimate(MarginComponent.Underlying, at.Books[u].Underlying.Code, items.Sum() + orders.Sum(), itemsLow.Sum(), Evidence.Sum.Instance,
                ItemLines(at.Books[u], items, itemsLow, ReferenceEquals(requirement.Initial, requirement.InitialWithoutOrders) ? null : orders, null));
        }),
    ];

    private static string NameOf(LegKind leg) => leg switch
    {
        LegKind.Core => "core expected shortfall",
        LegKind.Grid => "grid",
        LegKind.Blend => "stress blend",
        LegKind.Stress => "stress library",
        _ => "none",
    };

    private static Evidence.Curve CurveEvidence(Exposure exposure) =>
        new(exposure.Notional, exposure.Binding.Notional, exposure.TimesToLiquidate, exposure.Multiplier, exposure.Binding.Bound switch
        {
            Liquidity.CapacityBound.Volume => "volume",
            Liquidity.CapacityBound.Depth => "depth",
            _ => "floor",
        });

    private Evidence.Numbers CostEvidence(Exposure exposure) => new(
    [
        new("notional to close", exposure.Notional, "USD"), new("stressed spread", market.Liquidity(exposure.Underlying).StressedSpread, "fraction"),
        new("daily volume", market.Liquidity(exposure.Underlying).DailyVolume, "USD"), new("cost of delta", exposure.DeltaCost, "USD"), new("cost of vega", exposure.VegaCost, "USD"),
    ]);

    /// <summary>Aumann–Shapley parts of the size charge, a function of base and notional along the line from nothing to the book.</summary>
    private double[] SizeParts(Exposure exposure)
    {
        double uncapped = (exposure.Multiplier - 1) * exposure.Base;
        if (uncapped <= 0) return new double[exposure.Book.Items.Length];
        double[] alone = AloneParts(exposure.Book);
        double averageExtra = AverageMultiplier(exposure.TimesToLiquidate) - 1, byNotional = uncapped - (averageExtra * exposure.Base), kept = exposure.Size / uncapped;
        return [.. exposure.NotionalParts.Select((part, i) => kept * ((averageExtra * alone[i]) + (byNotional * part / exposure.Notional)))];
    }

    private double[] AloneParts(UnderlyingBook book, Level level = Level.Initial)
    {
        GroupMarketRisk alone = GroupMarketRisk.Of([book], level, SmileDynamics.StickyMoneyness, false, market.Parameters);
        return new Contributions(market.Parameters, level, SmileDynamics.StickyMoneyness, BreakKind.None).OfAlone(alone, 0);
    }

    private LineEstimate AccountRiskLine()
    {
        MarketRisk market = requirement.InitialWithoutOrders;
        double extra = requirement.Set.RiskFactor - 1;
        ImmutableArray<LineEstimate> parts = [];
        if (tree && extra > 0)
        {
            var euler = new Contributions(this.market.Parameters, market);
            parts = [.. market.Groups.SelectMany(group => Enumerable.Range(0, group.Books.Length).Select(u =>
            {
                double[] shares = [.. euler.OfOffset(group, u).Items.Zip(euler.OfBreak(group, u).Items, (offset, broken) => extra * (offset + broken))];
                return new LineEstimate(MarginComponent.Underlying, group.Books[u].Underlying.Code, shares.Sum(), 0, Evidence.Sum.Instance, ItemLines(group.Books[u], shares, new double[shares.Length], null, null));
            }))];
        }

        return new LineEstimate(MarginComponent.AccountRisk, requirement.Set.Account.RiskClass ?? "", requirement.AccountRisk, 0,
            new Evidence.Numbers([new("factor of the account's risk class", requirement.Set.RiskFactor, "factor"), new("market risk without orders", market.Total, "USD")]), parts);
    }

    private LineEstimate RegimeLine(RegimeAmount amount)
    {
        (double factor, double scale) = (amount.Charge.MarginMultiplier, amount.Charge.LiquidationThresholdScale);
        string name = amount.Regime.ToString().ToLowerInvariant();
        return new LineEstimate(MarginComponent.Underlying, amount.Exposure.Underlying.Code, amount.Initial, amount.Maintenance,
            new Evidence.Numbers([new($"factor of the {name} regime on initial margin", factor, "factor"), new($"factor of the {name} regime on maintenance margin", scale, "factor"), new("base alone", amount.Exposure.Base, "USD")]),
            !tree ? [] : ItemLines(amount.Exposure.Book, [.. AloneParts(amount.Exposure.Book).Select(part => (factor - 1) * part)],
                [.. AloneParts(amount.Exposure.Book, Level.Maintenance).Select(part => (scale - 1) * part)], null, null));
    }

    private double AverageMultiplier(double times)
    {
        Scaling.SizeCurve curve = NativeSizeCurve.Of(market.Parameters.Size);
        return MathNet.Numerics.Integration.GaussLegendreRule.Integrate(t => curve.Multiplier(times * t), 0, 1, 64);
    }

    private static double[] CostParts(Exposure exposure) =>
        [.. exposure.NotionalParts.Select((part, i) => exposure.Cost / exposure.FullCost * ((exposure.Notional > 0 ? exposure.DeltaCost * part / exposure.Notional : 0) + exposure.VegaCostParts[i]))];

    private IEnumerable<PositionContribution> Positions(List<MarginLine> lines)
    {
        var parts = new Dictionary<string, (Money Initial, Money Maintenance)>();
        foreach (MarginLine line in lines) Collect(line, parts);
        foreach (Position position in requirement.Set.Account.Positions)
        {
            string name = position.Symbol.ToString();
            (Money im, Money mm) = parts.GetValueOrDefault(name, (Money.Zero(Dollar), Money.Zero(Dollar)));
            Instrument instrument = market.Snapshot.Instruments[position.Symbol].Instrument;
            decimal mark = requirement.Set.Marks[position.Symbol];
            decimal settle = market.Snapshot.UsdPrice(position.Symbol.Settle)!.Price, spot = market.Snapshot.UsdPrice(position.Symbol.Base)!.Price;
            decimal notional = position.Quantity * instrument.ContractSize * (position.Symbol.Kind == InstrumentKind.Option ? spot : position.Symbol.IsInverse ? settle / mark : mark * settle);
            yield return new PositionContribution(position.Symbol, position.Quantity, mark, Money.Usd(Math.Round(notional, 2)), im, mm);
        }
    }

    private static void Collect(MarginLine line, Dictionary<string, (Money Initial, Money Maintenance)> into)
    {
        if (line.Component == MarginComponent.Position)
        {
            (Money im, Money mm) = into.GetValueOrDefault(line.Subject, (Money.Zero(Dollar), Money.Zero(Dollar)));
            into[line.Subject] = (im + line.Initial, mm + line.Maintenance);
        }

        foreach (MarginLine part in line.Lines) Collect(part, into);
    }

    private IEnumerable<CollateralLine> CollateralLines()
    {
        foreach (CurrencyHolding holding in requirement.Set.Holdings)
        {
            AssetHaircut haircut = requirement.Haircuts.FirstOrDefault(asset => asset.Holding.Currency == holding.Currency);
            yield return new CollateralLine(holding.Currency, holding.Amount, holding.Price, Money.Usd(holding.Amount * holding.Price).RoundDown(), Money.RequirementFromEstimate(haircut.Amount, Dollar),
                (decimal)haircut.InBook, new Evidence.HaircutRow(haircut.Count.Rate, haircut.Count.Cap));
        }
    }

    private IEnumerable<MarginWarning> Fallbacks()
    {
        HorizonFactors factors = requirement.Horizon.Factors;
        if (requirement.Books.Length > 0 && factors.Builder.IsStale)
            yield return new MarginWarning("history-old", $"The last bar of the price history is {factors.Builder.HistoryAge!.Value.TotalHours:0} hours old; volatilities are raised by the factor {market.Parameters.Data.StaleVolatility}.");
        foreach (UnderlyingBook book in requirement.Books)
        {
            LiquidityView view = market.Liquidity(book.Underlying);
            if (factors.Of(book.Underlying).IsProxy)
                yield return new MarginWarning("proxy-history", $"{book.Underlying} has too little history of its own; it moves like {market.Parameters.MarketRisk.Leader} and the rest of its class, times {market.Parameters.MarketRisk.ProxyFactor}.");
            if (market.Snapshot.Volatilities.TryGetValue(book.Underlying, out VolatilityState? published) && published.Forecast is not null
                && market.Snapshot.AgeOf(published.Time) is { } age && age.TotalHours > market.Parameters.Data.VolatilityHours)
                yield return new MarginWarning("volatility-old", $"The published volatility of {book.Underlying} is {age.TotalHours:0} hours old; the one estimated from its price history is used.");
            if (!view.HasVolume) yield return new MarginWarning("volume-missing", $"No volume of {book.Underlying} is known; {view.DailyVolume:0} USD a day is assumed.");
            if (!view.HasDepth) yield return new MarginWarning("depth-missing", $"No depth of {book.Underlying} is known; its capacity comes from {(view.HasVolume ? "volume" : "the floor of its class")} alone.");
            if (!view.HasOpenInterest) yield return new MarginWarning("open-interest-missing", $"No open interest of {book.Underlying} is known; {view.OpenInterest:0} USD is assumed.");
        }
    }

    private IEnumerable<MarginWarning> Notes()
    {
        foreach (GroupMarketRisk group in requirement.Initial.Groups.Where(group => group.Group.CorrelationRange > market.Parameters.Offset.UnstableRange && group.Books.Length > 1))
            yield return new MarginWarning("unstable-correlation", $"Correlations in '{group.Group.Axis.Group.Name}' have been unstable; {group.Group.Offset:0%} of offsets count.");
    }
}

/// <summary>The most that is asked of a book with bought options: their value and the requirement of everything else.</summary>
/// <param name="Value">Value of the bought options.</param>
/// <param name="Initial">Most initial margin.</param>
/// <param name="InitialForMaintenance">Most of the initial margin that maintenance margin is compared with.</param>
/// <param name="Maintenance">Most maintenance margin.</param>
internal readonly record struct OptionsCap(Money Value, Money Initial, Money InitialForMaintenance, Money Maintenance);
