using CsvHelper;
using CsvHelper.Configuration;
using Plimsoll.Accounts;
using Plimsoll.Instruments;

namespace Plimsoll.Formats;

/// <summary>Reads a CSV of positions: <c>account,symbol,quantity,entryPrice</c> and more columns. A row whose symbol is a bare coin code is collateral.</summary>
internal static class PortfolioCsv
{
    private static readonly string[] Required = ["account", "symbol", "quantity", "entryPrice"];
    private static readonly string[] Columns = [.. Required, "owner", "firm", "nettingSet", "subAccount", "marginMode", "isolatedCollateral"];

    public static List<AccountDraft> Read(string text, ProblemList problems)
    {
        if (CsvTable.Open(text, problems, Required, Columns) is not { } table) return [];
        var drafts = new Dictionary<(string, string, string?), AccountDraft>();
        var order = new List<AccountDraft>();
        foreach (CsvRow row in table.Rows)
        {
            string account = row["account"];
            if (account.Length == 0) row.Problem("account", "the account is empty; write its name in every row.");
            var key = (account, row["nettingSet"] is { Length: > 0 } set ? set : "main", row["subAccount"] is { Length: > 0 } sub ? sub : null);
            if (!drafts.TryGetValue(key, out AccountDraft? draft))
            {
                draft = new AccountDraft { At = row.At(""), Account = account, Owner = Given(row["owner"]), Firm = Given(row["firm"]),
                    NettingSet = key.Item2, SubAccount = key.Item3 };
                drafts.Add(key, draft);
                order.Add(draft);
            }
            else
            {
                SameAsBefore(row, "owner", draft.Owner, draft);
                SameAsBefore(row, "firm", draft.Firm, draft);
            }

            ReadRow(row, draft, problems);
        }

        if (table.Rows.Count == 0) problems.Add("the table has no rows below its header; write at least one position or balance.");
        return order;
    }

    private static string? Given(string field) => field.Length > 0 ? field : null;

    private static void SameAsBefore(CsvRow row, string column, string? before, AccountDraft draft)
    {
        if (Given(row[column]) is { } now && now != before)
            row.Problem(column, $"account '{draft.Account}' has the {column} '{now}' here and '{before ?? "(none)"}' on line {draft.At.Line}; an account has one {column}.");
    }

    private static void ReadRow(CsvRow row, AccountDraft draft, ProblemList problems)
    {
        string symbolText = row["symbol"];
        bool coin = Currency.TryParse(symbolText, out Currency currency);
        decimal? quantity = ObjectReader.Number(row["quantity"], row.At("quantity"), coin ? NumberRule.Amount : NumberRule.Contracts, problems);
        if (coin)
        {
            foreach (string column in (string[])["entryPrice", "marginMode", "isolatedCollateral"])
                if (row[column].Length > 0)
                    row.Problem(column, $"'{row[column]}' stands in a row of collateral ({symbolText}); leave {column} empty there, or write an instrument's symbol.");
            if (quantity is { } amount) draft.Collateral.Add(new Balance(currency, amount));
            return;
        }

        InstrumentSymbol? symbol = ObjectReader.Symbol(symbolText, row.At("symbol"), problems);
        bool option = symbol is null or { Kind: InstrumentKind.Option };
        decimal? entry = null;
        if (row["entryPrice"].Length > 0)
            entry = ObjectReader.Number(row["entryPrice"], row.At("entryPrice"), option ? NumberRule.OptionPrice : NumberRule.Price,
            problems);
        else if (!option && quantity != 0m)
            row.Problem("entryPrice",
            "the entry price is empty; futures and perpetuals need it: write the average price paid, as 60250.5.");
        string mode = row["marginMode"] is { Length: > 0 } written ? written : "cross";
        decimal? isolated = null;
        if (mode is not ("cross" or "isolated")) row.Problem("marginMode", $"'{mode}' is not allowed; write cross or isolated.");
        else if (mode == "isolated")
            isolated = ObjectReader.Number(row["isolatedCollateral"], row.At("isolatedCollateral"), NumberRule.AmountNotNegative,
            problems) ?? 0m;
        else if (row["isolatedCollateral"].Length > 0)
            row.Problem("isolatedCollateral",
            "isolated collateral stands at a cross position; write isolated as its marginMode, or leave it empty.");
        if (symbol is not null && quantity is { } contracts
            && PositionRules.Draft(row.At(""), new Position(symbol, contracts, entry), isolated, null, problems) is { } position)
            draft.Positions.Add(position);
    }
}
