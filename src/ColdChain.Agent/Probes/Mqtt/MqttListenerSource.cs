using System.Runtime.CompilerServices;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Listening;
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

    /// <exception cref="ArgumentException">The options have a mistake that Validate would have told.</exception>
    public MqttListenerSource(MqttListenerOptions options, TimeProvider clock, ILogger<MqttListenerSource> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _clock = clock;
        _log = log;
        _translator = new MessageTranslator(options.Name, new PayloadDecoder(options.Topics), clock);
        _health = new SourceHealth(options.Name, clock);
    }

    public string Name => _options.Name;

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RetrySchedule schedule = new(new RetryOptions(), _clock, Random.Shared);
        while (true)
        {
            if (!MqttListener.TryStart(_options.ToSettings(), _clock, _log, out MqttListener? listener, out MqttFault? fault))
            {
                schedule.Failed();
                _log.LogWarning("{Source}: {Fault} Next attempt in {Delay}", Name, fault!.Message, schedule.NextDelay);
                if (_health.Failed(fault.Message) is { } failed)
                {
                    yield return failed;
                }

                await Task.Delay(schedule.NextDelay, _clock, cancellationToken);
                continue;
            }

            using MqttListener started = listener!;
            _log.LogInformation("{Source}: sensors can publish to {EndPoint}", Name, started.EndPoint);
            schedule.Succeeded();
            if (_health.Succeeded() is { } back)
            {
                yield return back;
            }

            await foreach (MqttDelivery delivery in started.ReadAsync(cancellationToken))
            {
                if (_translator.Translate(delivery) is { } measured)
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
