using System.Collections.Immutable;

namespace Plimsoll.Models.Blocks;

/// <summary>
/// Everything that hangs on one underlying, in one currency, as far as stress goes: futures and spot as one exposure that moves with the price, exact, and options to reprice.
/// </summary>
/// <param name="Linear">Profit and loss for a price move of 1 (100 %), signed.</param>
/// <param name="Options">Options whose profit and loss comes out in the same currency.</param>
internal sealed record StressBook(decimal Linear, ImmutableArray<RepricedPosition> Options)
{
    /// <summary>The profit and loss over every price move with every move of volatility.</summary>
    /// <param name="moves">Relative moves of the price, each above -1.</param>
    /// <param name="states">Moves of volatility taken with each.</param>
    /// <param name="shock">How volatility moves; not asked for futures.</param>
    public StressResult Over(ImmutableArray<decimal> moves, ImmutableArray<VolatilityMove> states, VolatilityShock shock)
    {
        var cells = ImmutableArray.CreateBuilder<StressCell>(moves.Length * states.Length);
        var options = new double[moves.Length * states.Length];
        if (!Options.IsEmpty)
        {
            var grid = new PriceVolatilityGrid([.. moves.Select(move => (double)move)], states);
            foreach (RepricedPosition option in Options) grid.Add(option, shock, options);
        }

        for (int s = 0; s < options.Length; s++)
        {
            decimal move = moves[s / states.Length];
            cells.Add(new(move, states[s % states.Length], Linear * move, decimal.Round((decimal)options[s], 10)));
        }

        return new(cells.MoveToImmutable());
    }

    /// <summary>0 and both signs of every size, lowest price first.</summary>
    public static ImmutableArray<decimal> Symmetric(params IEnumerable<decimal> sizes) => [.. sizes.Where(size => size != 0m).SelectMany(size => new[] { size, -size }).Append(0m).Order()];
}

/// <summary>One scenario of a stress.</summary>
/// <param name="Move">Relative move of the price.</param>
/// <param name="State">Move of volatility.</param>
/// <param name="Linear">Profit and loss of futures and spot.</param>
/// <param name="Options">Profit and loss of options.</param>
internal readonly record struct StressCell(decimal Move, VolatilityMove State, decimal Linear, decimal Options)
{
    /// <summary>Profit and loss of everything; below 0 a loss.</summary>
    public decimal Pnl => Linear + Options;

    /// <summary>"BTC -12 %, vol up".</summary>
    public string Name(string underlying) => FormattableString.Invariant($"{underlying} {Move * 100m:+0.##;-0.##;0} %{(State == VolatilityMove.Same ? "" : State == VolatilityMove.Up ? ", vol up" : ", vol down")}");
}

/// <summary>All scenarios of a stress.</summary>
/// <param name="Cells">The scenarios in their order.</param>
internal sealed record StressResult(ImmutableArray<StressCell> Cells)
{
    /// <summary>Index of the greatest loss, of equals the first; -1 where none loses.</summary>
    public int Worst { get; } = WorstOf(Cells);

    /// <summary>The greatest loss, 0 or more.</summary>
    public decimal Loss => Worst < 0 ? 0m : -Cells[Worst].Pnl;

    /// <summary>Every scenario with its loss.</summary>
    /// <param name="underlying">What the price is of.</param>
    public Evidence Evidence(string underlying) => new Models.Evidence.ScenarioSet([.. Cells.Select(cell => new ScenarioLoss(cell.Name(underlying), (double)-cell.Pnl, 1))], Worst);

    private static int WorstOf(ImmutableArray<StressCell> cells)
    {
        int worst = -1;
        for (int s = 0; s < cells.Length; s++)
            if (cells[s].Pnl < (worst < 0 ? 0m : cells[worst].Pnl))
                worst = s;
        return worst;
    }
}
