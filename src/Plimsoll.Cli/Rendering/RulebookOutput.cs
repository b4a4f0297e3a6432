using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Plimsoll.Formats;
using Plimsoll.Parameters;
using Spectre.Console;

namespace Plimsoll.Cli.Rendering;

/// <summary>Rulebooks in every form of output.</summary>
internal static class RulebookOutput
{
    /// <summary>The list of rulebooks.</summary>
    public static void List(Invocation run, ImmutableArray<Rulebook> rulebooks)
    {
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, JsonOutput.Array(rulebooks, Head));
                break;
            case OutputFormat.Csv:
                Csv.Row(run.Terminal.Out, "name", "version", "model", "effective", "products", "verified", "verification", "sha256");
                foreach (Rulebook one in rulebooks) Csv.Row(run.Terminal.Out, one.Name, one.Version, one.Model, one.Effective.ToString(), one.Products, Text.Kebab(one.Verified), one.Verification, one.Sha256);
                break;
            default:
                Table table = Tables.Of("rulebook", "parameters of", "products", "verified", "against what");
                foreach (Rulebook one in rulebooks)
                    table.AddRow(Tables.Cell($"{one.Name}@{one.Version}"), Tables.Cell(one.Effective.ToString()[..10]), Tables.Cell(one.Products), Tables.Cell(Text.Kebab(one.Verified), Palette.Of(one.Verified)), Tables.Cell(one.Verification));
                run.Screen.Write(table);
                break;
        }
    }

    /// <summary>One rulebook with every parameter.</summary>
    public static void Show(Invocation run, Rulebook rulebook)
    {
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonObject json = Head(rulebook);
                json["parameters"] = ParameterJson.Of(rulebook.Parameters);
                JsonOutput.Write(run.Terminal.Out, json);
                break;
            case OutputFormat.Csv:
                Csv.Row(run.Terminal.Out, "parameter", "value");
                foreach ((string path, string value) in ParameterJson.Flat(ParameterJson.Of(rulebook.Parameters), "")) Csv.Row(run.Terminal.Out, path, value);
                break;
            default:
                run.Terminal.Out.Write(RulebookText.Write(rulebook));
                break;
        }
    }

    /// <summary>A file that was found to be right.</summary>
    public static void Valid(Invocation run, string file, Rulebook rulebook)
    {
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonObject json = Head(rulebook);
                json["file"] = file;
                json["valid"] = true;
                JsonOutput.Write(run.Terminal.Out, json);
                break;
            case OutputFormat.Csv:
                Csv.Row(run.Terminal.Out, "file", "valid", "name", "version", "sha256");
                Csv.Row(run.Terminal.Out, file, "true", rulebook.Name, rulebook.Version, rulebook.Sha256);
                break;
            default:
                Tables.Line(run.Screen, $"{file} is a valid rulebook: {rulebook.Name}@{rulebook.Version} of model {rulebook.Model}, from {rulebook.Effective}", Palette.Good);
                Tables.Line(run.Screen, $"sha256 {rulebook.Sha256}", Palette.Faint);
                break;
        }
    }

    /// <summary>The differences between two.</summary>
    public static void Diff(Invocation run, ImmutableArray<RulebookChange> changes)
    {
        switch (run.Format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(run.Terminal.Out, JsonOutput.Array(changes, change => new JsonObject { ["path"] = change.Path, ["before"] = change.Before, ["after"] = change.After }));
                break;
            case OutputFormat.Csv:
                Csv.Row(run.Terminal.Out, "path", "before", "after");
                foreach (RulebookChange change in changes) Csv.Row(run.Terminal.Out, change.Path, change.Before, change.After);
                break;
            default:
                if (changes.Length == 0)
                {
                    Tables.Line(run.Screen, "no difference");
                    break;
                }

                Table table = Tables.Of("parameter", "before", "after");
                foreach (RulebookChange change in changes)
                    table.AddRow(Tables.Cell(change.Path), Tables.Cell(change.Before ?? "–", Palette.Bad), Tables.Cell(change.After ?? "–", Palette.Good));
                run.Screen.Write(table);
                break;
        }
    }

    private static JsonObject Head(Rulebook rulebook) => new()
    {
        ["name"] = rulebook.Name,
        ["model"] = rulebook.Model,
        ["version"] = rulebook.Version,
        ["effective"] = rulebook.Effective.ToString(),
        ["products"] = rulebook.Products,
        ["verified"] = Text.Kebab(rulebook.Verified),
        ["verification"] = rulebook.Verification,
        ["sha256"] = rulebook.Sha256,
    };
}
