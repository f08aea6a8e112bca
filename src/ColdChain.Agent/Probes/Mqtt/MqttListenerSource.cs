using System.Runtime.CompilerServices;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Listening;
using ColdChain.Agent.Mqtt.Outlets;
using ColdChain.Agent.Retrying;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Sensors publish straight to the agent; each is told PUBACK after its reading is on the disk.</summary>
public sealed class MqttListenerSource : ISensorSource
{
    private readonly MqttListenerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly MessageTranslator _translator;
    private readonly SourceHealth _health;
    private readonly VanishedClients _vanished;
    private readonly MqttOutlet _outlet;

    /// <exception cref="ArgumentException">The options have a mistake that Validate would have told.</exception>
    public MqttListenerSource(MqttListenerOptions options, TimeProvider clock, ILogger<MqttListenerSource> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = clock;
        _log = log;
        _translator = new MessageTranslator(options.Name, new PayloadDecoder(options.Topics, options.Profiles), clock);
        _health = new SourceHealth(options.Name, clock);
        _vanished = new VanishedClients(options.Name, clock);
        _outlet = new MqttOutlet(options.OutletTopics);
    }

    public string Name => _options.Name;

    /// <summary>For what a siren or a display subscribes to; usable before the source is read.</summary>
    public IMqttOutlet Outlet => _outlet;

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RetrySchedule schedule = new(new RetryOptions(), _clock, Random.Shared);
        while (true)
        {
            (MqttListener? listener, MqttFault? fault) = MqttListener.Start(_options.ToSettings(), _outlet, _clock, _log);
            if (fault is not null)
            {
                schedule.Failed();
                _log.LogWarning("{Source}: {Fault} Next attempt in {Delay}", Name, fault.Message, schedule.NextDelay);
                if (_health.Failed(fault.Message) is { } failed)
                {
                    yield return failed;
                }

                await Task.Delay(schedule.NextDelay, _clock, cancellationToken);
                continue;
            }

            using MqttListener started = listener!;
            _log.LogInformation("{Source}: sensors can publish to {EndPoint}{Tls}", Name, started.EndPoint, _options.Tls is null ? string.Empty : " with TLS");
            schedule.Succeeded();
            if (_health.Succeeded() is { } back)
            {
                yield return back;
            }

            await foreach (MqttDelivery delivery in started.ReadAsync(cancellationToken))
            {
                if (_vanished.Notice(delivery) is { } what)
                {
                    yield return new Observation.Happened(what);
                }

                Observation.Measured? measured = delivery.Farewell is null ? _translator.Translate(delivery) : null;
                if (measured is not null)
                {
                    yield return measured;
                }
                else
                {
                    await delivery.Acknowledge(cancellationToken);
                }
            }
        }
    }
}
