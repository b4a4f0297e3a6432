using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Values;

public class TimestampTests
{
    [Theory]
    [InlineData("2024-06-28T08:00:00Z", "2024-06-28T08:00:00Z")]
    [InlineData("2024-06-28", "2024-06-28T00:00:00Z")]
    [InlineData("2024-06-28T10:00:00+02:00", "2024-06-28T08:00:00Z")]
    [InlineData("2024-06-28T08:00:00.5Z", "2024-06-28T08:00:00.5Z")]
    [InlineData("2024-06-28T08:00:00.123456Z", "2024-06-28T08:00:00.123456Z")]
    [InlineData("2024-06-28T08:00:00", "2024-06-28T08:00:00Z")]
    [InlineData("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z")]
    public void Parse_Iso_IsReadAndWrittenInUtc(string text, string expected) => Assert.Equal(expected, Timestamp.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("28/06/2024")]
    [InlineData("06-28-2024")]
    [InlineData("2024-13-01")]
    [InlineData("2024-02-30")]
    [InlineData("2024-06-28T25:00:00Z")]
    [InlineData("2024-06-28 and later")]
    [InlineData("1719561600")]
    public void TryParse_WhatIsNoIsoTime_IsRefused(string? text) => Assert.False(Timestamp.TryParse(text, out _));

    [Fact]
    public void Parse_WhatIsNoTime_SaysWhatToWrite() =>
        Assert.Contains("2024-06-28T08:00:00Z", Assert.Throws<FormatException>(() => Timestamp.Parse("yesterday")).Message, StringComparison.Ordinal);

    [Fact]
    public void UnixSeconds_BeforeTheEpoch_RoundsDown()
    {
        Assert.Equal(-1, Timestamp.FromUnixMicroseconds(-1).UnixSeconds);
        Assert.Equal(-1, Timestamp.FromUnixMicroseconds(-1_000_000).UnixSeconds);
        Assert.Equal(0, Timestamp.FromUnixMicroseconds(999_999).UnixSeconds);
    }

    [Fact]
    public void Arithmetic_DifferencesAndYears_AreExact()
    {
        Timestamp start = Timestamp.Utc(2026, 1, 1), end = Timestamp.Utc(2027, 1, 1);
        Assert.Equal(1.0, start.YearsTo(end));
        Assert.Equal(-1.0, end.YearsTo(start));
        Assert.Equal(end, start + (end - start));
        Assert.True(start < end && end > start && start <= end && end >= start);
    }
}
