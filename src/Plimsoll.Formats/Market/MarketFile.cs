using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads markets: our market JSON and, recognised by their shape, dumps of Deribit, Tardis and ccxt; gzipped or not.</summary>
/// <remarks>
/// CSV: a Deribit options chain (columns <c>instrument</c>, <c>underlying_price</c>, …) or a Tardis <c>options_chain</c> (column <c>local_timestamp</c>).
/// JSON: an answer of Deribit's get_book_summary_by_currency, or what ccxt's fetchTickers or fetchOptionChain returns; anything else is read as our own market file.
/// </remarks>
public static class MarketFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file; its <c>history</c> folder is looked for beside it.</param>
    /// <param name="at">Valuation time; null for the time of the snapshot. Where a file holds several snapshots the latest not after it is taken.</param>
    /// <exception cref="InvalidInputException">Something is wrong; carries every problem with file, line and path.</exception>
    public static MarketSnapshot Read(string path, Timestamp? at = null)
    {
        InputFile file = InputFile.Read(path);
        return Parse(file.Text, file.Name, at, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">JSON or CSV.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="at">Valuation time; null for the time of the snapshot.</param>
    /// <param name="folder">Folder that <c>history</c> is relative to; null when there is none, and a history cannot be read.</param>
    /// <inheritdoc cref="Read"/>
    public static MarketSnapshot Parse(string text, string name, Timestamp? at = null, string? folder = null)
    {
        var problems = new ProblemList(name);
        var draft = new MarketDraft(problems);
        if (JsonParser.Suits(text, name)) ReadJson(JsonParser.Parse(text, name), draft, at, folder, problems);
        else ReadCsv(text, draft, at, problems);
        MarketSnapshot market = draft.Build(at);
        problems.ThrowIfAny();
        return market;
    }

    private static void ReadJson(DocumentNode root, MarketDraft draft, Timestamp? at, string? folder, ProblemList problems)
    {
        if (DeribitBookSummary.Recognises(root)) DeribitBookSummary.Read(root, draft, at, problems);
        else if (CcxtMarket.Recognises(root)) CcxtMarket.Read(root, draft, at, problems);
        else MarketJson.Read(root, draft, at, folder, problems);
    }

    private static void ReadCsv(string text, MarketDraft draft, Timestamp? at, ProblemList problems)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        string[] header = (end < 0 ? text : text[..end]).TrimEnd('\r').Split(',');
        if (header.Contains("local_timestamp")) TardisOptionsChain.Read(text, draft, at, problems);
        else if (header.Contains("instrument")) OptionChainCsv.Read(text, draft, at, problems);
        else problems.Add(1, "",
            "the header is that of no market table known here; give a market file (JSON), a Deribit options chain (timestamp,instrument,…,underlying_price) or a Tardis options_chain (exchange,symbol,timestamp,local_timestamp,…).");
    }
}
