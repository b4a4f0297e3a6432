using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Derive;
using Plimsoll.Models.Venues;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Derive;

/// <summary>
/// The venue states what is left after the requirement; a statement states equity and requirement. Their difference is the venue's number, whatever the portfolio, the price of USDC and the
/// feeds' confidence. The portfolios are given to the calculators straight from the drawn numbers, not through what the rules read off an account.
/// </summary>
public class DeriveNetMarginTests
{
    private static readonly Timestamp Now = Timestamp.Utc(2026, 11, 20, 8);

    [Fact]
    public void EquityLessRequirement_OfTheStandardManager_IsItsNetMargin()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Draw draw = Draw.Of(seed, discountRate: 0);
            SrmMargin margin = SrmMargin.Of(
                new(draw.Cash, draw.Stable,
                [
                    new()
                    {
                        Underlying = "BTC",
                        Spot = draw.Spot,
                        SpotConfidence = draw.SpotConfidence,
                        Base = draw.Coins,
                        Perpetual = draw.Perpetual,
                        Expiries = [.. draw.Options.GroupBy(option => option.Expiry).OrderBy(expiry => expiry.Key).Select(expiry => new SrmExpiry(
                            expiry.First().Forward, expiry.Min(option => option.Confidence), [.. expiry.Select(option => new SrmOption(option.Side, option.Strike, option.Amount, option.Mark))]))],
                    },
                    new() { Underlying = "ETH", Spot = draw.EthSpot, Base = draw.Eth },
                ]),
                _ => DeriveSample.SrmMarket,
                DeriveSample.Srm.Depeg);

            AssertNet(draw, DeriveSample.Of(srm: DeriveSample.Srm), margin.NetMaintenance, margin.NetInitial, $"seed {seed}");
        }
    }

    [Fact]
    public void EquityLessRequirement_OfTheFirstPortfolioManager_IsItsNetMargin()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Draw draw = Draw.Of(seed, discountRate: 0);
            PmrmMargin margin = PmrmMargin.Of(
                new() { Cash = draw.Cash, StablePrice = draw.Stable, Spot = draw.Spot, SpotConfidence = draw.SpotConfidence, Base = draw.Coins, Perpetual = draw.Perpetual, Expiries = draw.Expiries() },
                DeriveSample.Pmrm);

            // ETH is no collateral of an account in BTC.
            AssertNet(draw, DeriveSample.Of(pmrm: DeriveSample.Pmrm), margin.NetMaintenance, margin.NetInitial, $"seed {seed}");
        }
    }

    [Fact]
    public void EquityLessRequirement_OfTheSecondPortfolioManager_IsItsNetMargin()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Draw draw = Draw.Of(seed, discountRate: DeriveSample.Rate);
            Pmrm2Margin margin = Pmrm2Margin.Of(
                new()
                {
                    Cash = draw.Cash,
                    StablePrice = draw.Stable,
                    Spot = draw.Spot,
                    SpotConfidence = draw.SpotConfidence,
                    Perpetual = draw.Perpetual,
                    Expiries = draw.Expiries(),
                    Collaterals = [new("BTC", draw.Coins, draw.Spot, draw.SpotConfidence, true, 0.02m, 0.01m), new("ETH", draw.Eth, draw.EthSpot, 1, false, 0.15m, 0.05m)],
                },
                DeriveSample.Pmrm2);

            AssertNet(draw, DeriveSample.Of(pmrm2: DeriveSample.Pmrm2), margin.NetMaintenance, margin.NetInitial, $"seed {seed}");
        }
    }

    private static void AssertNet(Draw draw, DeriveParameters parameters, decimal maintenance, decimal initial, string seed)
    {
        var outcome = new VenueModel(new ModelVersion("derive", "1", ""), DeriveRules.Of(parameters)).Prepare(draw.Market()).Evaluate([draw.Account()], MarginDetail.Lines)[0];
        MarginStatement statement = Assert.Single(Assert.IsType<MarginOutcome.Calculated>(outcome).Statement.Currencies);
        Assert.Equal(DeriveSample.Usdc, statement.Currency);
        Assert.True(Math.Abs(statement.Equity.Amount - statement.MaintenanceMargin.Amount - maintenance) < 1e-6m, $"{seed}: {statement.Equity.Amount - statement.MaintenanceMargin.Amount} is not {maintenance}");
        Assert.True(Math.Abs(statement.Equity.Amount - statement.InitialMargin.Amount - initial) < 1e-6m, $"{seed}: {statement.Equity.Amount - statement.InitialMargin.Amount} is not {initial}");
    }

    private sealed record DrawnOption(OptionSide Side, decimal Strike, decimal Amount, Timestamp Expiry, decimal Forward, double Volatility, double Confidence, decimal Mark)
    {
        public InstrumentSymbol Symbol => InstrumentSymbol.Option(DeriveSample.Btc, DeriveSample.Usdc, DeriveSample.Usdc, Expiry, Strike, Side);
    }

    private sealed record Draw(
        decimal Cash, decimal Stable, decimal Spot, double SpotConfidence, decimal Coins, decimal Eth, decimal EthSpot, PerpetualHolding Perpetual, decimal Entry, ImmutableArray<DrawnOption> Options)
    {
        public static Draw Of(int seed, double discountRate)
        {
            var random = new Random(seed);
            decimal Between(double low, double high) => decimal.Round((decimal)(low + (random.NextDouble() * (high - low))), 4);
            double Confidence() => random.Next(3) == 0 ? Math.Round(random.NextDouble(), 2) : 1;
            decimal spot = Between(50_000, 150_000), mark = spot * Between(0.99, 1.01), entry = spot * Between(0.9, 1.1);
            decimal size = random.Next(4) == 0 ? 0m : Between(-5, 5);
            (Timestamp At, decimal Forward)[] expiries = [(Timestamp.Utc(2026, 12, 4, 8), spot * 1.004m), (Timestamp.Utc(2027, 3, 26, 8), spot * 1.02m)];
            ImmutableArray<DrawnOption> options =
            [
                .. Enumerable.Range(0, random.Next(0, 8)).Select(_ =>
                {
                    (Timestamp at, decimal forward) = expiries[random.Next(2)];
                    OptionSide side = random.Next(2) == 0 ? OptionSide.Call : OptionSide.Put;
                    decimal strike = decimal.Round(spot * Between(0.7, 1.4) / 100m) * 100m;
                    double years = Now.YearsTo(at), volatility = 0.55;
                    double value = Black76.Value(side, (double)forward, (double)strike, years, volatility, Math.Exp(-discountRate * years));
                    return new DrawnOption(side, strike, Between(-4, 4), at, forward, volatility, Confidence(), (decimal)value);
                }).DistinctBy(option => option.Symbol),
            ];
            return new(
                Between(-50_000, 200_000), random.Next(2) == 0 ? 1m : Between(0.95, 1.01), spot, Confidence(), random.Next(2) == 0 ? 0m : Between(0, 3), random.Next(2) == 0 ? 0m : Between(0, 20),
                Between(2_000, 4_000), size == 0m ? PerpetualHolding.None : new(size, mark, Confidence(), size * (mark - entry)), entry, options);
        }

        public ImmutableArray<ExpiryHoldings> Expiries() =>
        [
            .. Options.GroupBy(option => option.Expiry).OrderBy(expiry => expiry.Key).Select(expiry =>
                ExpiryHoldings.Of([.. expiry.Select(option => new OptionHolding(option.Side, option.Strike, option.Amount, option.Volatility))], (double)expiry.First().Forward, (expiry.Key.UnixSeconds - Now.UnixSeconds)) with
                {
                    Rate = DeriveSample.Rate,
                    Confidence = expiry.Min(option => option.Confidence),
                }),
        ];

        public AccountSnapshot Account() => new()
        {
            Path = AccountPath.Of("drawn"),
            Collateral = [new(DeriveSample.Usdc, Cash), new(DeriveSample.Btc, Coins), new(DeriveSample.Eth, Eth)],
            Positions =
            [
                .. Perpetual.Size == 0m ? [] : (Position[])[new(InstrumentSymbol.Perpetual(DeriveSample.Btc, DeriveSample.Usdc, DeriveSample.Usdc), Perpetual.Size, Entry)],
                .. Options.Where(option => option.Amount != 0m).Select(option => new Position(option.Symbol, option.Amount, null)),
            ],
        };

        public MarketSnapshot Market() => new()
        {
            AsOf = Now,
            ValuationTime = Now,
            Indices = new Dictionary<(Currency, Currency), IndexPrice>
            {
                [(DeriveSample.Btc, Currency.Usd)] = new(Spot, Now, null) { Confidence = SpotConfidence },
                [(DeriveSample.Eth, Currency.Usd)] = new(EthSpot, Now, null),
                [(DeriveSample.Usdc, Currency.Usd)] = new(Stable, Now, null),
            }.ToFrozenDictionary(),
            Instruments = Options.Select(option => new InstrumentMarket
            {
                Instrument = Instrument.Of(option.Symbol), Time = Now, MarkPrice = option.Mark, Forward = option.Forward, MarkVolatility = option.Volatility, Confidence = option.Confidence,
            }).Append(new InstrumentMarket
            {
                Instrument = Instrument.Of(InstrumentSymbol.Perpetual(DeriveSample.Btc, DeriveSample.Usdc, DeriveSample.Usdc)), Time = Now, MarkPrice = Perpetual.Size == 0m ? Spot : Perpetual.Price, Confidence = Perpetual.Confidence,
            }).ToFrozenDictionary(one => one.Instrument.Symbol),
        };
    }
}
