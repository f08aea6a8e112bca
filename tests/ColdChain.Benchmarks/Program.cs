using BenchmarkDotNet.Running;
using ColdChain.Benchmarks;
using ColdChain.Benchmarks.Listener;

if (args is ["listener", ..])
{
    return await ListenerThroughput.RunAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(ShortJob).Assembly).Run(args, new ShortJob());
return 0;
