using Plimsoll.Accounts;

namespace Plimsoll.Formats;

/// <summary>Reads a deposit or withdrawal: <c>+5000 USDC</c>, <c>-0.5 BTC</c>.</summary>
public static class TransferText
{
    /// <summary>Reads one transfer.</summary>
    /// <param name="text">Signed amount and currency.</param>
    /// <returns>What the balance of the currency changes by: above 0 a deposit.</returns>
    /// <exception cref="InvalidInputException">The text is no transfer; carries every problem.</exception>
    public static Balance Parse(string text)
    {
        string[] words = GrammarText.Words(text);
        if (words.Length != 2) throw GrammarText.Fail("transfer", text, "write a signed amount and a currency, as \"+5000 USDC\" or \"-0.5 BTC\".");
        var problems = new ProblemList("");
        decimal? amount = ObjectReader.Number(words[0], default, NumberRule.Amount, problems);
        if (amount == 0m) problems.Add("an amount of 0 moves nothing; write a deposit as \"+5000 USDC\", a withdrawal as \"-5000 USDC\".");
        if (!Currency.TryParse(words[1], out Currency currency)) problems.Add($"'{words[1]}' is no currency; write its code, as USDC.");
        return problems.Count == 0 ? new Balance(currency, amount!.Value)
            : throw GrammarText.Fail("transfer", text, problems.All.Select(problem => problem.Message));
    }
}
