using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Formats;
using Plimsoll.Models.Blocks;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>Tier tables in every form of output.</summary>
internal static class TierOutput
{
    /// <summary>Writes tables.</summary>
    /// <param name="run">Where and how.</param>
    /// <param name="file">The file that they are of.</param>
    /// <param name="tables">Those to write.</param>
    /// <param name="each">Whether a person is shown every tier, or one line for each instrument.</param>
    public static void Write(Invocation run, TierFile file, ImmutableArray<SymbolTiers> tables, bool each)
    {
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, Json(file, tables));
                break;
            case OutputFormat.Csv:
                Csv.Row(run.Terminal.Out, "symbol", "tier", "from", "upTo", "maintenance", "initial", "leverage", "deduction", "size", "reading");
                foreach (SymbolTiers table in tables)
                    for (int k = 0; k < table.Rows.Length; k++)
                        Csv.Row(run.Terminal.Out, [table.Symbol.ToString(), (k + 1).ToString(CultureInfo.InvariantCulture), .. Fields(table, k), Text.Kebab(table.Size), table.Reading is { } reading ? Text.Kebab(reading) : ""]);
                break;
            default:
                if (each) Tiers(run, tables);
                else Instruments(run, tables);
                Tables.Line(run.Screen, $"{file.Name}: {Count(file.Tables.Length, "symbol")}, {Count(file.Tiers, "tier")}, {Count(file.Exceptions.Length, "exception")} ({Form(file.Format)})", file.Exceptions.IsEmpty ? Palette.Good : Palette.Bad);
                break;
        }
    }

    private static JsonObject Json(TierFile file, ImmutableArray<SymbolTiers> tables) => new()
    {
        ["file"] = file.Name,
        ["format"] = Text.Kebab(file.Format),
        ["symbols"] = file.Tables.Length,
        ["tiers"] = file.Tiers,
        ["exceptions"] = JsonOutput.Array(file.Exceptions, exception => new JsonObject { ["place"] = exception.Place, ["message"] = exception.Message }),
        ["tables"] = JsonOutput.Array(tables, table => new JsonObject
        {
            ["symbol"] = table.Symbol.ToString(),
            ["venue"] = table.Venue,
            ["size"] = Text.Kebab(table.Size),
            ["reading"] = table.Reading is { } reading ? Text.Kebab(reading) : null,
            ["futuresToo"] = table.WholeFamily,
            ["tiers"] = JsonOutput.Array(Enumerable.Range(0, table.Rows.Length), k =>
            {
                string?[] fields = Fields(table, k);
                return new JsonObject { ["from"] = fields[0], ["upTo"] = fields[1], ["maintenance"] = fields[2], ["initial"] = fields[3], ["leverage"] = fields[4], ["deduction"] = fields[5] };
            }),
        }),
    };

    // From, up to, maintenance, initial, leverage, deduction: the one that follows from the rates where they are read marginally, else the printed one.
    private static string?[] Fields(SymbolTiers table, int k)
    {
        TierRow row = table.Rows[k];
        decimal? deduction = table.Reading == TierReading.Marginal ? table.Deductions[k] : row.Deduction;
        return [Text.Exact(row.Floor), Exact(row.Cap), Text.Exact(row.Maintenance), Text.Exact(decimal.Round(row.Initial, 12)), Exact(row.Leverage), Exact(deduction)];
    }

    private static string? Exact(decimal? number) => number is { } value ? Text.Exact(value) : null;

    private static void Instruments(Invocation run, ImmutableArray<SymbolTiers> tables)
    {
        var rows = new List<IRenderable[]>();
        foreach (SymbolTiers table in tables)
        {
            TierRow first = table.Rows[0], last = table.Rows[^1];
            rows.Add([
                Tables.Cell(table.Symbol + (table.WholeFamily ? " and futures" : "")), Tables.Cell(table.Rows.Length.ToString(CultureInfo.InvariantCulture)), Tables.Cell(Bound(last.Cap)),
                Tables.Cell($"{Rate(first.Maintenance)} – {Rate(last.Maintenance)}"), Tables.Cell($"{Rate(first.Initial)} – {Rate(last.Initial)}"), Tables.Cell(Unit(table)), Tables.Cell(table.Reading is { } reading ? Text.Words(reading) : "not said"),
            ]);
        }

        Tables.WriteFitting(run.Screen, 2, ["symbol", "tiers>", "up to>", "maintenance>", "initial>", "size in", "reading"], ["initial", "reading", "size in"], rows);
    }

    private static void Tiers(Invocation run, ImmutableArray<SymbolTiers> tables)
    {
        foreach (SymbolTiers table in tables)
        {
            Tables.Heading(run.Screen, $"{table.Symbol}{(table.WholeFamily ? " and futures" : "")}: size in {Unit(table)}, {(table.Reading is { } reading ? Text.Words(reading) + " rates" : "rates whose reading the file does not say")}");
            var rows = new List<IRenderable[]>();
            for (int k = 0; k < table.Rows.Length; k++)
            {
                TierRow row = table.Rows[k];
                rows.Add([
                    Tables.Cell((k + 1).ToString(CultureInfo.InvariantCulture)), Tables.Cell(Bound(row.Floor)), Tables.Cell(Bound(row.Cap)), Tables.Cell(Rate(row.Maintenance)), Tables.Cell(Rate(row.Initial)),
                    Tables.Cell(row.Leverage is { } most ? Text.Exact(most) + "x" : "–"), Tables.Cell(Fields(table, k)[5] ?? "–"),
                ]);
            }

            Tables.WriteFitting(run.Screen, 2, ["tier>", "above>", "up to>", "maintenance>", "initial>", "leverage>", "deduction>"], ["leverage"], rows);
        }
    }

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");

    private static string Unit(SymbolTiers table) => table.Size == TierSize.Contracts ? "contracts" : table.Symbol.Settle.Code;

    private static string Bound(decimal? size) => size is { } value ? value.ToString("#,0.########", CultureInfo.InvariantCulture) : "no end";

    private static string Rate(decimal rate) => (rate * 100m).ToString("0.####", CultureInfo.InvariantCulture) + " %";

    private static string Form(TierFormat format) => format switch
    {
        TierFormat.Ccxt => "ccxt",
        TierFormat.Freqtrade => "freqtrade",
        TierFormat.Binance => "Binance leverageBracket",
        TierFormat.Okx => "OKX position-tiers",
        _ => "Bybit risk-limit",
    };
}
