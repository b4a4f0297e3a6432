using System.Diagnostics;
using Plimsoll.Instruments;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli.Rendering;

/// <summary>Says what was decided on an order, why, and what would be possible instead.</summary>
internal static class OrderSentence
{
    /// <summary>The order as it was asked: "buy 10 ETH/USDT:USDT @ 3100".</summary>
    public static string Name(OrderAnswer answer) =>
        $"{(answer.Order.Quantity < 0m ? "sell" : "buy")} {Text.Exact(Math.Abs(answer.Order.Quantity))} {answer.Order.Symbol} @ {Text.Exact(answer.Order.Price)}";

    /// <summary>The decision in full sentences.</summary>
    public static string Of(OrderAnswer answer) => answer.Decision switch
    {
        OrderDecision.Accepted accepted => $"Order accepted: {accepted.Statement.Excess} stay free.",
        OrderDecision.AcceptedAsReducing => "Order accepted: the account lacks margin, but the order lowers what it needs.",
        OrderDecision.AcceptedAsClosing => "Order accepted: the requirement cannot be computed, but the order only closes what is held.",
        OrderDecision.Refused refused =>
            $"Order refused: it needs {refused.Needed} of initial margin and {Text.Read(refused.Free, false)} is free. {Largest(refused.Statement)}{Possible(answer, refused.LargestQuantity)}",
        OrderDecision.Unknown unknown => $"Order refused: its requirement cannot be computed. {string.Join("; ", unknown.Gaps)}.",
        _ => throw new UnreachableException($"No sentence for decision {answer.Decision.GetType().Name}."),
    };

    private static string Largest(MarginStatement statement)
    {
        MarginLine? line = statement.Lines.MaxBy(line => line.Initial.Amount);
        if (line is null) return "";
        string name = line.Subject.Length > 0 ? $"{Text.Words(line.Component)} {line.Subject}" : Text.Words(line.Component);
        string why = line.Evidence is Evidence.MarketRisk { Scenarios: [var worst, ..] } ? $", worst scenario \"{worst.Scenario}\"" : "";
        return $"Largest charge: {name}, {Text.Read(line.Initial, false)}{why}. ";
    }

    private static string Possible(OrderAnswer answer, decimal quantity)
    {
        if (quantity <= 0m) return "No order of this kind would fit.";
        InstrumentSymbol symbol = answer.Order.Symbol;
        return $"An order of up to {Text.Exact(quantity)} contracts of {symbol} would fit.";
    }
}
