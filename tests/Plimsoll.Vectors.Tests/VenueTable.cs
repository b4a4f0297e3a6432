using System.Globalization;
using System.Text;
using Plimsoll.Formats;
using Plimsoll.Parameters;

namespace Plimsoll.Vectors.Tests;

/// <summary>The page docs/venues.md: for every rulebook how many published cases there are, how many of them its code reproduces, and what is not verified.</summary>
internal static class VenueTable
{
    /// <summary>Rulebooks whose code answers the functions that begin so; the longest beginning counts.</summary>
    private static readonly (string Prefix, string[] Rulebooks)[] Families =
    [
        ("deribit.pme", ["deribit-pm"]), ("deribit.sm", ["deribit-sm", "deribit-sm-cross"]), ("optionSm", ["deribit-sm", "deribit-sm-cross"]),
        ("binance.", ["binance-usdm", "binance-coinm"]), ("binance.usdm", ["binance-usdm"]), ("binance.multiAsset", ["binance-usdm"]), ("binance.pm", ["binance-pm"]),
        ("okx.pm", ["okx-pm"]), ("bybit.", ["bybit"]), ("bybit.pm", ["bybit-pm"]), ("bitmex.", ["bitmex"]),
        ("hyperliquid.", ["hyperliquid"]), ("dydx.", ["dydx-v4"]), ("drift.", ["drift-v2"]), ("gmx.", ["gmx-v2"]), ("paradex.", ["paradex"]), ("paradex.minimumDelta", ["paradex-pm"]), ("span.", ["span"]),
        ("derive.srm", ["derive-srm"]), ("derive.pmrm1", ["derive-pmrm"]), ("derive.pmrm2", ["derive-pmrm2"]), ("derive.dutchAuction", ["derive-srm", "derive-pmrm", "derive-pmrm2"]),
    ];

    /// <summary>The page, from the cases of a folder and the rulebooks that are shipped.</summary>
    public static string Of(VectorFolder folder)
    {
        var results = folder.Cases.Select(vector => (vector.Function, Passed: Passes(vector))).ToArray();
        var page = new StringBuilder();
        page.Append("""
            # Venues: what is reproduced

            Made by `./test --venues` from the numeric cases in `tests/Vectors` (from the venues' documents, their open-source tests and recorded answers) and the shipped rulebooks; a test keeps it current. A case counts as passed when every field
            that it expects lies within the tolerance stated with it. *exact*: every published case is reproduced; *partial*: what the last column says is not verified; *unverified*: nothing published to compare with.
            Two cases are not as they were first written: of Deribit's documented portfolio the margins of orders and quotes are inputs, because they cannot be told from its positions, and one figure of Bybit's sample has a wider tolerance ([decision 0009](decisions/0009-one-published-figure-not-reproduced.md)).

            | rulebook | parameters of | verified | cases | passed | against what, and what is not |
            | --- | --- | --- | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (IGrouping<string, Rulebook> book in RulebookLibrary.Shipped.All.GroupBy(book => book.Name))
        {
            var own = results.Where(result => RulebooksOf(result.Function).Contains(book.Key)).ToArray();
            Rulebook latest = book.Last();
            page.Append(CultureInfo.InvariantCulture, $"| {book.Key} | {string.Join(", ", book.Select(one => one.Version + " (" + one.Effective.ToString()[..10] + ")"))} | {Word(latest)} | {Count(own.Length)} | {Count(own.Count(one => one.Passed))} | {latest.Verification.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        page.Append("\n## By function\n\n| function | answers for | cases | passed |\n| --- | --- | --- | --- |\n");
        foreach (var function in results.Where(result => IsVenueCase(result.Function)).GroupBy(result => result.Function).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            string[] rulebooks = RulebooksOf(function.Key);
            page.Append(CultureInfo.InvariantCulture, $"| {function.Key} | {(rulebooks.Length > 0 ? string.Join(", ", rulebooks) : "a building block")} | {function.Count()} | {function.Count(one => one.Passed)} |\n");
        }

        return page.ToString();
    }

    // Venue functions are written venue.rule in lower case; those of mathematics begin with a capital.
    private static bool IsVenueCase(string function) => char.IsLower(function[0]);

    private static string[] RulebooksOf(string function) =>
        Families.Where(family => function.StartsWith(family.Prefix, StringComparison.Ordinal)).OrderByDescending(family => family.Prefix.Length).Select(family => family.Rulebooks).FirstOrDefault([]);

    private static bool Passes(VectorCase vector)
    {
        try
        {
            return VectorFunctions.All.Find(vector.Function) is { } run && VectorComparison.Differences(vector, run(vector.Inputs)).Count == 0;
        }
        catch (Exception)
        {
            // Whatever a case does to its function, it is a case that did not pass; the case's own test shows why.
            return false;
        }
    }

    private static string Word(Rulebook book) => book.Verified.ToString().ToLowerInvariant();

    private static string Count(int count) => count > 0 ? count.ToString(CultureInfo.InvariantCulture) : "–";
}
