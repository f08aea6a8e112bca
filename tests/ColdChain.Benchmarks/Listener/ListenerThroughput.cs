using System.Diagnostics;
using System.Globalization;
using ColdChain.Agent.Buffer;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ColdChain.Benchmarks.Listener;

/// <summary>QoS 1 messages a second that are acknowledged after the fsync: the real listener, decoder and journal.</summary>
/// <remarks>
/// Beside it mosquitto in the setting that promises nearly the same (it saves its file at each change), with a session that
/// is away, so that it has something to keep. Load, agent and broker share the machine; the best of the rounds is the figure
/// least disturbed by whatever else it does, and all rounds are printed.
/// </remarks>
internal static class ListenerThroughput
{
    private const int Rounds = 5;
    private const int Messages = 60_000;
    private const int MessagesOfMosquitto = 3_000;

    /// <summary>What mosquitto and paho have in flight by default.</summary>
    private const int UsualWindow = 20;

    private static readonly (int Connections, int Window)[] Settings = [(1, 256), (10, 100), (100, UsualWindow)];

    public static async Task<int> RunAsync()
    {
        double best = 0;
        foreach ((int connections, int window) in Settings)
        {
            List<double> rates = [];
            for (int round = 0; round < Rounds; round++)
            {
                rates.Add(await MeasureAgentAsync(connections, window));
            }

            Print($"listener, {connections} connections, {window} in flight each", rates);
            best = Math.Max(best, rates.Max());
        }

        if (MosquittoBroker.Executable is not null)
        {
            List<double> rates = [await MeasureMosquittoAsync(), await MeasureMosquittoAsync(), await MeasureMosquittoAsync()];
            Print($"mosquitto, saving at each change, {UsualWindow} in flight, {MessagesOfMosquitto} messages", rates);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio of the best rounds: {best / rates.Max():0.0}"));
        }

        return 0;
    }

    private static void Print(string what, List<double> rates) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: best {rates.Max():0} messages/s, median {rates.Order().ElementAt(rates.Count / 2):0}; rounds {string.Join(" ", rates.Select(rate => rate.ToString("0", CultureInfo.InvariantCulture)))}"));

    private static async Task<double> MeasureAgentAsync(int connections, int window)
    {
        using TemporaryDirectory folder = new();
        using CancellationTokenSource stop = new();
        int port = FreePort.Next();
        MqttListenerOptions options = new()
        {
            Port = port,
            AllowAnonymous = true,
            MostMessagesPerSecond = 1_000_000,
            Topics = [new MqttTopicOptions { Topic = "coldchain/+/+/reading", Sensor = "gaochuan/{1}/{2}", Time = "time" }],
        };
        await using SqliteReadingBuffer buffer = new(
            new BufferOptions { Directory = folder.FullPath }, TimeProvider.System, NullLogger.Instance);
        MqttListenerSource source = new(options, TimeProvider.System, NullLogger<MqttListenerSource>.Instance);
        Task running = new ReadingIntake(buffer, TimeProvider.System, new(), NullLogger.Instance).RunAsync([source], stop.Token);
        double rate = await MeasureAsync(port, connections, window, Messages);
        await stop.CancelAsync();
        await running;
        long stored = await buffer.CountAsync(CancellationToken.None);
        return stored >= Messages / connections * connections ? rate : throw new InvalidOperationException($"{stored} stored of {Messages}");
    }

    private static async Task<double> MeasureMosquittoAsync()
    {
        await using MosquittoBroker broker = await MosquittoBroker.StartAsync(CancellationToken.None, "set_tcp_nodelay true");
        await LoadClient.SubscribeAndLeaveAsync(broker.Port, CancellationToken.None);
        return await MeasureAsync(broker.Port, 1, UsualWindow, MessagesOfMosquitto);
    }

    private static async Task<double> MeasureAsync(int port, int connections, int window, int messages)
    {
        LoadClient[] clients = [.. Enumerable.Range(0, connections).Select(number => new LoadClient(number, messages / connections, window))];
        await Eventually.HoldsAsync(() => IsListening(port), "somebody listens", CancellationToken.None);
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(clients.Select(client => Task.Run(() => client.RunAsync(port, CancellationToken.None))));
        return messages / connections * connections / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static bool IsListening(int port) => System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties()
        .GetActiveTcpListeners().Any(listener => listener.Port == port);
}
