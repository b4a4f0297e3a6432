using System.Reflection;
using BenchmarkDotNet.Attributes;
using Plimsoll.Benchmarks;

namespace Plimsoll.Cli.Tests;

/// <summary>Benchmarks run once and tiny, so that they do not rot; they check their own results.</summary>
public class BenchmarkTests
{
    private static readonly Lazy<MarginBenchmarks> Tiny = new(() =>
    {
        MarginBenchmarks.Population = 20;
        return new MarginBenchmarks();
    });

    public static TheoryData<string> Benchmarks => [.. Methods.Select(method => method.Name)];

    private static IEnumerable<MethodInfo> Methods => typeof(MarginBenchmarks).GetMethods().Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null);

    [Theory]
    [MemberData(nameof(Benchmarks))]
    public void Benchmark_OnTwentyAccounts_RunsAndSaysWhatItMeasures(string name)
    {
        MethodInfo method = Methods.Single(candidate => candidate.Name == name);
        Assert.False(string.IsNullOrWhiteSpace(method.GetCustomAttribute<BenchmarkAttribute>()!.Description));
        Assert.NotNull(method.Invoke(Tiny.Value, null));
    }
}
