using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Bybit;

/// <summary>One risk unit: all contracts of a coin and the spot that hedges them, stressed, with its contingencies.</summary>
/// <param name="Margin">The parts of the margin.</param>
/// <param name="Stress">Every scenario, spot that hedges included.</param>
/// <param name="SpotCoins">Coins of spot that hedge.</param>
internal sealed record BybitUnitBook(BybitRiskUnit Margin, StressResult Stress, decimal SpotCoins)
{
    private static readonly ImmutableArray<VolatilityMove> Three = [VolatilityMove.Up, VolatilityMove.Same, VolatilityMove.Down];

    /// <summary>The unit of some positions.</summary>
    /// <param name="book">The account.</param>
    /// <param name="underlying">The coin.</param>
    /// <param name="positions">Positions of the unit.</param>
    /// <param name="contracts">Signed contracts to count of each.</param>
    /// <param name="parameters">The parameters.</param>
    public static BybitUnitBook Of(VenueBook book, Currency underlying, ImmutableArray<VenuePosition> positions, Func<VenuePosition, decimal> contracts, BybitPortfolioParameters parameters)
    {
        BybitRiskGroup group = AssetGroups.Of(parameters.Groups, underlying)!;
        decimal index = book.Usd(underlying), linear = 0m, gross = 0m;
        var options = ImmutableArray.CreateBuilder<RepricedPosition>();
        var deltas = new SortedDictionary<double, decimal>();
        var sold = new Dictionary<(double, OptionSide), decimal>();
        var counts = new SortedDictionary<double, decimal>();
        decimal[] legs = [0m, 0m, 0m];
        foreach (VenuePosition position in positions)
        {
            decimal quantity = contracts(position), coins = position.CoinsOf(quantity), delta;
            if (quantity == 0m) continue;
            double days = 365 * position.Instrument.YearsFrom(book.Market.ValuationTime);
            if (position.IsOption)
            {
                RepricedPosition option = VenueOptions.InUsd(book, position, quantity);
                options.Add(option);
                delta = decimal.Round((decimal)VenueOptions.CashDelta(option), 10);
                (double, OptionSide) series = (days, position.Symbol.Side!.Value);
                sold[series] = sold.GetValueOrDefault(series) + coins;
                counts[days] = counts.GetValueOrDefault(days) + coins;
            }
            else
            {
                delta = position.Symbol.IsInverse ? coins * index : coins * position.Mark * book.Usd(position.Symbol.Quote);
                linear += delta;
                gross += Math.Abs(coins) * index;
            }

            deltas[days] = deltas.GetValueOrDefault(days) + delta;
            legs[DollarLegs.Of(position.Symbol)] += delta;
        }

        decimal spot = parameters.SpotHedging ? SpotCover.Coins(book, underlying, deltas.Values.Sum() / index) : 0m;
        StressResult stress = Scan(new(linear, options.ToImmutable()), group, parameters.TenorPower, spot, index);
        return new(
            new BybitRiskUnit(stress.Loss)
            {
                Futures = group.FuturesRate * gross,
                Options = group.ShortOptionRate * index * sold.Values.Sum(net => Math.Max(0m, -net)),
                Vega = group.VegaRate * index * Spread(counts),
                FutureDelta = Basis(deltas, group.BasisRate),
                UsdtUsdc = group.StablecoinRate * HedgePairs.Match(legs, DollarLegs.Order).Sum(hedge => hedge.Amount),
            },
            stress,
            spot);
    }

    /// <summary>Every price with every volatility; spot that hedges counts where it gains.</summary>
    /// <param name="book">Contracts of the unit in USD.</param>
    /// <param name="group">Stress of the coin.</param>
    /// <param name="tenorPower">Power of (30 days / days to expiry).</param>
    /// <param name="spotCoins">Coins of spot that hedge.</param>
    /// <param name="index">Price of one coin.</param>
    internal static StressResult Scan(StressBook book, BybitRiskGroup group, double tenorPower, decimal spotCoins, decimal index)
    {
        var shock = new VolatilityTermShock(group.VolatilityUp, group.VolatilityDown, tenorPower, tenorPower);
        StressResult contracts = book.Over(StressBook.Symmetric(group.Moves), Three, shock.Shocked);
        return spotCoins == 0m ? contracts : new([.. contracts.Cells.Select(cell => cell with { Linear = cell.Linear + BybitRiskUnit.SpotHedge(spotCoins, index, cell.Move) })]);
    }

    /// <summary>What a move of the basis of all expiries together costs: abs(Σ delta × years) × rate. Perpetuals and spot have no time in it.</summary>
    /// <param name="byDays">Net delta in USD by days to expiry.</param>
    /// <param name="rate">Move of the annual basis.</param>
    internal static decimal Basis(SortedDictionary<double, decimal> byDays, decimal rate) => rate * Math.Abs(byDays.Sum(entry => entry.Value * (decimal)entry.Key / 365m));

    // Σ hedged contracts × days between the two sides, nearest expiries hedged first.
    private static decimal Spread(SortedDictionary<double, decimal> byDays)
    {
        double[] days = [.. byDays.Keys];
        return HedgePairs.Match([.. byDays.Values], HedgePairs.NearestFirst(days.Length)).Sum(hedge => hedge.Amount * (decimal)Math.Abs(days[hedge.First] - days[hedge.Second]));
    }
}
