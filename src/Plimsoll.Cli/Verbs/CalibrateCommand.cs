using System.CommandLine;
using Plimsoll.Calibration;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Lab.Calibrations;
using Plimsoll.Lab.Reports;
using Plimsoll.Market;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Cli.Verbs;

/// <summary>A rulebook from recorded markets, with its evidence.</summary>
internal static class CalibrateCommand
{
    private const string DefaultBase = "plimsoll@1";

    /// <summary>The verb with its options.</summary>
    public static Command Create(Terminal terminal)
    {
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Folder with prices/ and, where there are any, depth/, open_interest/, books/ and options/ (default: the example data/)" };
        var choose = new Option<string?>("--choose-before") { HelpName = "DATE", Description = "Core parameters are chosen on days before this and shown on what follows (default: 2024-01-01)" };
        var asOf = new Option<string?>("--as-of") { HelpName = "DATE", Description = "Nothing later is read, and the rulebook applies from then (default: the last midnight by which every bar file of the newest day has closed)" };
        var origin = new Option<string?>("--base") { HelpName = "R", Description = $"Rulebook of the model plimsoll that keeps what is not measured (default: {DefaultBase})" };
        var name = new Option<string?>("--name") { HelpName = "N", Description = "Name of the rulebook (default: that of the base)" };
        var version = new Option<string?>("--version") { HelpName = "V", Description = "Version of the rulebook (default: the as-of date)" };
        var output = new Option<string?>("--out") { HelpName = "F.yaml", Description = "Also write the rulebook, with a comment on what every parameter rests on" };
        var report = new Option<string?>("--report") { HelpName = "F.html", Description = "Also write the evidence, or the walk, as a page with charts, one file without anything outside it" };
        var walk = new WalkForwardRun();
        var command = new Command("calibrate", "Makes a rulebook of the native model from recorded markets, and shows what every parameter rests on; or, with --walk-forward, walks the recorded days through the governor.") { data, choose, asOf, origin, name, version, output, report };
        walk.AddTo(command);
        ExamplesHelp.Add(
            command,
            "plimsoll calibrate",
            "plimsoll calibrate --walk-forward --assets BTC,ETH --from 2025-09-01 --to 2025-11-15",
            "plimsoll calibrate --walk-forward --governance mine.yaml --report governance.html --format csv > days-and-events.csv",
            "plimsoll calibrate --data data --as-of 2026-01-31 --version 2 --out plimsoll.2.yaml --report evidence.html",
            "plimsoll calibrate --data data --choose-before 2023-01-01 --as-of 2024-01-01 --format csv > evidence.csv");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            walk.RefuseForeign(parsed, choose, asOf, origin, name, version, output);
            if (walk.IsAskedFor(parsed)) return walk.Invoke(run, parsed, Folder(run, parsed.GetValue(data)), parsed.GetValue(report));
            Rulebook before = RulebookLibrary.Shipped.Resolve(parsed.GetValue(origin) ?? DefaultBase);
            Timestamp? until = Date("--as-of", parsed.GetValue(asOf));
            MarketRecords records = run.During("reading the data", () => MarketRecordFolder.Read(Folder(run, parsed.GetValue(data)), until ?? Timestamp.Utc(9999, 1, 1)));
            Timestamp at = until ?? LastMidnight(records.Prices);
            Timestamp split = Date("--choose-before", parsed.GetValue(choose)) ?? (at < Timestamp.Utc(2024, 1, 1) ? at : Timestamp.Utc(2024, 1, 1));
            if (split > at) throw Invocation.Refuse("--choose-before", $"{split} is later than the as-of time {at}; write an earlier date.");
            var plan = new CalibrationPlan(records, before, at, split, parsed.GetValue(name) ?? before.Name, parsed.GetValue(version) ?? at.ToString()[..10]);
            CalibrationResult result = new WalkProgress(run, "calibrating").Of(progress => RulebookCalibration.Run(plan, progress));
            return Finish(run, result, parsed.GetValue(output), parsed.GetValue(report));
        });
        return command;
    }

    private static int Finish(Invocation run, CalibrationResult result, string? output, string? report)
    {
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, CalibrationJson.Of(result));
                break;
            case OutputFormat.Csv:
                CalibrationCsv.Write(run.Terminal.Out, result);
                break;
            default:
                CalibrationTable.Write(run.Screen, result);
                break;
        }

        if (output is not null)
        {
            ReportFile.Write("--out", output, result.Text);
            run.Say($"wrote {output}");
        }

        if (report is not null)
        {
            ReportFile.Write(report, CalibrationReport.Of(result));
            run.Say($"wrote {report}");
        }

        return ExitCode.Done;
    }

    private static string Folder(Invocation run, string? folder)
    {
        if (folder is not null) return folder;
        string? example = run.Terminal.Home is { } home ? Path.Combine(home, "data") : null;
        if (example is null || !Directory.Exists(example)) throw Invocation.Refuse("--data", "no folder was given and there is no example data/; write --data DIR.");
        run.Say("no --data given: using the example data/");
        return example;
    }

    private static Timestamp LastMidnight(PriceHistory prices)
    {
        long last = prices.Series.Where(series => series.Kind != MarketKind.VolatilityIndex).Max(series => series.OpenTimes.Span[^1] + (long)series.Step.TotalSeconds);
        return Timestamp.FromUnixSeconds(last / 86_400 * 86_400);
    }

    private static Timestamp? Date(string option, string? text)
    {
        if (text is null) return null;
        return Timestamp.TryParse(text, out Timestamp at) ? at : throw Invocation.Refuse(option, $"'{text}' is no ISO-8601 UTC time; write 2024-01-01.");
    }
}
