using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Values;

namespace Plimsoll.Models.Deribit;

/// <summary>All positions in one underlying that settle in one currency ("btc_btc"), with the parameters and prices that hold for them.</summary>
/// <param name="Name">Underlying and settlement currency, as the venue writes it.</param>
/// <param name="IsInverse">Whether they settle in the coin.</param>
/// <param name="IndexUsd">US dollars for one unit of the underlying.</param>
/// <param name="SettleUsd">US dollars for one unit of the settlement currency; the index again where that is the coin.</param>
/// <param name="Pair">Parameters of the underlying.</param>
/// <param name="Currency">Parameters of the settlement currency.</param>
/// <param name="Positions">The positions.</param>
internal sealed record RiskMatrixPair(
    string Name, bool IsInverse, decimal IndexUsd, decimal SettleUsd, DeribitPairParameters Pair, DeribitCurrencyParameters Currency, ImmutableArray<RiskMatrixPosition> Positions)
{
    // One coin in the settlement currency.
    private decimal Coin => IsInverse ? 1m : IndexUsd / SettleUsd;

    private VolatilityTermShock Shock => new(Pair.VolatilityUp, Pair.VolatilityDown, Pair.ShortPower, Pair.LongPower) { LeastUp = Pair.LeastVolatilityUp };

    /// <summary>Profit and loss of one position in the standard scenarios, lowest price first with volatility up, same and down at each, and in the extended ones, in the settlement currency.</summary>
    /// <param name="position">The position.</param>
    /// <param name="buckets">Price buckets on either side.</param>
    /// <param name="extendedMoves">Moves of the extended table.</param>
    public RiskVectors Vectors(RiskMatrixPosition position, int buckets, ImmutableArray<double> extendedMoves)
    {
        ImmutableArray<double> moves = [.. Enumerable.Range(-buckets, (2 * buckets) + 1).Select(k => Pair.PriceRange * k / buckets)];
        VolatilityTermShock shock = Shock;
        double[] standard = new PriceVolatilityGrid(moves, [VolatilityMove.Up, VolatilityMove.Same, VolatilityMove.Down]).Pnl(position.Repriced, shock.Shocked);
        double[] extended = new PriceVolatilityGrid(extendedMoves, [VolatilityMove.Up]).Pnl(position.Repriced, shock.Shocked);
        for (int k = 0; k < extended.Length; k++)
        {
            // Only a fraction counts: a future's loss far out becomes that at the end of the price range. Coins are restated at the price there.
            double move = extendedMoves[k];
            extended[k] *= Pair.ExtendedFactor * Pair.PriceRange / Math.Abs(move) * (IsInverse ? (1 + move) / RangeEnd(move) : 1);
        }

        return new(position.Name, [.. standard], [.. extended]);
    }

    /// <summary>A standard result as it counts beside those of other pairs: a loss whole, of a gain the part that may offset.</summary>
    public double Offset(double pnl)
    {
        double most = Currency.MaximumOffset / (double)SettleUsd;
        return pnl > 0 ? Math.Min(pnl * Currency.PnlOffset, most) : pnl;
    }

    /// <summary>An extended result as it counts: offset as the standard ones are, then brought nearer to zero by what is forgiven for a move so far out.</summary>
    public double Dampened(double pnl, double move)
    {
        double offset = Offset(pnl);
        double allowance = (Math.Max(Math.Abs(move) / Pair.PriceRange, 1) - 1) * Currency.Dampener / (double)SettleUsd / (IsInverse ? RangeEnd(move) : 1);
        return offset > 0 ? Math.Max(0, offset - allowance) : Math.Min(0, offset + allowance);
    }

    /// <summary>Charge for rolling from one expiry to another: the net delta of each expiry and of the perpetuals, whatever its sign, times the move between them.</summary>
    public decimal RollShock() => Positions.GroupBy(position => position.Expiry).Sum(expiry => Math.Abs(expiry.Sum(position => position.Delta)) * RollRate(expiry.First())) * Coin;

    /// <summary>One position's part of the roll shock; below 0 where it hedges the others of its expiry.</summary>
    public decimal RollShare(RiskMatrixPosition position) =>
        position.Delta * Math.Sign(Positions.Where(other => other.Expiry == position.Expiry).Sum(other => other.Delta)) * RollRate(position) * Coin;

    /// <summary>Net delta of each expiry and what it is charged, coins and fraction.</summary>
    public IEnumerable<NamedValue> ExpiryDeltas() => Positions.GroupBy(position => position.Expiry).OrderBy(expiry => expiry.Key?.UnixMicroseconds ?? 0).SelectMany(expiry => new NamedValue[]
    {
        new($"{Name} {Title(expiry.Key)} net delta", (double)expiry.Sum(position => position.Delta), "coins"),
        new($"{Name} {Title(expiry.Key)} move", (double)RollRate(expiry.First()), "fraction"),
    });

    /// <summary>Delta that is charged where it is large, signed coins.</summary>
    public decimal DeltaAtRisk() =>
        DeltaAtRisk(Positions.Where(position => position.IsBoughtOption).Sum(position => position.Delta), Positions.Where(position => !position.IsBoughtOption).Sum(position => position.Delta));

    /// <summary>Charge for a delta that the market would not absorb, in the settlement currency.</summary>
    public decimal DeltaShock()
    {
        decimal delta = Math.Abs(DeltaAtRisk());
        decimal usd = delta * IndexUsd;
        decimal sloped = Math.Max(usd - (decimal)Pair.DeltaThreshold, 0m) * delta * (decimal)Pair.DeltaSlope;
        return Math.Min(sloped, (decimal)Pair.DeltaCap * usd) / SettleUsd;
    }

    /// <summary>Delta of futures and sold options, reduced but never raised or turned round by that of bought options.</summary>
    /// <param name="bought">Coins of delta of bought options.</param>
    /// <param name="rest">Coins of delta of everything else.</param>
    internal static decimal DeltaAtRisk(decimal bought, decimal rest) =>
        rest < 0m ? Math.Min(Math.Max(bought + rest, rest), 0m) : Math.Max(Math.Min(bought + rest, rest), 0m);

    private static string Title(Timestamp? expiry) => expiry is { } at ? at.ToString()[..10] : "perpetual";

    // Of a perpetual the least move: it has no time in which the rate could act.
    private decimal RollRate(RiskMatrixPosition position) =>
        Math.Max((decimal)(Math.Exp(Currency.AnnualMove * position.Years) - 1), (decimal)Currency.MinimumMove);

    private double RangeEnd(double move) => 1 + (Math.Sign(move) * Pair.PriceRange);
}
