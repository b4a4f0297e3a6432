using System.Text.Json;

namespace Plimsoll.Formats.Tests;

/// <summary>
/// Whole tables of a venue: every file of the folder that the environment variable PLIMSOLL_LEVERAGE_TIERS names, each in ccxt's form. Such files come under licences of others, so none is here;
/// without the variable the same is asserted of the small table in Tiers/.
/// </summary>
public class TierTableDataTests
{
    public static TheoryData<string> Files => Environment.GetEnvironmentVariable("PLIMSOLL_LEVERAGE_TIERS") is { Length: > 0 } folder
        ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)]
        : [Path.Combine(DataFilesTests.RepositoryRoot(), "tests", "Plimsoll.Formats.Tests", "Tiers", "freqtrade.json")];

    [Fact]
    public void Files_ThereAre() => Assert.NotEmpty(Files);

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_WholeTable_HoldsEverySymbolAndItsMarginNeverJumps(string path)
    {
        TierFile file = TierTableFile.Read(path);
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement bySymbol = document.RootElement.TryGetProperty("data", out JsonElement data) ? data : document.RootElement;
        Assert.Equal(bySymbol.EnumerateObject().Select(member => member.Name), file.Tables.Select(table => table.Symbol.ToString()));

        foreach (SymbolTiers table in file.Tables)
        {
            JsonElement[] rows = [.. bySymbol.GetProperty(table.Symbol.ToString()).EnumerateArray()];
            Assert.Equal(rows.Length, table.Rows.Length);
            for (int k = 1; k < rows.Length; k++)
            {
                // The file's own numbers against each other and against the table.
                decimal floor = Number(rows[k].GetProperty("minNotional")), rate = Number(rows[k].GetProperty("maintenanceMarginRate")), before = Number(rows[k - 1].GetProperty("maintenanceMarginRate"));
                decimal printed = Number(rows[k].GetProperty("info").GetProperty("cum")), printedBefore = Number(rows[k - 1].GetProperty("info").GetProperty("cum"));
                decimal margin = (floor * rate) - table.Deductions[k];
                bool follows = Math.Abs((floor * (rate - before)) + printedBefore - printed) <= 1e-9m * margin;
                Assert.True(follows || file.Exceptions.Any(exception => exception.Message.StartsWith($"{table.Symbol}:", StringComparison.Ordinal)), $"{table.Symbol} tier {k + 1}");
                Assert.InRange((floor * before) - table.Deductions[k - 1], margin * (1m - 1e-9m), margin * (1m + 1e-9m));
                Assert.True(!follows || printed == table.Deductions[k] || file.Exceptions.Length > 0, $"{table.Symbol} tier {k + 1}: {printed}, {table.Deductions[k]}");
                Assert.Equal((floor, rate), (table.Rows[k].Floor, table.Rows[k].Maintenance));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Into_WholeTable_EveryInstrumentFindsItsPlaceInTheVenuesRulebook(string path)
    {
        TierFile file = TierTableFile.Read(path);
        TierMerge merge = TierMerge.Into(RulebookLibrary.Shipped.Find("binance-usdm@2026-04"), file, anyVenue: false);
        Assert.Empty(merge.LeftOut);
        Assert.Equal(file.Tables.Length, merge.Used.Length);
    }

    private static decimal Number(JsonElement element) => decimal.Parse(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
}
