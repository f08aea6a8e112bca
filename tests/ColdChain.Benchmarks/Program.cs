using System.Globalization;
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

if (args is ["overload", .. string[] clients])
{
    IReadOnlyList<int> loads = clients is [.., "--loads", string asked]
        ? [.. asked.Split(',').Select(times => int.Parse(times, CultureInfo.InvariantCulture))]
        : OverloadRun.Loads;
    if (!clients.Contains("--impatient"))
    {
        await OverloadRun.RunAsync(connections: 64, isPatient: true, loads, CancellationToken.None);
    }

    await OverloadRun.RunAsync(connections: 64, isPatient: false, loads, CancellationToken.None);
    return 0;
}

if (args is ["ingest", .. string[] settings])
{
    return await IngestThroughput.RunAsync(settings, CancellationToken.None);
}

BenchmarkSwitcher.FromAssembly(typeof(ShortJob).Assembly).Run(args, new ShortJob());
return 0;
