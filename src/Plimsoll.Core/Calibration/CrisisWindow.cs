using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Calibration;

/// <summary>A crisis by its dates.</summary>
/// <param name="Name">Name of its scenario.</param>
/// <param name="From">First moment.</param>
/// <param name="To">Moment after the last.</param>
public sealed record CrisisWindow(string Name, Timestamp From, Timestamp To)
{
    /// <summary>The crises whose moves are measured, each over its worst two days.</summary>
    public static ImmutableArray<CrisisWindow> Known { get; } =
    [
        new("2020-03-12", Timestamp.Utc(2020, 3, 12), Timestamp.Utc(2020, 3, 14)),
        new("2021-05-19", Timestamp.Utc(2021, 5, 18), Timestamp.Utc(2021, 5, 20)),
        new("2022-05-luna", Timestamp.Utc(2022, 5, 11), Timestamp.Utc(2022, 5, 13)),
        new("2022-06-13", Timestamp.Utc(2022, 6, 13), Timestamp.Utc(2022, 6, 15)),
        new("2022-11-ftx", Timestamp.Utc(2022, 11, 8), Timestamp.Utc(2022, 11, 10)),
        new("2024-08-05", Timestamp.Utc(2024, 8, 4), Timestamp.Utc(2024, 8, 6)),
        new("2025-10-10", Timestamp.Utc(2025, 10, 10), Timestamp.Utc(2025, 10, 12)),
    ];
}
