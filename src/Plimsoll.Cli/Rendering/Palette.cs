using Plimsoll.Models;
using Plimsoll.Values;
using Spectre.Console;

namespace Plimsoll.Cli.Rendering;

/// <summary>Colours, one meaning each.</summary>
internal static class Palette
{
    /// <summary>A heading.</summary>
    public static Style Heading { get; } = new(decoration: Decoration.Bold);

    /// <summary>What matters less.</summary>
    public static Style Faint { get; } = new(Color.Grey);

    /// <summary>A loss, a shortfall, a refusal.</summary>
    public static Style Bad { get; } = new(Color.Red);

    /// <summary>A gain, a margin kept.</summary>
    public static Style Good { get; } = new(Color.Green);

    /// <summary>Something to look at.</summary>
    public static Style Warning { get; } = new(Color.Yellow);

    /// <summary>Of a status, from calm to alarm.</summary>
    public static Style Of(MarginStatus status) => status switch
    {
        MarginStatus.Healthy => Good,
        MarginStatus.Restricted => Warning,
        MarginStatus.MarginCall => new(Color.Orange1),
        MarginStatus.Liquidation => Bad,
        _ => new(Color.White, Color.Red),
    };

    /// <summary>Of how far rules are verified.</summary>
    public static Style Of(Verified verified) => verified switch
    {
        Verified.Exact => Good,
        Verified.Partial => Warning,
        _ => Bad,
    };

    /// <summary>Of an amount that is bad below zero.</summary>
    public static Style OfSign(decimal amount) => amount < 0m ? Bad : Style.Plain;
}
