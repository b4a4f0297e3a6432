using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Laws;
using Plimsoll.Governance.Changes;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Governance.Changes;

public class MaintenanceRampTests
{
    private static readonly Timestamp Start = Timestamp.Utc(2026, 1, 1);
    private static readonly MaintenanceRamp Ramp = new(Start, TimeSpan.FromHours(72));

    // A rate on gross notional: the plainest requirement that adds up over positions.
    private static Money Margin(decimal rate, decimal quantity) => Money.Usd(rate * Math.Abs(quantity) * 100m).RoundUp();

    private static AccountSnapshot Account(decimal quantity) => new() { Path = AccountPath.Of("ann"), Positions = [new Position(InstrumentSymbol.Parse("BTC/USDT:USDT"), quantity, null)] };

    [Theory]
    [InlineData(-1, 1000)]
    [InlineData(0, 1000)]
    [InlineData(18, 1125)]
    [InlineData(36, 1250)]
    [InlineData(72, 1500)]
    [InlineData(1000, 1500)]
    public void Requirement_OfAnUnchangedBook_GoesLinearlyFromOldToNew(int hours, int expected) =>
        Assert.Equal(Money.Usd(expected), Ramp.Requirement(Money.Usd(1000), Money.Usd(1500), Start + TimeSpan.FromHours(hours)));

    [Fact]
    public void Requirement_OfAPositionMadeGreater_AsksTheNewRateOfWhatIsNew()
    {
        // 10 held since the announcement, 5 bought since: half way, old rate 10 %, new 15 %.
        GrandfatheredPositions held = GrandfatheredPositions.Begin(Account(10)).After(Account(15));
        decimal quantity = held.Quantity(InstrumentSymbol.Parse("BTC/USDT:USDT"));
        Money asked = Ramp.Requirement(Margin(0.10m, 15), Margin(0.15m, 15), Margin(0.10m, quantity), Margin(0.15m, quantity), Start + TimeSpan.FromHours(36));

        Assert.Equal(Money.Usd((0.125m * 1000m) + (0.15m * 500m)), asked);
    }

    [Fact]
    public void After_SoldAndBoughtAgain_LeavesOnlyWhatWasNeverSold()
    {
        InstrumentSymbol btc = InstrumentSymbol.Parse("BTC/USDT:USDT");
        GrandfatheredPositions held = GrandfatheredPositions.Begin(Account(10)).After(Account(4)).After(Account(10));

        Assert.Equal(4m, held.Quantity(btc));
        Assert.Equal(0m, held.After(Account(-10)).After(Account(10)).Quantity(btc));
        Assert.Equal(-3m, GrandfatheredPositions.Begin(Account(-3)).After(Account(-8)).Quantity(btc));
        Assert.Equal(4m, Assert.Single(held.Of(Account(10)).Positions).Quantity);
        Assert.Empty(GrandfatheredPositions.Begin(Account(0)).Of(Account(10)).Positions);
    }

    [Fact]
    public void Requirement_AnyBook_StaysBetweenOldAndNewAndNeverTurnsBack() => Law.Holds(seed =>
    {
        var random = SplitMix.For(seed, "ramp");
        decimal held = SplitMix.Round(random.Uniform(0, 20), 4), book = random.Chance(0.3) ? held : SplitMix.Round(random.Uniform(0, 40), 4);
        decimal before = SplitMix.Round(random.Uniform(0.01, 0.3), 4), after = SplitMix.Round(random.Uniform(0.01, 0.3), 4);
        held = Math.Min(held, book);
        Money At(double hours) => Ramp.Requirement(Margin(before, book), Margin(after, book), Margin(before, held), Margin(after, held), Start + TimeSpan.FromHours(hours));
        Money least = Money.Min(Margin(before, book), Margin(after, book)), greatest = Money.Max(Margin(before, book), Margin(after, book));
        Money last = At(-1);
        for (int hour = 0; hour <= 73; hour++)
        {
            Money now = At(hour);
            Assert.True(now >= least && now <= greatest);
            Assert.True(after >= before ? now >= last : now <= last, "One way only.");
            // An hour is 1/72 of the way, a cent for rounding.
            Assert.True(Math.Abs((now - last).Amount) <= (Math.Abs((greatest - least).Amount) / 72m) + 0.01m || hour == 0, "No jump.");
            last = now;
        }

        Assert.Equal(Margin(after, book), At(72));
        // What is new bears the new rules at once, whatever the time.
        Money added = Ramp.Requirement(Margin(before, book + 1), Margin(after, book + 1), Margin(before, held), Margin(after, held), Start);
        Assert.InRange((added - At(0)).Amount, Margin(after, 1).Amount - 0.02m, Margin(after, 1).Amount + 0.02m);
    });

    [Fact]
    public void Requirement_ASecondRampBeforeTheFirstEnded_GoesOnFromWhereItIs()
    {
        MaintenanceRamp second = new(Start + TimeSpan.FromHours(36), TimeSpan.FromHours(36));
        Money First(Timestamp time) => Ramp.Requirement(Money.Usd(1000), Money.Usd(1500), time);
        Money Both(Timestamp time) => second.Requirement(First(time), Money.Usd(2000), time);

        Assert.Equal(First(second.Start), Both(second.Start));
        Assert.Equal(Money.Usd(1687.5m), Both(Start + TimeSpan.FromHours(54)));
        Assert.Equal(Money.Usd(2000), Both(Start + TimeSpan.FromHours(72)));
    }
}
