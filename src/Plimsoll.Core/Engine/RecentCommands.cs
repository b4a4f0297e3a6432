using System.Collections.Immutable;

namespace Plimsoll.Engine;

/// <summary>Ids of the commands taken last, so that one sent twice counts once.</summary>
public sealed class RecentCommands
{
    /// <summary>How many are remembered. At 1,000 commands a second that is more than a minute and a half of retries.</summary>
    public const int Capacity = 100_000;

    private readonly ImmutableDictionary<string, long> sequences;
    private readonly ImmutableQueue<string> order;

    private RecentCommands(ImmutableDictionary<string, long> sequences, ImmutableQueue<string> order) => (this.sequences, this.order) = (sequences, order);

    /// <summary>None yet.</summary>
    public static RecentCommands Empty => new(ImmutableDictionary.Create<string, long>(StringComparer.Ordinal), []);

    /// <summary>Ids, the oldest first.</summary>
    public IEnumerable<string> Ids => order;

    /// <summary>Sequence number of the command with an id; null where none is remembered.</summary>
    public long? SequenceOf(string id) => sequences.TryGetValue(id, out long sequence) ? sequence : null;

    /// <summary>With one more, and without the oldest where there are too many.</summary>
    public RecentCommands With(string id, long sequence)
    {
        ImmutableDictionary<string, long> known = sequences.SetItem(id, sequence);
        ImmutableQueue<string> queue = order.Enqueue(id);
        while (known.Count > Capacity)
        {
            queue = queue.Dequeue(out string oldest);
            known = known.Remove(oldest);
        }

        return new(known, queue);
    }
}
