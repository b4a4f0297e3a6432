using System.CommandLine;
using Plimsoll.Values;
using Spectre.Console;

namespace Plimsoll.Cli;

/// <summary>One run of a verb: where it writes, in which format, and how much it says beside the result.</summary>
internal sealed class Invocation
{
    /// <summary>Progress is shown only for work that takes longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);

    public Invocation(Terminal terminal, OutputFormat format, bool quiet)
    {
        Terminal = terminal;
        Format = format;
        Quiet = quiet;
        Screen = Console(terminal.Out, terminal.OutIsScreen && terminal.HasColours, terminal.Width);
    }

    /// <summary>Streams and what they can show.</summary>
    public Terminal Terminal { get; }

    /// <summary>Format of the result.</summary>
    public OutputFormat Format { get; }

    /// <summary>Whether nothing but the result and errors is written.</summary>
    public bool Quiet { get; }

    /// <summary>Draws tables on the output.</summary>
    public IAnsiConsole Screen { get; }

    /// <summary>From the options that every verb has.</summary>
    public static Invocation Of(ParseResult parsed, Terminal terminal)
    {
        OutputFormat format = parsed.GetValue(CommonOptions.Format) switch
        {
            "table" => OutputFormat.Table,
            "json" => OutputFormat.Json,
            "csv" => OutputFormat.Csv,
            _ => terminal.OutIsScreen ? OutputFormat.Table : OutputFormat.Json,
        };
        return new Invocation(terminal, format, parsed.GetValue(CommonOptions.Quiet));
    }

    /// <summary>Tells the person something beside the result.</summary>
    public void Say(string message)
    {
        if (!Quiet) Terminal.Error.WriteLine(message);
    }

    /// <summary>Does a piece of work, and shows that it goes on when it takes long and a person watches.</summary>
    public T During<T>(string doing, Func<T> work)
    {
        if (Quiet || !Terminal.ErrorIsScreen) return work();
        Task<T> running = Task.Run(work);
        if (!Task.WaitAny([running], Patience).Equals(0))
            Console(Terminal.Error, Terminal.HasColours, 100).Status().Spinner(Spinner.Known.Line).Start(Markup.Escape(doing), _ => Task.WaitAny([running]));
        return running.GetAwaiter().GetResult();
    }

    /// <summary>Refuses the request with one problem.</summary>
    public static InvalidInputException Refuse(string place, string message) => new([new Problem(place, message)]);

    private static IAnsiConsole Console(TextWriter writer, bool colours, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
