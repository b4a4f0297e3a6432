namespace Plimsoll.Formats;

/// <summary>
/// Reads margin tiers in the forms that people have: ccxt <c>fetchLeverageTiers</c> and freqtrade's cache of it, Binance <c>leverageBracket</c>, OKX <c>position-tiers</c>,
/// Bybit <c>risk-limit</c>; a venue's whole answer or the list in it, recognised by the shape, gzipped or not.
/// </summary>
public static class TierTableFile
{
    private const string Known = "write what one of these returns: ccxt fetchLeverageTiers ({ \"BTC/USDT:USDT\": [ { \"maxNotional\": … } ] }), Binance leverageBracket ([ { \"symbol\": …, \"brackets\": [ … ] } ]), "
        + "OKX position-tiers ({ \"code\": \"0\", \"data\": [ { \"maxSz\": … } ] }) or Bybit risk-limit ({ \"retCode\": 0, \"result\": { \"list\": [ { \"riskLimitValue\": … } ] } })";

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="InvalidInputException">Something is wrong; carries every problem with file, line and path.</exception>
    public static TierFile Read(string path)
    {
        InputFile file = InputFile.Read(path);
        return Parse(file.Text, file.Name);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <inheritdoc cref="Read"/>
    public static TierFile Parse(string text, string name)
    {
        var problems = new ProblemList(name);
        var exceptions = new ProblemList(name);
        DocumentNode root = JsonParser.Parse(text, name);
        var drafts = new List<TierDraft>();
        TierFormat format = ReadRoot(root, drafts, problems, exceptions);
        ImmutableArray<SymbolTiers> tables = TierAssembly.Build(drafts, problems, exceptions);
        problems.ThrowIfAny();
        if (tables.IsEmpty)
            throw new InvalidInputException([.. exceptions.All, new Problem(name, $"the file holds no tiers that can be used; {Known}.")]);
        return new TierFile(name, format, tables, exceptions.All);
    }

    private static TierFormat ReadRoot(DocumentNode root, List<TierDraft> drafts, ProblemList problems, ProblemList exceptions)
    {
        if (root.Kind == NodeKind.Object)
        {
            if (root["retCode"] is { } bybit)
            {
                if (Content(root, bybit, "retMsg", "result", "Bybit", problems) is { } result) BybitRiskLimits.Read(result, drafts, problems, exceptions);
                return TierFormat.Bybit;
            }

            // Binance answers with "code" only where it refuses, so what follows the success code is OKX's.
            if (root["code"] is { } code && root["maxSz"] is null)
            {
                if (Content(root, code, "msg", "data", "the venue", problems) is { } data) OkxPositionTiers.Read(data, drafts, problems, exceptions);
                return TierFormat.Okx;
            }

            if (root["data"] is { Kind: NodeKind.Object } cached)
            {
                CcxtTiers.ReadTable(cached, drafts, problems, exceptions);
                return TierFormat.Freqtrade;
            }

            if (root["brackets"] is not null)
            {
                BinanceBrackets.Read([root], drafts, problems, exceptions);
                return TierFormat.Binance;
            }

            if (root["list"] is { Kind: NodeKind.Array } list && Holds(list, "riskLimitValue"))
            {
                BybitRiskLimits.Read(root, drafts, problems, exceptions);
                return TierFormat.Bybit;
            }

            if (root.Members.Any(member => member.Value.Kind == NodeKind.Array)) return CcxtTiers.ReadTable(root, drafts, problems, exceptions);
        }
        else if (root.Kind == NodeKind.Array)
        {
            if (Holds(root, "brackets"))
            {
                BinanceBrackets.Read(root.Items, drafts, problems, exceptions);
                return TierFormat.Binance;
            }

            if (Holds(root, "maxNotional") || Holds(root, "maintenanceMarginRate")) return CcxtTiers.ReadList(root, drafts, problems, exceptions);
            if (Holds(root, "riskLimitValue"))
            {
                BybitRiskLimits.ReadRows(root.Items, null, drafts, problems, exceptions);
                return TierFormat.Bybit;
            }

            if (Holds(root, "maxSz"))
            {
                OkxPositionTiers.Read(root, drafts, problems, exceptions);
                return TierFormat.Okx;
            }
        }

        problems.Add(root, $"{(root.Kind == NodeKind.Object ? "the object has the shape of no tier table known here" : root.Kind == NodeKind.Array ? "the list has the shape of no tier table known here" : $"{root.Found} is no tier table")}; {Known}.");
        return TierFormat.Ccxt;
    }

    private static DocumentNode? Content(DocumentNode root, DocumentNode code, string message, string content, string venue, ProblemList problems)
    {
        if (code.Text != "0") problems.Add(code, $"the answer is an error of {venue} ({code.Found}: {root[message]?.Text ?? "no message"}); fetch it again.");
        else if (root[content] is { Kind: NodeKind.Object or NodeKind.Array } found) return found;
        else problems.Add(root, $"'{content}' is missing or holds nothing; fetch the answer again.");
        return null;
    }

    private static bool Holds(DocumentNode list, string field) => list.Items.Any(item => item.Kind == NodeKind.Object && item[field] is not null);
}
