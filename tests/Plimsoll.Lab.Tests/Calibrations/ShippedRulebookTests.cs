using Plimsoll.Calibration;
using Plimsoll.Formats;
using Plimsoll.Lab.Calibrations;
using Plimsoll.Values;

namespace Plimsoll.Lab.Tests.Calibrations;

public class ShippedRulebookTests
{
    [Fact]
    public void ShippedRulebook_MadeAgainFromTheDataOfTheRepository_HasTheSameBytes()
    {
        string home = Home();
        Timestamp asOf = Timestamp.Utc(2026, 1, 31);
        var plan = new CalibrationPlan(MarketRecordFolder.Read(Path.Combine(home, "data"), asOf), RulebookLibrary.Shipped.Find("plimsoll@1"), asOf, Timestamp.Utc(2024, 1, 1), "plimsoll", "2");

        string made = RulebookCalibration.Run(plan).Text, shipped = File.ReadAllText(Path.Combine(home, "src", "Plimsoll.Formats", "Rulebooks", "plimsoll.2026.yaml"));

        Assert.True(made == shipped, "The shipped rulebook is no longer what its data and rules give. Run ./plimsoll calibrate --data data --as-of 2026-01-31 --version 2 --out src/Plimsoll.Formats/Rulebooks/plimsoll.2026.yaml, "
            + $"read the difference like code, and run this again. First difference: {made.Split('\n').Zip(shipped.Split('\n')).FirstOrDefault(pair => pair.First != pair.Second)}");
    }

    [Fact]
    public void Calibration_OfDataBeforeADate_DoesNotChangeWithWhatFollows()
    {
        string prices = Path.Combine(Home(), "data");
        Timestamp asOf = Timestamp.Utc(2023, 1, 1), split = Timestamp.Utc(2022, 1, 1);
        MarketRecords known = MarketRecordFolder.Read(prices, asOf), more = MarketRecordFolder.Read(prices, Timestamp.Utc(2023, 7, 1));

        CalibrationResult then = RulebookCalibration.Run(new(known, RulebookLibrary.Shipped.Find("plimsoll@1"), asOf, split, "plimsoll", "then"));
        CalibrationResult later = RulebookCalibration.Run(new(more, RulebookLibrary.Shipped.Find("plimsoll@1"), asOf, split, "plimsoll", "then"));

        Assert.Equal(then.Search.Chosen, later.Search.Chosen);
        // To nine digits: the order of a sum may differ in the last bit.
        (CoreCandidate, double, double, double, double) Rounded(CoreSearchRow row) => (row.Candidate, Math.Round(row.Initial, 9), Math.Round(row.Score, 9), Math.Round(row.AgainstBefore, 9), Math.Round(row.Rise, 9));
        Assert.Equal(then.Search.Tried.Select(Rounded), later.Search.Tried.Select(Rounded));
        Assert.All(known.Prices.Series, series => Assert.True(series.OpenTimes.Span[^1] + series.Step.TotalSeconds <= asOf.UnixSeconds));
        Assert.All(known.Depth, depth => Assert.True(depth.Times.Span[^1] <= asOf.UnixSeconds));
    }

    private static string Home()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Plimsoll.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder!;
    }
}
