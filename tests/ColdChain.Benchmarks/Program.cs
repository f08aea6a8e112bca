using BenchmarkDotNet.Running;
using ColdChain.Benchmarks;
using ColdChain.Benchmarks.History;
using ColdChain.Benchmarks.Ingest;
using ColdChain.Benchmarks.Listener;

if (args is ["listener", ..])
{
    return await ListenerThroughput.RunAsync();
}

if (args is ["history", ..])
{
    return await HistoryComparison.RunAsync(args[1..]);
}

if (args is ["ingest", .. string[] settings])
{
    return await IngestThroughput.RunAsync(settings, CancellationToken.None);
}

BenchmarkSwitcher.FromAssembly(typeof(ShortJob).Assembly).Run(args, new ShortJob());
return 0;
