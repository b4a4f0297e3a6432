using Plimsoll.Accounts;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads accounts: our portfolio JSON, a CSV of positions, and dumps of ccxt and Deribit, recognised by their shape, gzipped or not.</summary>
/// <remarks>
/// JSON: one account, <c>{ "accounts": [ … ] }</c>, or a list of accounts. An entry with <c>balance</c> is a ccxt dump (fetchPositions and fetchBalance), one with
/// <c>summary</c> a Deribit dump (get_positions and get_account_summary). Positions of quantity 0 are dropped. Everything wrong is reported at once.
/// </remarks>
public static class PortfolioFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="market">Market that the accounts are checked against: contract sizes and expiries; null for none.</param>
    /// <returns>One snapshot for each account and netting set, in the order of the file; at least one.</returns>
    /// <exception cref="InvalidInputException">Something is wrong; carries every problem with file, line and path.</exception>
    public static ImmutableArray<AccountSnapshot> Read(string path, MarketSnapshot? market = null)
    {
        InputFile file = InputFile.Read(path);
        return Parse(file.Text, file.Name, market);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">JSON or CSV.</param>
    /// <param name="name">Name of the file in messages; a dump without account name is named after it.</param>
    /// <param name="market">Market that the accounts are checked against; null for none.</param>
    /// <inheritdoc cref="Read"/>
    public static ImmutableArray<AccountSnapshot> Parse(string text, string name, MarketSnapshot? market = null)
    {
        var problems = new ProblemList(name);
        List<AccountDraft> drafts = JsonParser.Suits(text, name) ? PortfolioJson.Read(JsonParser.Parse(text, name), market, problems)
            : PortfolioCsv.Read(text, problems);
        ImmutableArray<AccountSnapshot> accounts = AccountAssembly.Build(drafts, market, problems);
        problems.ThrowIfAny();
        return accounts;
    }
}
