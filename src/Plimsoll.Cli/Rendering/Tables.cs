using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>The one look of all tables: a rule under the heading, no other lines.</summary>
internal static class Tables
{
    /// <summary>A table with these columns; one whose name ends in ">" is right-aligned.</summary>
    public static Table Of(params ReadOnlySpan<string> columns) => Spaced(2, columns);

    /// <summary>A table with one or two blanks between its columns.</summary>
    public static Table Spaced(int blanks, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = true };
        foreach (string column in columns)
        {
            bool right = column.EndsWith('>');
            var heading = new TableColumn(new Spectre.Console.Text(right ? column[..^1] : column, Palette.Heading)) { NoWrap = right, Padding = new Padding(0, 0, blanks - 1, 0) };
            table.AddColumn(right ? heading.RightAligned() : heading.LeftAligned());
        }

        return table;
    }

    /// <summary>Draws a table without the columns that its screen has no room for, so that no figure is broken over two lines.</summary>
    /// <param name="screen">Where to draw.</param>
    /// <param name="blanks">Blanks between columns, where there is room.</param>
    /// <param name="columns">Headings; one that ends in ">" is right-aligned.</param>
    /// <param name="expendable">Headings that may be left out, the least important first, without ">".</param>
    /// <param name="rows">Cells, one for each heading.</param>
    public static void WriteFitting(IAnsiConsole screen, int blanks, string[] columns, ReadOnlySpan<string> expendable, IReadOnlyCollection<IRenderable[]> rows)
    {
        RenderOptions options = RenderOptions.Create(screen, screen.Profile.Capabilities);
        int[] widths = [.. columns.Select((column, i) => Math.Max(column.TrimEnd('>').Length, rows.Select(row => row[i].Measure(options, int.MaxValue).Max).DefaultIfEmpty(0).Max()))];
        var kept = Enumerable.Range(0, columns.Length).ToList();
        bool Fits(int between) => kept.Sum(i => widths[i] + between) < screen.Profile.Width;
        foreach (string name in expendable)
        {
            if (Fits(1)) break;
            kept.RemoveAll(i => columns[i].TrimEnd('>') == name);
        }

        Table table = Spaced(Fits(blanks) ? blanks : 1, [.. kept.Select(i => columns[i])]);
        foreach (IRenderable[] row in rows) table.AddRow(kept.Select(i => row[i]));
        screen.Write(table);
    }

    /// <summary>Text as it is; nothing in it is markup.</summary>
    public static IRenderable Cell(string text, Style? style = null) => new Spectre.Console.Text(text, style ?? Style.Plain);

    /// <summary>A name broken after a hyphen, slash or blank where it is longer than a line may be, and in the midst of a word only if it must.</summary>
    public static string Broken(string name, int longest)
    {
        if (name.Length <= longest) return name;
        int at = name.LastIndexOfAny(['-', '/', ' ', ':'], longest - 1) is > 0 and var found ? found + 1 : longest;
        return name[..at] + "\n" + Broken(name[at..], longest);
    }

    /// <summary>A heading over what follows.</summary>
    public static void Heading(IAnsiConsole screen, string text) => screen.Write(new Spectre.Console.Text(text + "\n", Palette.Heading));

    /// <summary>One line.</summary>
    public static void Line(IAnsiConsole screen, string text, Style? style = null) => screen.Write(new Spectre.Console.Text(text + "\n", style ?? Style.Plain));
}
