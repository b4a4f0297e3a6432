namespace Plimsoll.Lab.Calibrations;

/// <summary>Why parameters that no data made have their values: one reason for each, or for all below a path.</summary>
internal static class Judgements
{
    private static readonly (string Path, string Why)[] Reasons =
    [
        ("marketRisk.initialTail", "policy: expected shortfall at 1 %, near a 99.5 % loss"),
        ("marketRisk.maintenanceTail", "policy: below the initial level, so that a call comes before liquidation"),
        ("marketRisk.hours", "policy: a day to close a book of options or thin coins"),
        ("marketRisk.shortHours", "policy: where positions are closed automatically, a third of a day"),
        ("marketRisk.shortNettingSets", "policy"),
        ("marketRisk.minimumDays", "below a year of trading days a 1 % tail is two or three days"),
        ("marketRisk.leastScale", "bounds a division of volatilities; the search showed nothing against it"),
        ("marketRisk.greatestScale", "bounds a division of volatilities; the search showed nothing against it"),
        ("marketRisk.seedReturns", "a month"),
        ("marketRisk.leader", "the longest history and the deepest market"),
        ("marketRisk.proxyFactor", "coins without a history move more than the leader"),
        ("marketRisk.basisTenorSlope", "no histories of dated futures are recorded"),
        ("marketRisk.stressedDays", "policy: the stress year of the margin rules of clearing houses"),
        ("volatilityShock", "no index of implied volatility is in the data; slopes of the literature and of an index that may not be copied"),
        ("grid", "policy: the moves of portfolio-margin grids, in parts of a day's expected shortfall"),
        ("stress", "a scenario thought up, not measured"),
        ("offset", "policy, held against pairs where the evidence says so"),
        ("classes.pegs", "no peg's books or index are in the data"),
        ("defaultClass", "what nobody classed is taken to be thin"),
        ("sectors", "coins that fell together; no owner data"),
        ("classes", "no member is in the data: kept, and no better than the class above"),
        ("size.curve", "decided by its shape: continuous, never falling, convex (the validator's proof)"),
        ("size.volumeShare", "policy: 10 to 20 % of volume is taken to be tradable without leading the market"),
        ("size.spreadStress", "no spreads are recorded through a crisis"),
        ("size", "policy"),
        ("minimum", "policy: venues' least requirements"),
        ("collateral", "policy: concave in size, capped by what a market takes"),
        ("data", "policy: ages at which a number no longer speaks"),
        ("status", "policy: a call before liquidation"),
    ];

    // What no class has data for, whoever its members are.
    private static readonly (string Name, string Why)[] OfEveryClass =
    [
        ("group", "coins that rise and fall together offset each other, decision 0011"),
        ("reference", "the member with the longest history beside the leader"),
        ("automaticLiquidation", "policy"),
        ("volatilityUp", "no index of implied volatility is in the data"),
        ("volatilityDown", "no index of implied volatility is in the data"),
        ("vegaSpread", "two-sided quotes are recorded on too few days"),
        ("vegaDepth", "two-sided quotes are recorded on too few days"),
    ];

    /// <summary>The reason of the longest path that leads to a parameter.</summary>
    public static string Of(string path) =>
        path.Split('.') is ["classes", not "pegs", var name] && OfEveryClass.FirstOrDefault(reason => reason.Name == name).Why is { } why ? why : ByPath(path);

    private static string ByPath(string path) => Reasons.Where(reason => path == reason.Path || path.StartsWith(reason.Path + ".", StringComparison.Ordinal)).OrderByDescending(reason => reason.Path.Length).Select(reason => reason.Why).FirstOrDefault("policy");
}
