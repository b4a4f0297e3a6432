using System.Collections.Frozen;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;

namespace Plimsoll.Lab.Backtests;

/// <summary>One leg of an option book, per unit of the coin.</summary>
/// <param name="Tenor">Days to expiry.</param>
/// <param name="Deviations">Strike, in standard deviations from the forward.</param>
/// <param name="Side">Call or put.</param>
/// <param name="Quantity">Signed units.</param>
internal readonly record struct OptionLeg(int Tenor, double Deviations, OptionSide Side, int Quantity);

/// <summary>An option book on one coin.</summary>
/// <param name="Name">As "straddle-30d".</param>
/// <param name="Legs">The options.</param>
/// <param name="Coins">Units of the perpetual beside them.</param>
/// <param name="HedgesDelta">Whether the perpetual is sold that makes the delta nought at each close.</param>
internal sealed record OptionBook(string Name, ImmutableArray<OptionLeg> Legs, int Coins = 0, bool HedgesDelta = false)
{
    /// <summary>The standard books; each is held the other way round too.</summary>
    public static ImmutableArray<OptionBook> Standard { get; } =
    [
        .. new[] { 7, 30, 90 }.Select(tenor => new OptionBook($"straddle-{tenor}d", Straddle(tenor))),
        new("strangle-30d", [new(30, 1, OptionSide.Call, 1), new(30, -1, OptionSide.Put, 1)]),
        new("risk-reversal-30d", [new(30, 1, OptionSide.Call, 1), new(30, -1, OptionSide.Put, -1)]),
        new("calendar-30d-90d", [new(30, 0, OptionSide.Call, -1), new(90, 0, OptionSide.Call, 1)]),
        new("covered-call-30d", [new(30, 1, OptionSide.Call, -1)], 1),
        new("hedged-straddle-30d", Straddle(30), HedgesDelta: true),
        new("call-vertical-30d", [new(30, 0, OptionSide.Call, 1), new(30, 1, OptionSide.Call, -1)]),
        new("put-vertical-30d", [new(30, 0, OptionSide.Put, 1), new(30, -1, OptionSide.Put, -1)]),
    ];

    private static ImmutableArray<OptionLeg> Straddle(int tenor) => [new(tenor, 0, OptionSide.Call, 1), new(tenor, 0, OptionSide.Put, 1)];
}

/// <summary>Option books on one chain, set up anew at every close and repriced in full at the next. Losses are fractions of the worth of the coins that one leg is about.</summary>
internal sealed class OptionDesk
{
    private static readonly Currency Tether = Currency.Of("USDT");

    private readonly IOptionChain chain;
    private readonly DailyCloses closes;
    private readonly PastMarkets markets;
    private readonly (OptionBook Book, int Sign)[] books;
    private readonly HashSet<int> assets;

    public OptionDesk(IOptionChain chain, DailyCloses closes, PastMarkets markets, BookKind kind)
    {
        (this.chain, this.closes, this.markets) = (chain, closes, markets);
        // Scenarios of a coin may be read off the leader of its group.
        assets = [chain.Asset, .. Enumerable.Range(0, closes.Assets.Length).Where(a => closes.Assets[a].Asset.Code == "BTC")];
        books = [.. OptionBook.Standard.SelectMany(book => ((int[])[1, -1]).Select(sign => (book, sign)))];
        Books = [.. books.Select(one => new BacktestBook(one.Sign > 0 ? one.Book.Name : $"short-{one.Book.Name}", closes.Assets[chain.Asset].Asset.Code, kind, _ => []))];
    }

    /// <summary>The desks there are: recorded chains and, where asked for, synthetic surfaces of BTC, ETH and every coin with a recorded index of implied volatility.</summary>
    public static ImmutableArray<OptionDesk> Of(BacktestPlan plan, PastMarkets markets)
    {
        var desks = ImmutableArray.CreateBuilder<OptionDesk>();
        for (int a = 0; a < plan.Closes.Assets.Length; a++)
        {
            var recorded = new RecordedChain(plan.Closes, a, plan.Chains);
            if (!recorded.IsEmpty) desks.Add(new OptionDesk(recorded, plan.Closes, markets, BookKind.Options));
            AssetCloses coin = plan.Closes.Assets[a];
            if (plan.SyntheticOptions && (coin.Asset.Code is "BTC" or "ETH" || coin.ImpliedIndex.Length > 0)) desks.Add(new OptionDesk(new SyntheticChain(plan.Closes, a), plan.Closes, markets, BookKind.SyntheticOptions));
        }

        return desks.ToImmutable();
    }

    /// <summary>The books in the order of <see cref="At"/>.</summary>
    public ImmutableArray<BacktestBook> Books { get; }

    /// <summary>The market of a day, the accounts and what each lost by the next; null where there are no prices. An account is null where a leg is not listed.</summary>
    public (MarketSnapshot Market, AccountSnapshot?[] Accounts, double[] Losses)? At(int day)
    {
        if (chain.TimeOf(day) is not { } now) return null;
        AssetCloses coin = closes.Assets[chain.Asset];
        InstrumentSymbol perpetual = markets.Symbols[chain.Asset];
        double spot = chain.Spot(day), move = (chain.Spot(day + 1) / spot) - 1;
        MarketSnapshot past = markets.At(day, assets);
        var instruments = past.Instruments.ToDictionary(entry => entry.Key, entry => entry.Value with { Time = now });
        if (past.Instruments.TryGetValue(perpetual, out InstrumentMarket? quoted)) instruments[perpetual] = quoted with { Time = now, MarkPrice = (decimal)spot };
        foreach (InstrumentMarket option in chain.Listed(day)) instruments[option.Instrument.Symbol] = option with { Time = now, OpenInterest = 0m };
        var accounts = new AccountSnapshot?[books.Length];
        var losses = new double[books.Length];
        Array.Fill(losses, double.NaN);
        for (int b = 0; b < books.Length; b++)
        {
            (OptionBook book, int sign) = books[b];
            var positions = ImmutableArray.CreateBuilder<Position>();
            double gain = 0, delta = 0;
            bool whole = true;
            foreach (OptionLeg leg in book.Legs)
            {
                if (chain.Nearest(day, leg.Tenor, leg.Deviations, leg.Side) is not { } option || chain.ValueNext(day, option) is var next && double.IsNaN(next))
                {
                    whole = false;
                    break;
                }

                int quantity = sign * leg.Quantity;
                instruments.TryAdd(option.Instrument.Symbol, option with { Time = now, OpenInterest = 0m });
                positions.Add(new Position(option.Instrument.Symbol, (decimal)(quantity * BookAccounts.Notional / spot), null));
                gain += quantity * (chain.ValueNext(day, option) - ((double)option.MarkPrice!.Value * spot)) / spot;
                delta += quantity * Black76.Greeks(leg.Side, (double)option.Forward!.Value, (double)option.Instrument.Symbol.Strike!.Value, option.Instrument.YearsFrom(now), option.MarkVolatility!.Value).Delta;
            }

            // Two legs of one option are one book less: a calendar needs two expiries, a vertical two strikes.
            if (!whole || positions.Select(position => position.Symbol).Distinct().Count() < book.Legs.Length) continue;
            double coins = (sign * book.Coins) - (book.HedgesDelta ? delta : 0);
            if (coins != 0) positions.Add(new Position(perpetual, (decimal)(coins * BookAccounts.Notional / spot), (decimal)spot));
            losses[b] = -(gain + (coins * move));
            accounts[b] = new AccountSnapshot { Path = AccountPath.Of($"{Books[b].Portfolio}-{coin.Asset}"), Collateral = [new Balance(Tether, BookAccounts.Cash)], Positions = positions.ToImmutable() };
        }

        MarketSnapshot market = past with
        {
            AsOf = now, ValuationTime = now, Instruments = instruments.ToFrozenDictionary(),
            Indices = past.Indices.ToFrozenDictionary(entry => entry.Key, entry => entry.Key.Base == coin.Asset ? new IndexPrice((decimal)spot, now, null) : entry.Value with { Time = now }),
        };
        return (market, accounts, losses);
    }
}
