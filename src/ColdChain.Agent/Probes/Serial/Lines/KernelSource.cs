using System.Runtime.CompilerServices;
using ColdChain.Agent.Health;
using ColdChain.Agent.Intake;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>Reads w1_slave files by a steady beat. A file that is gone is a probe that does not answer.</summary>
public sealed class KernelSource(KernelOptions options, TimeProvider clock) : ISensorSource
{
    /// <summary>The kernel writes some 75 characters.</summary>
    private const int LargestFile = 1024;

    /// <summary>A probe that takes longer than its 750 ms by so much is stuck; the others are read meanwhile by nobody.</summary>
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    private readonly SensorHealth _health = new();

    /// <summary>A read that is stuck in the kernel is waited for, never begun a second time.</summary>
    private readonly Dictionary<string, Task<PointOutcome>> _reading = [];

    public string Name => options.Name;

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SteadyBeat beat = new(options.Poll, clock);
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(beat.UntilNext(), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (int index = 0; index < options.Sensors.Count && !cancellationToken.IsCancellationRequested; index++)
            {
                KernelSensorOptions sensor = options.Sensors[index];
                PointOutcome outcome = await ReadOneAsync(sensor.Path, cancellationToken);
                Instant now = clock.GetCurrentInstant();
                WireEvent? what = outcome.Fault is { } fault
                    ? _health.Fault(sensor.Sensor, now, fault, $"{sensor.Path}: {outcome.Detail}")
                    : _health.Well(sensor.Sensor, now);
                if (what is not null && !cancellationToken.IsCancellationRequested)
                {
                    yield return new Observation.Happened(what);
                }

                if (outcome.Fault is null)
                {
                    ReadingFlags flags = now < ReadingLimits.Earliest ? ReadingFlags.ClockSuspect : ReadingFlags.None;
                    TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    yield return PolledGroup.Of([new Reading(sensor.Sensor, now, outcome.Value, flags)], [], stored);
                    await stored.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
    }

    private async Task<PointOutcome> ReadOneAsync(string path, CancellationToken cancellationToken)
    {
        // Reading the file is what makes the probe measure: 750 ms in the kernel, which no asynchronous read shortens.
        Task<PointOutcome> reading = _reading.GetValueOrDefault(path) ?? Task.Factory.StartNew(
            () => ReadFile(path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _reading[path] = reading;
        Task first = await Task.WhenAny(reading, Task.Delay(LongestRead, clock, cancellationToken));
        if (first != reading)
        {
            return PointOutcome.Faulted(SensorFault.NoAnswer, "the kernel does not answer");
        }

        _reading.Remove(path);
        return await reading;
    }

    private static PointOutcome ReadFile(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[LargestFile];
            int read = file.ReadAtLeast(bytes, LargestFile, throwOnEndOfStream: false);
            return KernelText.Read(System.Text.Encoding.Latin1.GetString(bytes, 0, read));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return PointOutcome.Faulted(SensorFault.NoAnswer, fault.Message);
        }
    }
}
