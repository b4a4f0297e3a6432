using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Plimsoll.Cli.Verbs;
using Plimsoll.Values;

namespace Plimsoll.Cli;

/// <summary>Reads the arguments, runs the verb and turns what happened into an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    public static int Run(string[] args, Terminal terminal)
    {
        int code = Invoke(args, terminal);
        try
        {
            terminal.Out.Flush();
        }
        catch (IOException)
        {
            // The reader of a pipe has seen enough ("| head"): not a fault.
        }

        return code;
    }

    private static int Invoke(string[] args, Terminal terminal)
    {
        try
        {
            ParseResult parsed = Root(terminal).Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0 && parsed.Action is not ExamplesHelp) return Refuse(parsed, terminal);
            return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        catch (InvalidInputException wrong)
        {
            foreach (Problem problem in wrong.Problems) terminal.Error.WriteLine(problem);
            return ExitCode.BadRequest;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine(fault.Message);
            return ExitCode.BadRequest;
        }
#pragma warning disable CA1031 // The outermost frame: whatever arrives here is a bug, and is said to be one.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            terminal.Error.WriteLine("This is a fault of Plimsoll, not of your input. Please report it with the command line, the files and this text:");
            terminal.Error.WriteLine(fault);
            return ExitCode.Fault;
        }
    }

    private static int Refuse(ParseResult parsed, Terminal terminal)
    {
        foreach (ParseError error in parsed.Errors) terminal.Error.WriteLine(error.Message);
        string verb = string.Join(' ', Verbs(parsed.CommandResult.Command).Reverse());
        terminal.Error.WriteLine($"See '{verb} --help'.");
        return ExitCode.BadRequest;
    }

    private static IEnumerable<string> Verbs(Command command)
    {
        for (Symbol? symbol = command; symbol is not null; symbol = symbol.Parents.FirstOrDefault()) yield return symbol is RootCommand ? "plimsoll" : symbol.Name;
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Computes, explains and compares margin for crypto derivatives.")
        {
            MarginCommand.Create(terminal), WhatIfCommand.Create(terminal), CompareCommand.Create(terminal), PriceCommand.Create(terminal), VolatilityCommand.Create(terminal), CalibrateCommand.Create(terminal), BacktestCommand.Create(terminal), RulebookCommand.Create(terminal),
        };
        root.Add(CommonOptions.Format);
        root.Add(CommonOptions.Quiet);
        ExamplesHelp.Add(root, "plimsoll margin", "plimsoll margin --portfolio accounts.json --market market.json --explain", "plimsoll what-if --help");
        foreach (HelpOption help in root.Options.OfType<HelpOption>()) help.Action = new ExamplesHelp((HelpAction)help.Action!);
        return root;
    }
}
