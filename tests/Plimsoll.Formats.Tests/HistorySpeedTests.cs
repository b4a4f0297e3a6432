using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>Tests that measure time run alone.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class RunsAlone;

[Collection("Alone")]
public sealed class HistorySpeedTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Read_TenFilesOf53000Hours_TakesAtMostThreeSecondsOfProcessorTime()
    {
        byte[] text = Encoding.UTF8.GetBytes(HistoryFolderTests.Hourly(53_000));
        for (int i = 0; i < 10; i++)
        {
            using var packed = new GZipStream(File.Create(Path.Combine(folder, $"C{i}-USDT.binance-spot.1h.csv.gz")), CompressionLevel.Fastest);
            packed.Write(text);
        }

        // 1.5 s on two cores; processor time, because the machine may be doing other things, and the best of three for the same reason.
        var best = TimeSpan.MaxValue;
        for (int run = 0; run < 3; run++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            Assert.Equal(530_000, HistoryFolder.Read(folder, Timestamp.Utc(2100, 1, 1)).Series.Sum(series => series.Close.Length));
            TimeSpan took = Process.GetCurrentProcess().TotalProcessorTime - before;
            if (took < best) best = took;
        }

        Assert.True(best < TimeSpan.FromSeconds(3), $"took {best} of processor time");
    }
}
