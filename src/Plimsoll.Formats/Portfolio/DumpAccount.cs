namespace Plimsoll.Formats;

/// <summary>Whose a dump is: dumps of venues need not say, so the file's name stands in.</summary>
internal static class DumpAccount
{
    /// <summary>The entry's account, named by its <c>account</c> or else by the file without its extension.</summary>
    public static AccountDraft Open(ObjectReader reader, ProblemList problems) => new()
    {
        At = reader.Node.Place,
        Account = reader.Name("account") ?? FileStem(problems.File),
        Owner = reader.Name("owner"),
        Firm = reader.Name("firm"),
        NettingSet = reader.Name("nettingSet") ?? "main",
        SubAccount = reader.Name("subAccount"),
    };

    private static string FileStem(string file)
    {
        int dot = file.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? file[..dot] : file;
    }
}
