using BenchmarkDotNet.Running;
using Plimsoll.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(MarginBenchmarks).Assembly).Run(args.Length > 0 ? args : ["--filter", "*", "--job", "short"]);
