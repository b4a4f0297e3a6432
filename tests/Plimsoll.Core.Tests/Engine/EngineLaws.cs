using System.Collections.Immutable;
using Plimsoll.Engine;

namespace Plimsoll.Core.Tests.Engine;

/// <summary>What holds after any sequence of commands.</summary>
public class EngineLaws
{
    private const int Length = 400;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Ledger_AfterEveryCommand_IsConservedToTheLastDigit(int seed)
    {
        EngineFixture venue = EngineFixture.Random(seed, Length);
        var state = EngineState.Empty;
        for (int i = 0; i < venue.Commands.Count; i++)
        {
            state = MarginEngine.Replay(state, venue.Commands[i], venue.Events[i]);
            Assert.Empty(LedgerChecks.OfState(state));
            Assert.DoesNotContain(venue.Events[i], happened => happened is Event.InvariantBroken);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Replay_OfTheEvents_GivesTheSameStateAsDeciding(int seed)
    {
        EngineFixture venue = EngineFixture.Random(seed, Length);
        var again = new MarginEngine(new EngineSettings());
        EngineState decided = EngineState.Empty, replayed = EngineState.Empty;
        for (int i = 0; i < venue.Commands.Count; i++)
        {
            (decided, ImmutableArray<Event> events) = again.Apply(decided, venue.Commands[i]);
            replayed = MarginEngine.Replay(replayed, venue.Commands[i], venue.Events[i]);
            Assert.Equal(venue.Events[i].Length, events.Length);
            string expected = StateHash.Of(decided);
            Assert.True(expected == StateHash.Of(replayed), $"command {i + 1}, {venue.Commands[i].Command}");
        }

        Assert.Equal(StateHash.Of(venue.State), StateHash.Of(replayed));
        Assert.Equal(venue.Commands.Count, replayed.Sequence);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Refusal_OfAnyCommand_ChangesNothingButTheSequenceAndTheClock(int seed)
    {
        EngineFixture venue = EngineFixture.Random(seed, Length);
        EngineState state = EngineState.Empty;
        int refused = 0;
        for (int i = 0; i < venue.Commands.Count; i++)
        {
            EngineState next = MarginEngine.Replay(state, venue.Commands[i], venue.Events[i]);
            if (venue.Events[i] is [Event.Refused { Message: var message }])
            {
                refused++;
                Assert.Equal(StateHash.Of(next), StateHash.Of(state with { Sequence = next.Sequence, Now = next.Now }));
                Assert.EndsWith(".", message, StringComparison.Ordinal);
            }

            state = next;
        }

        Assert.InRange(refused, Length / 20, Length * 4 / 5);
    }

    [Fact]
    public void Commands_OfAllSeedsTogether_MeetNearlyEveryRefusal()
    {
        var met = new SortedSet<Refusal>(Enumerable.Range(1, 25).SelectMany(seed => EngineFixture.Random(seed, Length).Events).SelectMany(events => events).OfType<Event.Refused>().Select(no => no.Code));
        // The rest are in MarginEngineTests: they need an input that no random command makes.
        Refusal[] rest = [Refusal.MalformedId, Refusal.OutOfTime, Refusal.ScopeHalted, Refusal.UnknownAccount, Refusal.AccountExists, Refusal.InstrumentExists, Refusal.ValueOutOfRange, Refusal.OrderExists, Refusal.NoParameters, Refusal.DataMissing, Refusal.BadParameters, Refusal.ParametersRewritten, Refusal.BadMarketData, Refusal.NumberOutOfRange];
        Assert.Empty(Enum.GetValues<Refusal>().Except(met).Except(rest));
    }
}
