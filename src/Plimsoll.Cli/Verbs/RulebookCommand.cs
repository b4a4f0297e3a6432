using System.CommandLine;
using Plimsoll.Cli.Rendering;
using Plimsoll.Formats;
using Plimsoll.Models;
using Plimsoll.Parameters;

namespace Plimsoll.Cli.Verbs;

/// <summary>The margin rules there are.</summary>
internal static class RulebookCommand
{
    /// <summary>The verb with its parts.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("rulebook", "The margin rules there are: list, show, validate, diff, schema, tiers.") { List(terminal), Show(terminal), Validate(terminal), Diff(terminal), Schema(terminal), RulebookTiersCommand.Create(terminal) };
        ExamplesHelp.Add(command, "plimsoll rulebook list", "plimsoll rulebook show plimsoll@1", "plimsoll rulebook validate mine.yaml", "plimsoll rulebook diff plimsoll mine.yaml");
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", "Every rulebook: products, date of its parameters, how far it is verified and against what.");
        ExamplesHelp.Add(command, "plimsoll rulebook list", "plimsoll rulebook list --format json");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            RulebookOutput.List(run, RulebookLibrary.Shipped.All);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var name = new Argument<string>("NAME[@VERSION]") { Description = "Name from 'rulebook list', or a YAML file" };
        var command = new Command("show", "One rulebook with every parameter, as the YAML it can be written in.") { name };
        ExamplesHelp.Add(command, "plimsoll rulebook show plimsoll", "plimsoll rulebook show fixed@1 --format table > mine.yaml", "plimsoll rulebook show plimsoll --format json");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            RulebookOutput.Show(run, RulebookLibrary.Shipped.Resolve(parsed.GetRequiredValue(name)));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Validate(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "YAML file of a rulebook" };
        var command = new Command("validate", "Checks a rulebook file; exit code 2 and every fault named when something is wrong.") { file };
        ExamplesHelp.Add(command, "plimsoll rulebook validate mine.yaml");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            Rulebook rulebook = RulebookFile.Read(parsed.GetRequiredValue(file));
            MarginModels.Create(rulebook);
            RulebookOutput.Valid(run, parsed.GetRequiredValue(file), rulebook);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Schema(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "Model that the rulebook is of, as plimsoll" };
        var command = new Command("schema", "The JSON schema of a model's rulebook files, with the meaning, unit and range of every parameter; for editors.") { model };
        ExamplesHelp.Add(command, "plimsoll rulebook schema plimsoll > plimsoll.schema.json");
        command.SetAction(parsed =>
        {
            terminal.Out.Write(RulebookSchema.For(parsed.GetRequiredValue(model)));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Diff(Terminal terminal)
    {
        var first = new Argument<string>("A") { Description = "Name, name@version or YAML file" };
        var second = new Argument<string>("B") { Description = "Name, name@version or YAML file" };
        var command = new Command("diff", "What differs between two rulebooks, parameter by parameter.") { first, second };
        ExamplesHelp.Add(command, "plimsoll rulebook diff plimsoll mine.yaml", "plimsoll rulebook diff plimsoll@1 plimsoll@2 --format json");
        command.SetAction(parsed =>
        {
            Invocation run = Invocation.Of(parsed, terminal);
            RulebookLibrary library = RulebookLibrary.Shipped;
            RulebookOutput.Diff(run, RulebookDiff.Between(library.Resolve(parsed.GetRequiredValue(first)), library.Resolve(parsed.GetRequiredValue(second))));
            return ExitCode.Done;
        });
        return command;
    }
}
