using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Generators;

/// <summary>What a random account is like.</summary>
internal enum AccountKind
{
    Outright,
    Hedged,
    OptionBook,
    BoughtOptions,
    CoveredCalls,
    Pairs,
    Debtor,
    Everything,
    Short,
    Isolated,
    OrdersOnly,
}

/// <summary>Accounts made of a seed over a market's instruments; one in eight is a whale.</summary>
internal static class RandomAccount
{
    /// <summary>One account of a random kind.</summary>
    public static AccountSnapshot Create(int seed, MarketSnapshot market) =>
        Create(seed, market, SplitMix.For(seed, "kind").Pick(Enum.GetValues<AccountKind>()));

    /// <summary>Two to four accounts of one owner.</summary>
    public static ImmutableArray<AccountSnapshot> CreateFamily(int seed, MarketSnapshot market)
    {
        int count = SplitMix.For(seed, "family").Whole(2, 5);
        return [.. Enumerable.Range(0, count).Select(i => Create(unchecked((seed * 31) + i), market)).Select((account, i) => account with { Path = new AccountPath("firm", "owner", $"{account.Path.Account}-{i}", "main") })];
    }

    /// <summary>One account of a kind.</summary>
    public static AccountSnapshot Create(int seed, MarketSnapshot market, AccountKind kind)
    {
        SplitMix random = SplitMix.For(seed, "account");
        var make = new Maker(random, market, random.Chance(0.125) ? random.Scale(1e7, 1e10) : random.Scale(1e3, 5e6));
        switch (kind)
        {
            case AccountKind.Outright: make.Futures(1); break;
            case AccountKind.Hedged: make.Hedge(); break;
            case AccountKind.OptionBook: make.Options(random.Whole(2, 9), boughtOnly: false); make.Futures(random.Whole(0, 3)); break;
            case AccountKind.BoughtOptions: make.Options(random.Whole(1, 5), boughtOnly: true); break;
            case AccountKind.CoveredCalls: make.CoveredCalls(); break;
            case AccountKind.Pairs: make.Futures(random.Whole(2, 6)); break;
            case AccountKind.Debtor: make.Debts(); make.Futures(random.Whole(0, 3)); break;
            case AccountKind.Short: make.Futures(random.Whole(1, 4), automaticOnly: true); break;
            case AccountKind.Isolated: make.Futures(random.Whole(0, 2)); make.Isolated(random.Whole(1, 4)); break;
            case AccountKind.OrdersOnly: make.Orders(random.Whole(1, 4), options: true); break;
            default: make.Futures(3); make.Options(4, boughtOnly: false); make.Debts(); make.Coins(2); make.Isolated(1); break;
        }

        if (random.Chance(0.4)) make.Orders(random.Whole(1, 4), options: kind is AccountKind.OptionBook or AccountKind.Everything);
        make.Cash();
        if (random.Chance(0.4)) make.Coins(random.Whole(1, 3));
        return make.Account(kind == AccountKind.Short ? AccountPath.Of($"short-{seed}") with { NettingSet = TestParameters.ShortAccount } : AccountPath.Of($"{kind}-{seed}".ToLowerInvariant()))
            with { RiskClass = SplitMix.For(seed, "risk class").Pick<string?>([null, "A", "C"]) };
    }

    private sealed class Maker(SplitMix random, MarketSnapshot market, double scale)
    {
        private readonly List<Balance> balances = [];
        private readonly List<Position> positions = [];
        private readonly List<Order> orders = [];
        private readonly List<IsolatedPosition> isolated = [];
        private readonly InstrumentMarket[] futures = [.. market.Instruments.Values.Where(of => of.Instrument.Kind != InstrumentKind.Option).OrderBy(of => of.Instrument.Symbol)];
        private readonly InstrumentMarket[] options = [.. market.Instruments.Values.Where(of => of.Instrument.Kind == InstrumentKind.Option).OrderBy(of => of.Instrument.Symbol)];

        public AccountSnapshot Account(AccountPath path) => new() { Path = path, Collateral = [.. balances], Positions = [.. positions], Orders = [.. orders], Isolated = [.. isolated] };

        public void Futures(int count, bool automaticOnly = false)
        {
            InstrumentMarket[] allowed = automaticOnly ? [.. futures.Where(of => of.Instrument.Symbol.Base.Code is "BTC" or "ETH" or "SOL" or "XRP")] : futures;
            for (int i = 0; i < count; i++)
            {
                InstrumentMarket of = random.Pick(allowed);
                positions.Add(Position(of, Sign() * random.Scale(0.2, 2)));
            }
        }

        // One future against another of the same coin, or against another coin.
        public void Hedge()
        {
            InstrumentMarket first = random.Pick(futures);
            InstrumentMarket[] same = [.. futures.Where(of => of.Instrument.Underlying == first.Instrument.Underlying)];
            InstrumentMarket second = random.Chance(0.7) ? random.Pick(same) : random.Pick(futures);
            double sign = Sign();
            positions.Add(Position(first, sign));
            positions.Add(Position(second, -sign * random.Uniform(0.8, 1.1)));
        }

        public void Options(int count, bool boughtOnly)
        {
            for (int i = 0; i < count; i++) positions.Add(Position(random.Pick(options), (boughtOnly ? 1 : Sign()) * random.Scale(0.1, 1)));
        }

        public void CoveredCalls()
        {
            InstrumentMarket call = random.Pick([.. options.Where(of => of.Instrument.Symbol.Side == OptionSide.Call)]);
            Position sold = Position(call, -1);
            positions.Add(sold);
            balances.Add(new Balance(call.Instrument.Underlying, -sold.Quantity * call.Instrument.ContractSize * SplitMix.Round(random.Uniform(0.7, 1.4), 3)));
        }

        public void Debts()
        {
            foreach (Currency currency in Currencies().Where(_ => random.Chance(0.3))) balances.Add(new Balance(currency, -Units(currency, random.Scale(0.05, 0.6))));
        }

        public void Coins(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Currency currency = random.Pick([.. Currencies()]);
                balances.Add(new Balance(currency, Units(currency, random.Scale(0.05, 1.5))));
            }
        }

        public void Cash()
        {
            int count = random.Whole(1, 3);
            for (int i = 0; i < count; i++)
            {
                Currency currency = random.Pick([Currency.Usd, RandomMarket.Usdt, RandomMarket.Usdc]);
                balances.Add(new Balance(currency, Units(currency, random.Scale(0.05, 2))));
            }
        }

        public void Isolated(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Position position = Position(random.Pick(random.Chance(0.7) ? futures : options), Sign() * 0.3);
                isolated.Add(new IsolatedPosition(position, random.Chance(0.1) ? 0m : Units(position.Symbol.Settle, random.Scale(0.02, 0.3))));
            }
        }

        public void Orders(int count, bool options)
        {
            for (int i = 0; i < count; i++)
            {
                InstrumentMarket of = random.Pick(options && random.Chance(0.5) ? this.options : futures);
                double away = of.Instrument.Kind == InstrumentKind.Option ? random.Uniform(0.6, 1.5) : random.Uniform(0.9, 1.1);
                orders.Add(new Order(of.Instrument.Symbol, Contracts(of, Sign() * random.Scale(0.05, 1)), SplitMix.Round((double)of.MarkPrice!.Value * away, 6)));
            }
        }

        private Position Position(InstrumentMarket of, double share) => new(
            of.Instrument.Symbol,
            Contracts(of, share),
            of.Instrument.Kind == InstrumentKind.Option && random.Chance(0.5) ? null : SplitMix.Round((double)of.MarkPrice!.Value * Math.Exp(0.04 * random.Normal()), 7));

        // Contracts worth a share of the account's scale in underlying, whole or to a few digits.
        private decimal Contracts(InstrumentMarket of, double share)
        {
            double size = (double)of.Instrument.ContractSize;
            double dollars = of.Instrument.Symbol.IsInverse && of.Instrument.Kind != InstrumentKind.Option ? size : size * (double)market.UsdPrice(of.Instrument.Underlying)!.Price;
            decimal contracts = SplitMix.Round(scale * share / dollars, 4);
            return contracts == 0m ? 1m : contracts;
        }

        private decimal Units(Currency currency, double share) => SplitMix.Round(scale * share / (double)market.UsdPrice(currency)!.Price, 6);

        private IEnumerable<Currency> Currencies() => market.Indices.Keys.Select(pair => pair.Base).Distinct().Order();

        private double Sign() => random.Chance(0.5) ? 1 : -1;
    }
}
