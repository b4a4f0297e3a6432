using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;

namespace Plimsoll.Core.Tests.Generators;

/// <summary>That what the other tests are fed with is sound.</summary>
public class GeneratorTests
{
    [Fact]
    public void SplitMix_SeedZero_GivesThePublishedSequence()
    {
        // The first outputs of SplitMix64 from state 0, as in S. Vigna's splitmix64.c.
        var random = new SplitMix(0);
        Assert.Equal([0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL], [random.Next(), random.Next(), random.Next()]);
    }

    [Fact]
    public void Parameters_EveryVariation_HasNoProblem()
    {
        foreach ((string name, NativeParameters parameters) in TestParameters.Variations())
            Assert.True(parameters.Problems().IsEmpty, $"{name}: {string.Join("; ", parameters.Problems())}");
    }

    [Fact]
    public void Market_SameSeed_IsTheSame()
    {
        MarketSnapshot first = RandomMarket.Create(3), again = RandomMarket.Create(3), other = RandomMarket.Create(4);
        string Text(MarketSnapshot market) => string.Join("\n", market.Instruments.Values.OrderBy(of => of.Instrument.Symbol)) + string.Join(",", market.History.Series[0].Close.ToArray());
        Assert.Equal(Text(first), Text(again));
        Assert.NotEqual(Text(first), Text(other));
    }

    [Fact]
    public void Accounts_ManySeeds_NameOnlyListedInstrumentsAndShowEveryKind()
    {
        var kinds = new HashSet<InstrumentKind>();
        bool debts = false, isolated = false, orders = false;
        for (int seed = 0; seed < 200; seed++)
        {
            MarketSnapshot market = RandomMarket.Create(seed % 3);
            AccountSnapshot account = RandomAccount.Create(seed, market);
            foreach (InstrumentSymbol symbol in account.Positions.Select(p => p.Symbol).Concat(account.Orders.Select(o => o.Symbol)).Concat(account.Isolated.Select(i => i.Position.Symbol)))
            {
                Assert.True(market.Instruments.ContainsKey(symbol));
                kinds.Add(symbol.Kind);
            }

            debts |= account.Collateral.Any(balance => balance.Amount < 0);
            isolated |= account.Isolated.Length > 0;
            orders |= account.Orders.Length > 0;
        }

        Assert.True(debts && isolated && orders);
        Assert.Equal(3, kinds.Count);
    }
}
