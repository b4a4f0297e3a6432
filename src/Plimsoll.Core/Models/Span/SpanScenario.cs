using System.Collections.Immutable;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Models.Span;

/// <summary>One of SPAN's sixteen scenarios.</summary>
/// <param name="Number">1 to 16, as in the risk arrays that clearing houses publish.</param>
/// <param name="Thirds">Price move in thirds of the price scan range; of the extreme scenarios the sign alone.</param>
/// <param name="Volatility">Whether volatility rises or falls by its scan range.</param>
/// <param name="IsExtreme">Whether the price moves by the extreme multiple and only a part of the loss counts.</param>
internal readonly record struct SpanScenario(int Number, int Thirds, VolatilityMove Volatility, bool IsExtreme)
{
    /// <summary>The sixteen, in order.</summary>
    public static ImmutableArray<SpanScenario> All { get; } =
    [
        .. new[] { 0, 1, -1, 2, -2, 3, -3 }.SelectMany((thirds, i) => new[]
        {
            new SpanScenario((2 * i) + 1, thirds, VolatilityMove.Up, false),
            new SpanScenario((2 * i) + 2, thirds, VolatilityMove.Down, false),
        }),
        new(15, 1, VolatilityMove.Same, true),
        new(16, -1, VolatilityMove.Same, true),
    ];

    /// <summary>Short name: "0u", "+1/3d", "-3/3u", "+ext".</summary>
    public string Name => IsExtreme ? Thirds > 0 ? "+ext" : "-ext" : Prices + (Volatility == VolatilityMove.Up ? "u" : "d");

    /// <summary>Price move as a multiple of the price scan range.</summary>
    /// <param name="extremeMultiple">Multiple in the extreme scenarios, as 2 or 3.</param>
    public decimal Multiple(decimal extremeMultiple) => IsExtreme ? Thirds * extremeMultiple : Thirds / 3m;

    private string Prices => Thirds == 0 ? "0" : FormattableString.Invariant($"{Thirds:+0;-0}/3");
}
