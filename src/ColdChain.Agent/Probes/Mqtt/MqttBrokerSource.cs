using System.Runtime.CompilerServices;
using ColdChain.Agent.Intake;
using ColdChain.Agent.Mqtt;
using ColdChain.Agent.Mqtt.Connecting;
using ColdChain.Agent.Retrying;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Reads from a broker with a session that the broker keeps; acknowledges what is on the disk; comes back by itself.</summary>
public sealed class MqttBrokerSource : ISensorSource
{
    /// <summary>Topics of one SUBSCRIBE; some brokers refuse long ones.</summary>
    private const int MostFollowedAtOnce = 50;

    private readonly MqttBrokerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Func<IMqttConnection> _connect;
    private readonly RetrySchedule _schedule;
    private readonly PayloadDecoder _decoder;
    private readonly MessageTranslator _translator;
    private readonly SourceHealth _health;
    private readonly IReadOnlyList<TopicFilter> _filters;

    /// <summary>Announced topics that this connection was asked for.</summary>
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);
    private int _answered;

    /// <exception cref="ArgumentException">The options have a mistake that Validate would have told.</exception>
    public MqttBrokerSource(MqttBrokerOptions options, TimeProvider clock, ILogger<MqttBrokerSource> log)
        : this(options, clock, log, () => MqttConnections.Create(options.ToSettings(), clock, log))
    {
    }

    internal MqttBrokerSource(
        MqttBrokerOptions options, TimeProvider clock, ILogger<MqttBrokerSource> log, Func<IMqttConnection> connect)
    {
        _options = options;
        _clock = clock;
        _log = log;
        _connect = connect;
        _schedule = new RetrySchedule(new RetryOptions(), clock, Random.Shared);
        _decoder = new PayloadDecoder(options.Topics, options.Profiles);
        _translator = new MessageTranslator(options.Name, _decoder, clock);
        _filters = [.. options.Filters().Select(filter => TopicFilter.TryParse(filter, out TopicFilter? parsed) ? parsed : null).OfType<TopicFilter>()];
        _health = new SourceHealth(options.Name, clock);
    }

    public string Name => _options.Name;

    public async IAsyncEnumerable<Observation> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            _followed.Clear();
            _answered = 0;
            await using (IMqttConnection connection = _connect())
            {
                await foreach (MqttArrival arrival in connection.ReadAsync(cancellationToken))
                {
                    if (await UnderstandAsync(arrival, cancellationToken) is { } seen)
                    {
                        yield return seen;
                    }

                    FollowAnnounced(connection);
                }
            }

            await Task.Delay(_schedule.NextDelay, _clock, cancellationToken);
        }
    }

    private async ValueTask<Observation?> UnderstandAsync(MqttArrival arrival, CancellationToken cancellationToken) =>
        arrival switch
        {
            MqttArrival.Message { Delivery: { } delivery } => await TranslateAsync(delivery, cancellationToken),
            MqttArrival.Subscribed subscribed => Subscribed(subscribed),
            MqttArrival.Ended ended => Ended(ended.Fault),
            _ => null,
        };

    private async ValueTask<Observation?> TranslateAsync(MqttDelivery delivery, CancellationToken cancellationToken)
    {
        // A retained message is from before, and its reading came when it was new; old and time-less it would lie.
        Observation? seen = _translator.Translate(delivery, isOld: delivery.Message.IsRetained);
        if (seen is null)
        {
            await delivery.Acknowledge(cancellationToken);
        }

        return seen;
    }

    private void FollowAnnounced(IMqttConnection connection)
    {
        int announcements = _decoder.Announcements;
        if (announcements == _answered)
        {
            return;
        }

        string[] missing =
        [
            .. _decoder.FollowedTopics.Where(topic =>
                !_followed.Contains(topic) && !_filters.Any(filter => filter.TryMatch(topic, out _))).Take(MostFollowedAtOnce),
        ];
        if (missing.Length == 0)
        {
            _answered = announcements;
        }
        else if (connection.Follow(missing))
        {
            _followed.UnionWith(missing);
        }
    }

    private Observation.Happened? Subscribed(MqttArrival.Subscribed subscribed)
    {
        _schedule.Succeeded();
        _log.LogInformation("{Source}: subscribed at broker {Host}:{Port}", Name, _options.Host, _options.Port);
        if (subscribed.Refused.Count == 0)
        {
            return _health.Succeeded();
        }

        string refusal = $"broker {_options.Host}:{_options.Port}: {BrokerAnswers.RefusedAll(subscribed.Refused).Message}";
        _log.LogError("{Source}: {Fault} The other topics are read", Name, refusal);
        return _health.Failed(refusal);
    }

    private Observation.Happened? Ended(MqttFault fault)
    {
        _schedule.Failed();
        string what = $"broker {_options.Host}:{_options.Port}: {fault.Message}";
        _log.LogWarning("{Source}: {Fault} Next attempt in {Delay}", Name, what, _schedule.NextDelay);
        return _health.Failed(what);
    }
}
