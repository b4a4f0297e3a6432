using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>Collects everything wrong with a set of governance parameters, so that all of it is reported at once.</summary>
internal sealed class Checks
{
    private readonly List<Problem> found = [];

    /// <summary>What was found, in the order it was looked for.</summary>
    public ImmutableArray<Problem> Problems => [.. found];

    /// <summary>A number that must be finite and within [low, high].</summary>
    public void Within(string place, double value, double low, double high, string meaning)
    {
        if (!(value >= low && value <= high && double.IsFinite(value)))
            Add(place, string.Create(CultureInfo.InvariantCulture, $"{value:R} lies outside [{low:R}, {high:R}]; {meaning}"));
    }

    /// <summary>A time that must be above 0.</summary>
    public void Positive(string place, TimeSpan value, string meaning) => That(value > TimeSpan.Zero, place, $"{value} is not above 0; {meaning}");

    /// <summary>A time that must be 0 or more.</summary>
    public void NotNegative(string place, TimeSpan value, string meaning) => That(value >= TimeSpan.Zero, place, $"{value} is below 0; {meaning}");

    /// <summary>A rule of any kind.</summary>
    public void That(bool holds, string place, string message)
    {
        if (!holds) Add(place, message);
    }

    /// <summary>Returns where nothing was found.</summary>
    /// <exception cref="InvalidInputException">Something was; it carries all of it.</exception>
    public static void Refuse(ImmutableArray<Problem> problems)
    {
        if (!problems.IsEmpty) throw new InvalidInputException(problems);
    }

    private void Add(string place, string message) => found.Add(new Problem(place, message));
}
