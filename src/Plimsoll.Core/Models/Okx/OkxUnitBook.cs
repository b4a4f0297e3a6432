using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Okx;

/// <summary>One risk unit: what is held of it, repriced, and the margin that follows.</summary>
internal sealed class OkxUnitBook
{
    private OkxUnitBook(OkxRiskUnit margin, StressResult spot, StressResult extreme, StressBook stress, ImmutableArray<(decimal Delta, double Years)> deltas, decimal rawClosing, decimal spotCoins, ImmutableArray<HedgedPair> hedges) =>
        (Margin, Spot, Extreme, Stress, Deltas, RawClosing, SpotCoins, Hedges) = (margin, spot, extreme, stress, deltas, rawClosing, spotCoins, hedges);

    /// <summary>The parts of the margin.</summary>
    public OkxRiskUnit Margin { get; }

    /// <summary>The scenarios of MR1.</summary>
    public StressResult Spot { get; }

    /// <summary>The scenarios of MR6.</summary>
    public StressResult Extreme { get; }

    /// <summary>The unit in USD.</summary>
    public StressBook Stress { get; }

    /// <summary>Net cash delta of each expiry, USD, and its years; perpetuals first. Spot is not among them: a hedge with spot pays the basis charge of the derivative.</summary>
    public ImmutableArray<(decimal Delta, double Years)> Deltas { get; }

    /// <summary>MR7 before its multipliers, USD.</summary>
    public decimal RawClosing { get; }

    /// <summary>Coins of spot that cover derivatives.</summary>
    public decimal SpotCoins { get; }

    /// <summary>Hedges between legs in USDT (0), USDC (1) and USD (2).</summary>
    public ImmutableArray<HedgedPair> Hedges { get; }

    /// <summary>The unit of some positions.</summary>
    /// <param name="book">The account.</param>
    /// <param name="underlying">The coin.</param>
    /// <param name="positions">Positions of the unit.</param>
    /// <param name="contracts">Signed contracts to count of each.</param>
    /// <param name="parameters">The parameters.</param>
    public static OkxUnitBook Of(VenueBook book, Currency underlying, ImmutableArray<VenuePosition> positions, Func<VenuePosition, decimal> contracts, OkxPortfolioParameters parameters)
    {
        decimal spotPrice = book.Usd(underlying), linear = 0m, optional = 0m, rawClosing = 0m;
        OkxClosingGroup closing = AssetGroups.Of(parameters.Closing, underlying)!;
        var options = ImmutableArray.CreateBuilder<RepricedPosition>();
        var deltas = new SortedDictionary<double, decimal>();
        decimal[] legs = [0m, 0m, 0m];
        foreach (VenuePosition position in positions)
        {
            decimal quantity = contracts(position), coins = position.CoinsOf(quantity), delta;
            if (quantity == 0m) continue;
            double years = position.Instrument.YearsFrom(book.Market.ValuationTime);
            if (position.IsOption)
            {
                RepricedPosition option = VenueOptions.InUsd(book, position, quantity);
                options.Add(option);
                delta = decimal.Round((decimal)VenueOptions.CashDelta(option), 10);
                optional += delta;
                decimal mark = position.Mark * (position.Symbol.IsInverse ? 1m : 1m / spotPrice);
                decimal cost = quantity > 0m ? Math.Min(parameters.OptionClosingRate, mark) : parameters.OptionClosingRate;
                rawClosing += Math.Abs(coins) * spotPrice * (cost + Math.Min(parameters.OptionFee, parameters.OptionFeeCap * mark));
            }
            else
            {
                // The shock works on the index, the delta on the mark.
                linear += coins * spotPrice;
                delta = coins * position.Mark * book.Usd(position.Symbol.Quote);
                rawClosing += Math.Abs(delta) * closing.FuturesRate;
            }

            deltas[years] = deltas.GetValueOrDefault(years) + delta;
            legs[DollarLegs.Of(position.Symbol)] += delta;
        }

        // What the shocks work on is covered, at the index: the deltas at the marks would leave a spread covered that no price moves.
        decimal spotCoins = parameters.SpotOffset ? SpotCover.Coins(book, underlying, (linear + optional) / spotPrice) : 0m;
        ImmutableArray<HedgedPair> hedges = HedgePairs.Match(legs, DollarLegs.Order);
        var stress = new StressBook(linear + (spotCoins * spotPrice), options.ToImmutable());
        OkxBasisGroup basis = AssetGroups.Of(parameters.Basis, underlying)!;
        ImmutableArray<(decimal, double)> expiries = [.. deltas.Select(entry => (entry.Value, entry.Key))];
        var shock = new OkxVolatilityShock(parameters.VolatilityPoints, parameters.VolatilityRelative);
        StressResult spot = OkxStress.SpotShock(stress, AssetGroups.Of(parameters.SpotShocks, underlying)!.Moves, shock);
        StressResult extreme = OkxStress.Extreme(stress, AssetGroups.Of(parameters.ExtremeMoves, underlying)!.Move);
        var margin = new OkxRiskUnit
        {
            SpotShock = spot.Loss,
            TimeDecay = OkxStress.TimeDecay(stress),
            Vega = OkxStress.Vega(stress, shock, parameters.VegaShare),
            Basis = OkxRiskUnit.BasisCharge(expiries, basis.AnnualMove, basis.LeastMove),
            Rate = OkxStress.Rate(stress, parameters.RateShifts),
            ExtremeMove = parameters.ExtremePart * extreme.Loss,
            MinimumCharge = ChargeTiers.Charge(closing.Multipliers, rawClosing),
            Depeg = hedges.Sum(hedge => Depeg(book, hedge, parameters)),
        };
        return new(margin, spot, extreme, stress, expiries, rawClosing, spotCoins, hedges);
    }

    private static decimal Depeg(VenueBook book, HedgedPair hedge, OkxPortfolioParameters parameters)
    {
        if (parameters.DepegTiers.IsEmpty) return 0m;
        decimal price = Math.Min(DollarLegs.Price(book.Market, hedge.First), DollarLegs.Price(book.Market, hedge.Second));
        decimal calm = OkxRiskUnit.DepegCharge(parameters.DepegTiers, hedge.Amount), worst = Math.Max(calm, parameters.DepegMaximum * hedge.Amount);
        decimal part = Math.Clamp((parameters.DepegFrom - price) / (parameters.DepegFrom - parameters.DepegTo), 0m, 1m);
        return calm + (part * (worst - calm));
    }
}
