using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>
/// Tries a law on many generated cases. A case is one whole number from which market, account and everything that is moved are made: it stands in the
/// failure's message, and PLIMSOLL_LAW_SEED=number brings that one case back. The cases are the same in every run; PLIMSOLL_LONG=1 tries ten times as many, other ones each time.
/// </summary>
internal static class Law
{
    /// <summary>Cases in a normal run.</summary>
    public const int Cases = 1000;

    private static bool IsLong => Environment.GetEnvironmentVariable("PLIMSOLL_LONG") == "1";

    /// <summary>Tries a law that throws where it is broken. Returns how many cases it spoke of; the law returns whether the case was one that it speaks of.</summary>
    /// <param name="law">The law of one case.</param>
    /// <param name="cases">Cases to try.</param>
    /// <param name="least">Cases, in a normal run, that the law must have spoken of: a law that passes over what it is for proves nothing.</param>
    public static void Holds(Func<int, bool> law, int cases = Cases, int least = Cases)
    {
        if (Environment.GetEnvironmentVariable("PLIMSOLL_LAW_SEED") is { Length: > 0 } one)
        {
            law(int.Parse(one, CultureInfo.InvariantCulture));
            return;
        }

        int spoken = 0;
        Config config = Config.QuickThrowOnFailure.WithMaxTest(IsLong ? 10 * cases : cases);
        if (!IsLong) config = config.WithReplay(20260615, 1);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            try
            {
                if (law(seed)) spoken++;
            }
            catch (Exception broken)
            {
                throw new LawBrokenException($"Broken by seed {seed} (PLIMSOLL_LAW_SEED={seed} tries it alone): {broken.Message}", broken);
            }
        }).Check(config);
        Assert.True(spoken >= Math.Min(least, cases), $"The law spoke of {spoken} of {cases} cases; it must of {least}.");
    }

    /// <summary>Tries a law that speaks of every case.</summary>
    public static void Holds(Action<int> law, int cases = Cases) => Holds(
        seed =>
        {
            law(seed);
            return true;
        },
        cases,
        cases);

    /// <summary>That a number is not above another but for rounding.</summary>
    public static void AtMost(double number, double limit, double tolerance, string what) =>
        Assert.True(number <= limit + tolerance, string.Create(CultureInfo.InvariantCulture, $"{what}: {number:R} is above {limit:R} by {number - limit:G4}, allowed {tolerance:G4}."));
}

/// <summary>A law broken by one case.</summary>
public sealed class LawBrokenException(string message, Exception inner) : Exception(message, inner);
