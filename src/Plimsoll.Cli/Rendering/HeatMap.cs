using Plimsoll.Models;
using Spectre.Console;

namespace Plimsoll.Cli.Rendering;

/// <summary>P&amp;L over moves of price (across) and volatility (down) as coloured blocks: red lost, green won, darker where more.</summary>
internal static class HeatMap
{
    private const int Label = 12;

    /// <summary>Draws the map. Without colours the numbers alone tell.</summary>
    public static void Write(IAnsiConsole screen, ScenarioMap map)
    {
        int cell = Math.Clamp((screen.Profile.Width - Label) / Math.Max(1, map.SpotMoves.Length), 6, 10);
        double greatest = map.ProfitAndLoss.Length == 0 ? 0 : map.ProfitAndLoss.Max(Math.Abs);
        Tables.Heading(screen, $"profit and loss if {map.Underlying} and its volatility move");
        screen.Write(new Spectre.Console.Text(string.Concat(map.SpotMoves.Select(move => Text.Move(move).Replace(" ", "", StringComparison.Ordinal).PadLeft(cell)).Prepend(new string(' ', Label))) + "\n", Palette.Faint));
        for (int row = 0; row < map.VolatilityMoves.Length; row++)
        {
            double move = map.VolatilityMoves[row];
            screen.Write(new Spectre.Console.Text((move == 0 ? "vol" : "vol " + Text.Move(move)).PadRight(Label), Palette.Faint));
            for (int column = 0; column < map.SpotMoves.Length; column++)
                screen.Write(new Spectre.Console.Text(Text.Short(map[row, column]).PadLeft(cell - 1) + " ", Block(map[row, column], greatest)));
            screen.WriteLine();
        }

        screen.WriteLine();
    }

    private static Style Block(double profit, double greatest)
    {
        // The root and the floor keep small losses and small gains apart, on screens of 256 colours too.
        double depth = greatest > 0 ? 0.35 + (0.65 * Math.Sqrt(Math.Abs(profit) / greatest)) : 0;
        byte Shade(int full) => (byte)(30 + ((full - 30) * depth));
        Color ground = profit < 0 ? new Color(Shade(210), 20, 30) : new Color(10, Shade(150), 60);
        return new Style(Color.White, profit == 0 ? new Color(40, 40, 40) : ground);
    }
}
