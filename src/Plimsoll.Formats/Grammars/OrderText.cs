using Plimsoll.Accounts;
using Plimsoll.Instruments;

namespace Plimsoll.Formats;

/// <summary>Reads an order as a trader says it: <c>buy 10 ETH/USDT:USDT @ 3100</c>.</summary>
public static class OrderText
{
    /// <summary>Reads one order.</summary>
    /// <param name="text">Side, number of contracts, symbol, "@", limit price.</param>
    /// <exception cref="InvalidInputException">The text is no order; carries every problem.</exception>
    public static Order Parse(string text)
    {
        Trade trade = TradeText.Read("order", text, "buy 10 ETH/USDT:USDT @ 3100", mark: false);
        return new Order(trade.Symbol, trade.Quantity, trade.Price!.Value);
    }
}

/// <summary>A fill to try: at a price, or at the mark.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Quantity">Signed contracts: above 0 bought.</param>
/// <param name="Price">Price in the unit of the mark price; null for the mark price itself.</param>
public sealed record Trade(InstrumentSymbol Symbol, decimal Quantity, decimal? Price);

/// <summary>Reads a trade: <c>sell 2 BTC/USDT:USDT @ 60000</c>, or <c>@ mark</c> for the market's mark price.</summary>
public static class TradeText
{
    /// <summary>Reads one trade.</summary>
    /// <param name="text">Side, number of contracts, symbol, "@", price or "mark".</param>
    /// <exception cref="InvalidInputException">The text is no trade; carries every problem.</exception>
    public static Trade Parse(string text) => Read("trade", text, "sell 2 BTC/USDT:USDT @ mark", mark: true);

    internal static Trade Read(string kind, string text, string example, bool mark)
    {
        string[] words = GrammarText.Words(text);
        if (words.Length != 5 || words[3] != "@")
            throw GrammarText.Fail(kind, text, $"write side, number of contracts, symbol, @ and price, as \"{example}\".");
        var problems = new ProblemList("");
        int side = words[0].ToUpperInvariant() switch { "BUY" => 1, "SELL" => -1, _ => 0 };
        if (side == 0) problems.Add($"'{words[0]}' is no side; write buy or sell.");
        decimal? quantity = ObjectReader.Number(words[1], default, NumberRule.OrderContracts, problems);
        InstrumentSymbol? symbol = ObjectReader.Symbol(words[2], default, problems);
        bool atMark = mark && words[4].Equals("mark", StringComparison.OrdinalIgnoreCase);
        decimal? price = atMark ? null
            : ObjectReader.Number(words[4], default, symbol?.Kind == InstrumentKind.Option && mark ? NumberRule.OptionPrice
            : NumberRule.Price, problems);
        return problems.Count == 0 ? new Trade(symbol!, side * quantity!.Value, price)
            : throw GrammarText.Fail(kind, text, problems.All.Select(problem => problem.Message));
    }
}
