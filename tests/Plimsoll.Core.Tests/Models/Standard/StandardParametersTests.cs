using Plimsoll.Instruments;
using Plimsoll.Models.Standard;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Models.Standard.StandardFixture;

namespace Plimsoll.Core.Tests.Models.Standard;

public class StandardParametersTests
{
    [Fact]
    public void Problems_OfGoodParameters_AreNone() => Assert.Empty(Venue(Linear(Table("BTC"), Table("BTC/USDT:USDT"), Table("*"))).Problems());

    [Fact]
    public void Problems_OfBadParameters_NamesEveryOneAtItsPlace()
    {
        StandardTable deduction = Table("BTC") with { Tiers = Table("BTC").Tiers.SetItem(1, Table("BTC").Tiers[1] with { Deduction = 5_999m }) };
        StandardTable both = Table("SOL", "BTC", "no coin") with { Tiers = [new() { UpTo = 1m, Maintenance = 0.01m, Initial = 0.02m, Leverage = 50m }] };
        StandardTable open = Table("XRP") with { Tiers = [new() { Maintenance = 0.01m, Initial = 0.02m }], Then = new() { Size = 1m, Maintenance = 0m, Initial = 0m } };
        StandardParameters bad = Venue(Linear(deduction, both, open) with { Kinds = [InstrumentKind.Option] }, Linear(Table("BTC")) with { Size = StandardSize.Contracts }) with
        {
            Collateral = [new() { Assets = [Currency.Of("BTC"), Currency.Of("BTC")], Tiers = [new() { UpTo = 1m, Ratio = 0.5m }, new() { UpTo = 2m, Ratio = 0.6m }] }],
            Home = null,
        };

        Assert.Equal(
            [
                "markets[0].kinds", "markets[0].tables[1].instruments", "markets[0].tables[1].instruments", "markets[0].tables[0].tiers[1].deduction", "markets[0].tables[1].tiers[0].initial",
                "markets[0].tables[2].then", "markets[0].tables[2].then.initial", "markets[1].tables[0].contractSize", "collateral", "collateral[0].tiers[1].ratio", "collateral[0].assets",
            ],
            bad.Problems().Select(problem => problem.Place));
    }

    [Fact]
    public void Create_OfBadParameters_ThrowsWithEveryProblem() =>
        Assert.Throws<InvalidInputException>(() => StandardRules.Create(new ModelVersion("x", "1", ""), Venue() with { Options = null }));
}
