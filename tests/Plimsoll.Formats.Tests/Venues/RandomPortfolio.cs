using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests.Venues;

/// <summary>Portfolios of what a venue lists, with collateral between little more and many times what they need.</summary>
internal static class RandomPortfolio
{
    /// <summary>The portfolio of a seed; null where the rules margin no such portfolio.</summary>
    public static AccountSnapshot? Of(IMarginModel model, InstrumentSymbol[] listed, int seed)
    {
        var random = new Random(seed);
        for (int attempt = 0; attempt < 5; attempt++)
        {
            // Some venues keep one position an account.
            int positions = attempt >= 3 ? 1 : random.Next(1, 5);
            if (Funded(model, Positions(listed, random, positions), random) is { } account) return account;
        }

        return null;
    }

    private static AccountSnapshot Positions(InstrumentSymbol[] listed, Random random, int count)
    {
        var positions = ImmutableArray.CreateBuilder<Position>();
        foreach (InstrumentSymbol symbol in Enumerable.Range(0, count).Select(_ => Pick(listed, random)).Distinct())
        {
            InstrumentMarket one = VenueMarket.Snapshot.Instruments[symbol];
            decimal notional = (decimal)Math.Pow(10, 3 + (random.NextDouble() * 3));
            decimal coin = VenueMarket.Snapshot.UsdPrice(symbol.Base)!.Price;
            decimal contracts = decimal.Round(symbol.IsInverse && symbol.Kind != InstrumentKind.Option ? notional : notional / coin, 4) * (random.Next(2) == 0 ? 1 : -1);
            if (contracts == 0m) contracts = 1m;
            decimal? entry = symbol.Kind == InstrumentKind.Option ? null : decimal.Round(one.MarkPrice!.Value * (decimal)(0.95 + (0.1 * random.NextDouble())), 8);
            positions.Add(new(symbol, contracts, entry));
        }

        return new() { Path = AccountPath.Of("random"), Positions = positions.ToImmutable() };
    }

    // Perpetuals are a handful among hundreds of options, so the kind is drawn first.
    private static InstrumentSymbol Pick(InstrumentSymbol[] listed, Random random)
    {
        InstrumentKind[] kinds = [.. listed.Select(symbol => symbol.Kind).Distinct().Order()];
        InstrumentKind kind = kinds[random.Next(kinds.Length)];
        InstrumentSymbol[] same = [.. listed.Where(symbol => symbol.Kind == kind)];
        return same[random.Next(same.Length)];
    }

    // First with more than enough, to learn what is needed in each settlement currency; then with a multiple of it.
    private static AccountSnapshot? Funded(IMarginModel model, AccountSnapshot account, Random random)
    {
        Currency[] settled = [.. account.Positions.Select(position => position.Symbol.Settle).Distinct()];
        AccountSnapshot rich = account with { Collateral = [.. settled.Select(currency => new Balance(currency, Units(1e8m, currency)))] };
        IMarginEvaluator evaluator = model.Prepare(VenueMarket.Snapshot);
        if (evaluator.Evaluate([rich], MarginDetail.Totals)[0] is not MarginOutcome.Calculated { Statement: var statement }) return null;
        decimal multiple = 1.05m + (decimal)(random.NextDouble() * random.NextDouble() * 8);
        AccountSnapshot funded = account with
        {
            Collateral =
            [
                .. settled.Select(currency => new Balance(currency, decimal.Round(statement.Currencies.FirstOrDefault(one => one.Currency == currency) is { } own
                    ? (own.MaintenanceMargin.Amount * multiple) - own.UnrealisedPnl.Amount - own.OptionValue.Amount + own.CostToRealiseGains.Amount
                    : Units(((statement.MaintenanceMargin.Amount * multiple) - statement.UnrealisedPnl.Amount - statement.OptionValue.Amount + statement.CostToRealiseGains.Amount) / settled.Length, currency), 8))),
            ],
        };
        return evaluator.Evaluate([funded], MarginDetail.Totals)[0] is MarginOutcome.Calculated ? funded : null;
    }

    private static decimal Units(decimal usd, Currency currency) => usd / VenueMarket.Snapshot.UsdPrice(currency)!.Price;
}
