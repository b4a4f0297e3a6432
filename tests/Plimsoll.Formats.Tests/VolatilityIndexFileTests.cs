using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public class VolatilityIndexFileTests
{
    [Fact]
    public void Read_AVolatilityIndexInPercent_IsASeriesOfFractions()
    {
        string folder = Directory.CreateTempSubdirectory("plimsoll-index").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "BTC.deribit-dvol.1d.csv"), "timestamp,dvol\n2026-01-01T00:00:00Z,56.5\n2026-01-02T00:00:00Z,59.25\n2026-01-03T00:00:00Z,60\n");

            PriceHistory history = HistoryFolder.Read(folder, Timestamp.Utc(2026, 1, 3));

            BarSeries index = Assert.Single(history.Series);
            Assert.Equal((Currency.Of("BTC"), MarketKind.VolatilityIndex, "deribit"), (index.Base, index.Kind, index.Venue));
            Assert.Equal([0.565, 0.5925], index.Close.ToArray());
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
