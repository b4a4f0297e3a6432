using Plimsoll.Scenarios;

namespace Plimsoll.Formats;

/// <summary>Reads a shock to try: <c>BTC spot -10%</c>, <c>BTC vol +30%</c>, <c>all spot -20%</c>.</summary>
public static class ShockText
{
    private const string Example = "write a coin or all, spot or vol, and a change in per cent, as \"BTC spot -10%\" or \"all vol +30%\".";

    /// <summary>Reads one shock.</summary>
    /// <param name="text">Coin or "all", "spot" or "vol", signed percentage.</param>
    /// <exception cref="InvalidInputException">The text is no shock; carries every problem.</exception>
    public static MarketShock Parse(string text)
    {
        string[] words = GrammarText.Words(text);
        if (words.Length == 4 && words[3] == "%") words = [words[0], words[1], words[2] + "%"];
        if (words.Length != 3) throw GrammarText.Fail("shock", text, Example);
        var problems = new ProblemList("");
        Currency? underlying = null;
        if (!words[0].Equals("all", StringComparison.OrdinalIgnoreCase))
        {
            if (Currency.TryParse(words[0], out Currency coin)) underlying = coin;
            else problems.Add($"'{words[0]}' is no coin; write its code, as BTC, or all.");
        }

        ShockedFactor? factor = words[1].ToUpperInvariant() switch { "SPOT" => ShockedFactor.Spot, "VOL" => ShockedFactor.Volatility, _ => null };
        if (factor is null) problems.Add($"'{words[1]}' cannot be shocked; write spot or vol.");
        decimal? percent = Percent(words[2], problems);
        return problems.Count == 0 ? new MarketShock(underlying, factor!.Value, percent!.Value / 100m)
            : throw GrammarText.Fail("shock", text, problems.All.Select(problem => problem.Message));
    }

    private static decimal? Percent(string word, ProblemList problems)
    {
        if (!word.EndsWith('%'))
        {
            problems.Add($"'{word}' has no per cent sign; write a fall of 10 % as -10%.");
            return null;
        }

        if (!NumberText.TryDecimal(word[..^1], out decimal percent, out string? problem)) problems.Add($"{problem}; write a fall of 10 % as -10%.");
        else if (percent is <= -100m or > 1_000_000m) problems.Add($"'{word}' is not allowed: a change lies above -100% and at most at 1000000%.");
        else return percent;
        return null;
    }
}
