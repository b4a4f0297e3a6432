using System.Collections.Immutable;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Engine;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Fixed;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Engine;

/// <summary>A small venue: a linear and an inverse perpetual, a future and two options on BTC, margined at flat rates.</summary>
internal sealed class EngineFixture
{
    public static readonly Timestamp Start = Timestamp.Utc(2026, 3, 1, 12);
    public static readonly InstrumentSymbol Linear = InstrumentSymbol.Parse("BTC/USDT:USDT");
    public static readonly InstrumentSymbol Inverse = InstrumentSymbol.Parse("BTC/USD:BTC");
    public static readonly InstrumentSymbol Future = InstrumentSymbol.Parse("BTC/USDT:USDT-260626");
    public static readonly InstrumentSymbol Call = InstrumentSymbol.Parse("BTC/USD:BTC-260626-90000-C");
    public static readonly InstrumentSymbol Put = InstrumentSymbol.Parse("BTC/USDC:USDC-260626-70000-P");
    public static readonly ImmutableArray<InstrumentSymbol> All = [Linear, Inverse, Future, Call, Put];
    public static readonly Currency Usdt = Currency.Of("USDT"), Usdc = Currency.Of("USDC"), Btc = Currency.Of("BTC");

    private readonly List<CommandEnvelope> commands = [];
    private readonly List<ImmutableArray<Event>> events = [];
    private int last;

    public EngineFixture(EngineSettings? settings = null) => Engine = new MarginEngine(settings ?? new EngineSettings());

    public MarginEngine Engine { get; }

    public EngineState State { get; private set; } = EngineState.Empty;

    public Timestamp Now { get; set; } = Start;

    public IReadOnlyList<CommandEnvelope> Commands => commands;

    public IReadOnlyList<ImmutableArray<Event>> Events => events;

    /// <summary>A venue with rules, prices and three accounts: ann and bob of their own, cat-a and cat-b of one owner.</summary>
    public static EngineFixture Open(EngineSettings? settings = null)
    {
        var venue = new EngineFixture(settings);
        foreach (InstrumentSymbol symbol in All) venue.Must(new Command.ListInstrument(InstrumentOf(symbol)));
        venue.Must(new Command.UpdateMarket(Prices(80_000m, venue.Now)));
        venue.Must(new Command.AdoptParameters(Rules("1"), "first"));
        foreach (AccountPath path in Paths) venue.Must(new Command.OpenAccount(path));
        return venue;
    }

    public static ImmutableArray<AccountPath> Paths { get; } = [AccountPath.Of("ann"), AccountPath.Of("bob"), new("", "cat", "cat-a", "main"), new("", "cat", "cat-b", "main")];

    public static Instrument InstrumentOf(InstrumentSymbol symbol) => new(symbol, symbol == Inverse ? 10m : symbol == Linear ? 0.001m : 1m, symbol.Expiry);

    public static Rulebook Rules(string version, double initial = 0.10) => new("flat", "fixed", version, Start, new FixedRateParameters
    {
        Classes =
        [
            new() { Name = "majors", Assets = [Btc], InitialRate = initial, MaintenanceRate = initial / 2, OptionRate = 0.2, OptionMinimum = 0.1, OptionMaintenanceRate = 0.15, OptionMaintenanceMinimum = 0.075, Haircut = 0.1 },
            new() { Name = "stable", Assets = [Usdt, Usdc], InitialRate = 0.1, MaintenanceRate = 0.05, OptionRate = 0.2, OptionMinimum = 0.1, OptionMaintenanceRate = 0.15, OptionMaintenanceMinimum = 0.075, Haircut = 0 },
        ],
        DefaultClass = "majors",
        MaximumAgeHours = 24,
        CallMultiple = 1.1,
    }, new CanonicalWriter().Add("version", version).Add("initial", initial).Sha256());

    /// <summary>Everything marked at one price of bitcoin.</summary>
    public static MarketUpdate Prices(decimal bitcoin, Timestamp at)
    {
        InstrumentMarket Quote(InstrumentSymbol symbol, decimal mark) => new() { Instrument = InstrumentOf(symbol), Time = at, MarkPrice = mark };
        return new MarketUpdate
        {
            Indices = [((Btc, Currency.Usd), new IndexPrice(bitcoin, at, 5)), ((Usdt, Currency.Usd), new IndexPrice(1m, at, 5)), ((Usdc, Currency.Usd), new IndexPrice(1m, at, 5))],
            Instruments =
            [
                Quote(Linear, bitcoin), Quote(Inverse, bitcoin), Quote(Future, bitcoin + 500m),
                Quote(Call, decimal.Round(Math.Max(0.02m, 1m - (90_000m / bitcoin)), 6)) with { Forward = bitcoin + 500m, MarkVolatility = 0.5 },
                Quote(Put, Math.Max(900m, 70_000m - bitcoin)) with { Forward = bitcoin + 500m, MarkVolatility = 0.5 },
            ],
        };
    }

    /// <summary>Sends a command a second after the last.</summary>
    public ImmutableArray<Event> Send(Command command, string? id = null)
    {
        Now += TimeSpan.FromSeconds(1);
        return Send(new CommandEnvelope(id ?? $"c{++last}", Now, "test", command));
    }

    public ImmutableArray<Event> Send(CommandEnvelope envelope)
    {
        (State, ImmutableArray<Event> happened) = Engine.Apply(State, envelope);
        commands.Add(envelope);
        events.Add(happened);
        return happened;
    }

    /// <summary>Sends a command that must not be refused.</summary>
    public ImmutableArray<Event> Must(Command command)
    {
        ImmutableArray<Event> happened = Send(command);
        if (happened.OfType<Event.Refused>().FirstOrDefault() is { } no) Assert.Fail($"{command} was refused: {no.Message}");
        return happened;
    }

    /// <summary>Sends a command that must be refused, and tells why it was.</summary>
    public Event.Refused Refused(Command command) => Assert.IsType<Event.Refused>(Assert.Single(Send(command)));

    public void Deposit(string account, decimal amount, Currency? currency = null) => Must(new Command.ReportDeposit(account, $"d{++last}", currency ?? Usdt, amount, 3, 3));

    public ImmutableArray<Event> Trade(InstrumentSymbol symbol, decimal quantity, decimal price, string buyer, string seller, decimal fee = 0m) =>
        Must(new Command.Trade(symbol, quantity, price, new TradeSide(buyer, null, fee), new TradeSide(seller, null, fee)));

    /// <summary>A venue after many random commands, good and bad.</summary>
    public static EngineFixture Random(int seed, int count, EngineSettings? settings = null)
    {
        SplitMix random = SplitMix.For(seed, "engine");
        EngineFixture venue = Open(settings);
        decimal bitcoin = 80_000m;
        for (int i = 0; i < count; i++)
        {
            string name = random.Pick(Paths).ToString(), other = random.Chance(0.2) ? EngineState.House : random.Pick(Paths).ToString();
            InstrumentSymbol symbol = random.Pick(All);
            decimal price = symbol == Call ? SplitMix.Round(random.Uniform(0.01, 0.2), 4) : symbol == Put ? SplitMix.Round(random.Uniform(500, 8_000), 5) : SplitMix.Round((double)bitcoin * random.Uniform(0.97, 1.03), 7);
            decimal quantity = SplitMix.Round(random.Scale(1, 300), 3);
            EngineAccount account = venue.State.Accounts[name];
            string order = account.Orders.IsEmpty || random.Chance(0.1) ? $"o{i}" : random.Pick([.. account.Orders.Keys]);
            switch (random.Whole(0, 20))
            {
                case 0 or 1: venue.Send(new Command.ReportDeposit(name, $"r{random.Whole(0, 40)}", random.Pick([Usdt, Btc, Usdc]), random.Whole(1, 4) * 1_000m, random.Whole(0, 4), 3)); break;
                case 2: venue.Send(new Command.Withdraw(name, random.Pick([Usdt, Btc, Usdc]), SplitMix.Round(random.Scale(1, 5_000), 4)) { MayBorrow = random.Chance(0.3) }); break;
                case 3: venue.Send(new Command.MoveFunds(name, other, Usdt, SplitMix.Round(random.Scale(1, 5_000), 4))); break;
                case 4 or 5 or 6 or 7:
                    venue.Send(new Command.PlaceOrder(name, $"o{i}", symbol, random.Chance(0.5) ? quantity : -quantity, price) { ReduceOnly = random.Chance(0.2), PostOnly = random.Chance(0.5) });
                    break;
                case 8: venue.Send(new Command.AmendOrder(name, order, random.Chance(0.5) ? quantity : -quantity, price)); break;
                case 9: venue.Send(new Command.CancelOrder(name, order)); break;
                case 10 or 11 or 12: Fill(venue, random, account, name, order, other); break;
                case 13: venue.Send(new Command.Trade(symbol, quantity, price, new TradeSide(name, null, 0.25m), new TradeSide(other, null, -0.1m))); break;
                case 14: venue.Send(new Command.PayFunding(symbol, SplitMix.Round(random.Uniform(-0.001, 0.001), 3), bitcoin)); break;
                case 15: venue.Send(new Command.SetMarketMode(symbol, (MarketMode)random.Whole(0, 5), "drill")); break;
                case 16: venue.Send(new Command.SetPositionLimit(symbol, random.Chance(0.5) ? null : quantity)); break;
                case 17: venue.Send(new Command.ChargeInterest(random.Pick([Usdt, Btc]), 0.0001m)); break;
                case 18:
                    bitcoin = SplitMix.Round((double)bitcoin * Math.Exp(0.03 * random.Normal()), 7);
                    MarketUpdate prices = Prices(bitcoin, venue.Now);
                    venue.Send(new Command.UpdateMarket(prices with { Instruments = [.. prices.Instruments.Where(quoted => venue.State.Listings.ContainsKey(quoted.Instrument.Symbol))] }));
                    break;
                default:
                    if (random.Chance(0.02)) venue.Send(new Command.Settle(symbol, bitcoin));
                    else if (random.Chance(0.1)) venue.Send(new Command.SetKillSwitch(!venue.State.IsStopped, "drill"));
                    else if (random.Chance(0.1)) venue.Send(new Command.AdoptParameters(Rules($"r{i}", random.Uniform(0.05, 0.2)), "drill"));
                    else if (random.Chance(0.1)) venue.Send(new Command.Wait(), random.Pick([.. venue.Commands]).Id);
                    else venue.Send(new Command.Wait());
                    break;
            }
        }

        return venue;
    }

    private static void Fill(EngineFixture venue, SplitMix random, EngineAccount account, string name, string order, string other)
    {
        if (!account.Orders.TryGetValue(order, out OpenOrder? open)) return;
        decimal filled = random.Chance(0.5) ? Math.Abs(open.Quantity) : SplitMix.Round((double)Math.Abs(open.Quantity) * random.Uniform(0.1, 1.1), 3);
        var own = new TradeSide(name, order, 0.1m);
        var against = new TradeSide(other, null, 0m);
        venue.Send(new Command.Trade(open.Symbol, filled, open.Price, open.Quantity > 0m ? own : against, open.Quantity > 0m ? against : own));
    }
}
