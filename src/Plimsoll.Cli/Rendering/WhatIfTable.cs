using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;
using Spectre.Console;

namespace Plimsoll.Cli.Rendering;

/// <summary>Before, after and difference in three columns, then the lines that changed.</summary>
internal static class WhatIfTable
{
    /// <summary>Draws the comparison and the decision on an order.</summary>
    public static void Write(IAnsiConsole screen, BeforeAfter comparison)
    {
        if (comparison.Order is { } answer)
            Tables.Line(screen, $"{OrderSentence.Name(answer)}\n{OrderSentence.Of(answer)}", answer.Decision.Refusal is null ? Palette.Good : Palette.Bad);
        var missing = comparison.Before.All.Concat(comparison.After.All).OfType<MarginOutcome.Unavailable>();
        foreach (string gap in missing.SelectMany(outcome => outcome.Gaps.Select(gap => $"{outcome.Account}: {gap}")).Distinct()) Tables.Line(screen, gap, Palette.Bad);
        if (comparison is { Before.Main: MarginOutcome.Calculated { Statement: var before }, After.Main: MarginOutcome.Calculated { Statement: var after }, Difference: { } difference })
            Draw(screen, before, after, difference);
    }

    private static void Draw(IAnsiConsole screen, MarginStatement before, MarginStatement after, MarginDifference difference)
    {
        Table table = Tables.Of(after.Account.ToString(), "before>", "after>", "difference>");
        foreach ((string name, Money was, Money now, Money change) in WhatIfFigures.Of(before, after, difference))
            table.AddRow(Tables.Cell(name), Amount(was), Amount(now), Change(change, isRequirement: name.EndsWith("margin", StringComparison.Ordinal) || name is "haircut" or "cost to realise gains"));
        table.AddRow(Tables.Cell("margin ratio"), Tables.Cell(Ratio(before)), Tables.Cell(Ratio(after)), Tables.Cell(""));
        table.AddRow(Tables.Cell("status"), Tables.Cell(Text.Words(before.Status), Palette.Of(before.Status)), Tables.Cell(Text.Words(after.Status), Palette.Of(after.Status)), Tables.Cell(""));
        foreach (string factor in before.LiquidationLevels.Concat(after.LiquidationLevels).Select(level => level.Factor).Distinct())
            table.AddRow(Tables.Cell($"liquidation {factor}"), Tables.Cell(Level(before, factor)), Tables.Cell(Level(after, factor)), Tables.Cell(""));
        screen.Write(table);

        LineDifference[] changed = [.. difference.Lines.Where(line => line.Initial.Amount != 0m || line.Maintenance.Amount != 0m)];
        if (changed.Length == 0) return;
        Table lines = Tables.Of("what changed", "initial>", "maintenance>");
        foreach (LineDifference line in changed)
            lines.AddRow(Tables.Cell(Text.Words(line.Component) + (line.Subject.Length > 0 ? " " + line.Subject : "")), Change(line.Initial, true), Change(line.Maintenance, true));
        screen.Write(lines);
        if (before.Model != after.Model) Tables.Line(screen, $"{Named(before.Model)} before, {Named(after.Model)} after · amounts in {after.Currency}", Palette.Faint);
        else Tables.Line(screen, $"{after.AsOf} · {after.Model} · amounts in {after.Currency}", Palette.Faint);
    }

    private static Spectre.Console.Rendering.IRenderable Amount(Money money) => Tables.Cell(Text.Read(money, false), Palette.OfSign(money.Amount));

    // More requirement is bad, more of anything else is good.
    private static Spectre.Console.Rendering.IRenderable Change(Money change, bool isRequirement) =>
        Tables.Cell(Text.Change(change, false), change.Amount == 0m ? Palette.Faint : change.Amount > 0m == isRequirement ? Palette.Bad : Palette.Good);

    // Two sets of parameters may carry the same name and version.
    private static string Named(ModelVersion model) => model.Sha256.Length >= 12 ? $"{model} (sha256 {model.Sha256[..12]}…)" : model.ToString();

    private static string Ratio(MarginStatement statement) => statement.MarginRatio is { } ratio ? Text.Percent((double)ratio) : "–";

    private static string Level(MarginStatement statement, string factor)
    {
        if (statement.LiquidationLevels.FirstOrDefault(level => level.Factor == factor) is not { } level) return "–";
        string text = ((level.Below is { } below ? "↓" + Text.Price(below) : "") + " " + (level.Above is { } above ? "↑" + Text.Price(above) : "")).Trim();
        return text.Length > 0 ? text : "none";
    }
}
