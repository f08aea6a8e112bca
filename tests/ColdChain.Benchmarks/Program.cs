using BenchmarkDotNet.Running;
using ColdChain.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(ShortJob).Assembly).Run(args, new ShortJob());
