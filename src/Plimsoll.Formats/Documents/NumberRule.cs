namespace Plimsoll.Formats;

/// <summary>Which numbers a field takes, and how to tell somebody who wrote another.</summary>
/// <param name="Write">What to write, as "a price, as \"60250.5\"".</param>
/// <param name="Allowed">The range in words, as "a price lies between 1e-12 and 1e12".</param>
/// <param name="Low">Smallest number allowed.</param>
/// <param name="High">Greatest number allowed.</param>
/// <remarks>The bounds keep products of quantity, price and contract size within the range of exact numbers; no real contract comes near them.</remarks>
internal sealed record NumberRule(string Write, string Allowed, decimal Low, decimal High)
{
    private const decimal Most = 1e15m;
    private const decimal HighestPrice = 1e12m;
    private const decimal LowestPrice = 1e-12m;

    public static NumberRule Contracts { get; } = new("a signed number of contracts, as \"-3.5\"",
        "a quantity lies between -1e15 and 1e15 contracts", -Most, Most);

    public static NumberRule OrderContracts { get; } =
        new("a number of contracts above 0, as \"10\"",
            "the quantity of an order lies above 0 and at most at 1e15 contracts; \"side\" says whether it buys or sells", 1e-18m, Most);

    public static NumberRule ContractsNotNegative { get; } = new("a number of contracts, as \"81000\"",
        "a number of contracts lies between 0 and 1e15", 0m, Most);

    public static NumberRule ContractsAboveZero { get; } = new("a number of contracts above 0, as \"2.1\"",
        "a size lies above 0 and at most at 1e15 contracts", 1e-18m, Most);

    public static NumberRule Price { get; } = new("a price, as \"60250.5\"", "a price lies above 0, between 1e-12 and 1e12", LowestPrice,
        HighestPrice);

    public static NumberRule OptionPrice { get; } =
        new("a price in the settlement currency, as \"0.081\"", "the price of an option lies between 0 and 1e12", 0m, HighestPrice);

    public static NumberRule Amount { get; } = new("an amount, as \"100000\" or \"1.5\"; a debt is below 0",
        "an amount lies between -1e15 and 1e15", -Most, Most);

    public static NumberRule AmountNotNegative { get; } = new("an amount in the settlement currency, as \"9000\"",
        "isolated collateral lies between 0 and 1e15", 0m, Most);

    public static NumberRule ContractSize { get; } =
        new("the units of base (inverse futures: of quote) in one contract, as \"1\"", "a contract size lies above 0, between 1e-9 and 1e9",
            1e-9m, 1e9m);

    public static NumberRule AnnualVolatility { get; } =
        new("an annualised fraction, 62 % as \"0.62\"", "an annualised volatility is a fraction above 0 and at most 10; 62 % is 0.62", 1e-6m, 10m);

    /// <summary>What venues quote may be wilder than what somebody writes, just before an expiry.</summary>
    public static NumberRule QuotedVolatility { get; } =
        new("an annualised fraction, 62 % as 0.62", "a quoted volatility is a fraction above 0 and at most 50; 62 % is 0.62", 1e-6m, 50m);

    public static NumberRule DailyVolatility { get; } =
        new("a daily fraction, 3.1 % a day as \"0.031\"",
            "a daily volatility is a fraction above 0 and at most 2.6; an annualised one is divided by √365 first", 1e-8m, 2.6m);

    public static NumberRule FundingRate { get; } =
        new("the fraction of notional paid in one interval, 0.01 % as \"0.0001\"",
            "a funding rate is a fraction between -1 and 1; 0.01 % is 0.0001", -1m, 1m);

    public static NumberRule FundingInterval { get; } = new("the hours between payments, as 8",
        "an interval lies above 0 and at most at 24 hours", 1e-6m, 24m);

    /// <summary>How sure an oracle is.</summary>
    public static NumberRule Confidence { get; } = new("how sure the oracle is, as \"0.98\"", "a confidence is a fraction between 0 and 1", 0m, 1m);

    /// <summary>Leverage chosen at a venue.</summary>
    public static NumberRule Leverage { get; } = new("the leverage chosen, as \"10\"", "a leverage lies above 0 and at most at 1000", 1e-6m, 1000m);

    public static NumberRule Sources { get; } = new("a whole number of venues, as 5", "the number of venues lies between 1 and 1000", 1m, 1000m);

    public static NumberRule WithinPercent { get; } = new("a distance from mid in per cent, 1 % as 1",
        "the distance from mid lies above 0 and below 100 per cent", 1e-6m, 99.999999m);
}
