using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>What must hold between the native model's parameters, beyond the range of each.</summary>
internal static class NativeParameterChecks
{
    public static ImmutableArray<Problem> Problems(NativeParameters parameters)
    {
        ImmutableArray<Problem>.Builder problems = ImmutableArray.CreateBuilder<Problem>();
        void Add(string place, string message) => problems.Add(new Problem(place, message));
        MarketRiskParameters risk = parameters.MarketRisk;

        if (risk.MaintenanceTail < risk.InitialTail)
            Add("marketRisk.maintenanceTail", $"{risk.MaintenanceTail} is below the initial margin's {risk.InitialTail}; maintenance margin covers no more than initial margin, write {risk.InitialTail} or more.");
        if (risk.ShortHours > risk.Hours)
            Add("marketRisk.shortHours", $"{risk.ShortHours} hours exceed the {risk.Hours} of marketRisk.hours; write {risk.Hours} or less.");
        foreach ((double hours, string place) in new[] { (risk.Hours, "marketRisk.hours"), (risk.ShortHours, "marketRisk.shortHours") })
            if (hours != Math.Floor(hours) || (hours < 24 && 24 % hours != 0) || (hours > 24 && hours % 24 != 0))
                Add(place, $"{hours} hours do not divide a day nor are whole days; write 1, 2, 3, 4, 6, 8, 12, 24, 48 …");
        if (risk.WindowDays < risk.MinimumDays)
            Add("marketRisk.windowDays", $"{risk.WindowDays} days are fewer than the {risk.MinimumDays} of marketRisk.minimumDays; write {risk.MinimumDays} or more.");
        if (risk.FastDecay is { } fast && fast > risk.Decay)
            Add("marketRisk.fastDecay", $"{fast} is above marketRisk.decay {risk.Decay}; the second memory is the shorter one, write {risk.Decay} or less.");
        foreach ((double? given, string name) in new[] { (risk.RealisedShare, "realisedShare"), (risk.UnseenFactor, "unseenFactor") })
            if (given is not null && risk.FastDecay is null)
                Add($"marketRisk.{name}", $"what happens inside a step counts only beside a second memory; give marketRisk.fastDecay too, or leave {name} out.");
        if ((risk.BasisLeastScale ?? risk.LeastScale) > (risk.BasisGreatestScale ?? risk.GreatestScale))
            Add("marketRisk.basisLeastScale", $"{risk.BasisLeastScale} is above the greatest scale {risk.BasisGreatestScale}; write the lesser of them here.");
        if (risk.Copula is { } copula && risk.WindowDays * (24 / Math.Min(24, Math.Min(risk.Hours, risk.ShortHours))) is var dates && copula.Draws < dates)
            Add("marketRisk.copula.draws", $"{copula.Draws} draws leave out some of the {dates} dates of the core set; write {dates} or more, a multiple of it leaves the distribution of each underlying as it is.");

        Grid(parameters, Add);
        Classes(parameters, Add);
        Stress(parameters, Add);
        if (parameters.Offset.BreakShare > Math.Min(parameters.Offset.Stable, parameters.Offset.Unstable))
            Add("offset.breakShare", $"{parameters.Offset.BreakShare} exceeds the least offset {Math.Min(parameters.Offset.Stable, parameters.Offset.Unstable)}; a loss more could then lower the requirement, write at most that.");
        if (parameters.Offset.LookbackDays < parameters.Offset.CorrelationDays)
            Add("offset.lookbackDays", $"{parameters.Offset.LookbackDays} days do not hold one correlation of {parameters.Offset.CorrelationDays}; write {parameters.Offset.CorrelationDays} or more.");
        Haircuts(parameters, Add);
        if (parameters.Regimes is { } regimes) Regimes(regimes, Add);
        if (parameters.AccountClasses is { } accounts) AccountClasses(accounts, Add);
        problems.AddRange(NativeSizeCurve.Problems(parameters.Size));
        DataParameters data = parameters.Data;
        if (data.BoundSeconds < data.PriceSeconds)
            Add("data.boundSeconds", $"{data.BoundSeconds} seconds are fewer than the {data.PriceSeconds} of data.priceSeconds; write {data.PriceSeconds} or more.");
        if (data.HistoryLimitHours < data.HistoryHours)
            Add("data.historyLimitHours", $"{data.HistoryLimitHours} hours are fewer than the {data.HistoryHours} of data.historyHours; write {data.HistoryHours} or more.");
        return problems.ToImmutable();
    }

    private static void Grid(NativeParameters parameters, Action<string, string> add)
    {
        ImmutableArray<double> points = parameters.Grid.Points;
        if (!points.Contains(0.0)) add("grid.points", "the grid has no point 0, where only volatility moves; add 0.");
        for (int i = 1; i < points.Length; i++)
            if (points[i] <= points[i - 1])
                add($"grid.points[{i}]", $"{points[i]} is not above the point before it, {points[i - 1]}; write the points in rising order, each once.");
    }

    private static void Classes(NativeParameters parameters, Action<string, string> add)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var owners = new Dictionary<Currency, string>();
        for (int i = 0; i < parameters.Classes.Length; i++)
        {
            LiquidityClass entry = parameters.Classes[i];
            if (!names.Add(entry.Name)) add($"classes[{i}].name", $"the class '{entry.Name}' is there twice; give each class a name of its own.");
            foreach (Currency asset in entry.Assets)
                if (!owners.TryAdd(asset, entry.Name))
                    add($"classes[{i}].assets", $"{asset} is in '{owners[asset]}' and in '{entry.Name}'; an underlying belongs to one class.");
            if (entry.Reference is { } reference && !entry.Assets.Contains(reference) && reference != parameters.MarketRisk.Leader)
                add($"classes[{i}].reference", $"{reference} is neither in '{entry.Name}' nor the leader {parameters.MarketRisk.Leader}; name an asset of the class.");
        }

        foreach (IGrouping<string, int> group in Enumerable.Range(0, parameters.Classes.Length).GroupBy(i => parameters.Classes[i].GroupName, StringComparer.Ordinal))
        {
            LiquidityClass first = parameters.Classes[group.First()];
            foreach (int i in group.Skip(1).Where(i => (parameters.Classes[i].Peg == true) != (first.Peg == true) && parameters.Classes[i].Name != first.Name))
                add($"classes[{i}].group", $"'{group.Key}' holds '{first.Name}' and '{parameters.Classes[i].Name}', one of them pegged and one not; pegged classes offset only each other, write a group of its own.");
            foreach (LiquidityClass elsewhere in parameters.Classes.Where(entry => entry.Name == group.Key && entry.GroupName != group.Key))
                add($"classes[{group.First()}].group", $"'{group.Key}' is the name of a class that is in the group '{elsewhere.GroupName}'; write another name, or '{elsewhere.GroupName}' to be tested together with it.");
        }

        if (!names.Contains(parameters.DefaultClass))
            add("defaultClass", $"there is no class '{parameters.DefaultClass}'; write one of {string.Join(", ", parameters.Classes.Select(entry => entry.Name))}.");
        for (int i = 0; i < parameters.Sectors.Length; i++)
            if (names.Contains(parameters.Sectors[i].Name) || parameters.Sectors.Take(i).Any(earlier => earlier.Name == parameters.Sectors[i].Name))
                add($"sectors[{i}].name", $"'{parameters.Sectors[i].Name}' already names a class or a sector; give each sector a name of its own.");
    }

    private static void Stress(NativeParameters parameters, Action<string, string> add)
    {
        string[] names = [.. parameters.Classes.Select(entry => entry.Name)];
        for (int i = 0; i < parameters.Stress.Length; i++)
        {
            StressScenario scenario = parameters.Stress[i];
            if (parameters.Stress.Take(i).Any(earlier => earlier.Name == scenario.Name)) add($"stress[{i}].name", $"'{scenario.Name}' is there twice; give each scenario a name of its own.");
            foreach (string name in scenario.Weight.Keys.Concat(scenario.Spot?.Keys ?? []).Distinct().Where(name => Array.IndexOf(names, name) < 0))
                add($"stress[{i}]", $"scenario '{scenario.Name}' names the class '{name}', which does not exist; write one of {string.Join(", ", names)}.");
            if (scenario.Spot is null && scenario.Assets is null && scenario.Volatility is null && scenario.Basis is null && scenario.ForwardBasis is null && scenario.Funding is null)
                add($"stress[{i}]", $"scenario '{scenario.Name}' moves nothing; give it spot, assets, volatility, basis, forwardBasis or funding.");
        }
    }

    private static void Regimes(RegimeParameters regimes, Action<string, string> add)
    {
        (string Name, RegimeCharge Charge)[] milder = [("elevated", regimes.Elevated), ("stressed", regimes.Stressed), ("crisis", regimes.Crisis)];
        for (int i = 0; i < milder.Length; i++)
        {
            (string name, RegimeCharge charge) = milder[i];
            if (charge.LiquidationThresholdScale > charge.MarginMultiplier)
                add($"regimes.{name}.liquidationThresholdScale", $"{charge.LiquidationThresholdScale} is above the marginMultiplier {charge.MarginMultiplier} of the same regime; what is opened on initial margin could be liquidated at once, write {charge.MarginMultiplier} or less.");
            if (i == 0) continue;
            (string before, RegimeCharge less) = milder[i - 1];
            if (charge.MarginMultiplier < less.MarginMultiplier)
                add($"regimes.{name}.marginMultiplier", $"{charge.MarginMultiplier} is below the {less.MarginMultiplier} of '{before}'; a worse regime never does less, write {less.MarginMultiplier} or more.");
            if (charge.LiquidationThresholdScale < less.LiquidationThresholdScale)
                add($"regimes.{name}.liquidationThresholdScale", $"{charge.LiquidationThresholdScale} is below the {less.LiquidationThresholdScale} of '{before}'; a worse regime never does less, write {less.LiquidationThresholdScale} or more.");
        }
    }

    private static void AccountClasses(ImmutableArray<AccountClass> classes, Action<string, string> add)
    {
        if (classes.Length == 0) add("accountClasses", "the list is empty, so that no account could state a class; write the classes, or leave accountClasses out.");
        for (int i = 0; i < classes.Length; i++)
            if (classes.Take(i).Any(earlier => earlier.Name == classes[i].Name))
                add($"accountClasses[{i}].name", $"'{classes[i].Name}' is there twice; give each class a name of its own.");
    }

    private static void Haircuts(NativeParameters parameters, Action<string, string> add)
    {
        ImmutableArray<HaircutBracket> brackets = parameters.Collateral.Brackets;
        if (brackets.Length == 0) add("collateral.brackets", "there is no bracket, so no collateral would count; write at least one.");
        for (int i = 1; i < brackets.Length; i++)
        {
            if (brackets[i].UpTo <= brackets[i - 1].UpTo) add($"collateral.brackets[{i}].upTo", $"{brackets[i].UpTo} is not above the bracket before it, {brackets[i - 1].UpTo}; write rising ends.");
            if (brackets[i].Multiple < brackets[i - 1].Multiple) add($"collateral.brackets[{i}].multiple", $"{brackets[i].Multiple} is below the bracket before it, {brackets[i - 1].Multiple}; a larger holding is never cut less.");
        }
    }
}
