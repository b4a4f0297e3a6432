using System.Collections.Immutable;

namespace Plimsoll.Values;

/// <summary>Input that cannot be used. Carries every problem that was found, not only the first.</summary>
public sealed class InvalidInputException : Exception
{
    /// <summary>Every problem found; at least one.</summary>
    public ImmutableArray<Problem> Problems { get; }

    /// <summary>From every problem found.</summary>
    public InvalidInputException(IEnumerable<Problem> problems)
        : this(problems.ToImmutableArray()) { }

    private InvalidInputException(ImmutableArray<Problem> problems)
        : base(string.Join("\n", problems)) => Problems = problems;
}
