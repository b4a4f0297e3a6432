using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Formats;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Scenarios;

namespace Plimsoll.Samples;

/// <summary>May this order stand, and what would a fall of the market do?</summary>
public static class WhatIf
{
    /// <summary>Prints the answer to an order that is too large, and the excess after a fall of 20 %.</summary>
    /// <param name="data">Folder with markets/ and portfolios/.</param>
    /// <param name="output">Where it is printed.</param>
    public static void Run(string data, TextWriter output)
    {
        MarketSnapshot market = MarketFile.Read(Path.Combine(data, "markets", "2026-01-31.json"));
        ImmutableArray<AccountSnapshot> accounts = PortfolioFile.Read(Path.Combine(data, "portfolios", "retail.json"), market);
        IMarginModel model = MarginModels.Create(RulebookLibrary.Shipped.Find("plimsoll"));

        IMarginEvaluator today = model.Prepare(market);
        Order order = OrderText.Parse("buy 2 BTC/USDT:USDT @ 83000");
        OrderDecision decision = OrderCheck.Decide(today, accounts, 0, order, market.Instruments[order.Symbol].Instrument);
        output.WriteLine(decision is OrderDecision.Refused refused
            ? $"refused: it needs {refused.Needed} and {refused.Free} is free; up to {refused.LargestQuantity} would fit"
            : $"stands: {decision.GetType().Name}");

        MarketSnapshot fallen = MarketShift.Apply(market, [ShockText.Parse("all spot -20%")]);
        output.WriteLine($"excess today {Excess(today, accounts)}, after a fall of 20 % {Excess(model.Prepare(fallen), accounts)}");
    }

    private static string Excess(IMarginEvaluator evaluator, ImmutableArray<AccountSnapshot> accounts) =>
        evaluator.Evaluate(accounts, MarginDetail.Totals)[0] is MarginOutcome.Calculated { Statement: var margin } ? margin.Excess.ToString() : "unknown";
}
