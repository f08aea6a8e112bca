using ColdChain.Core.Identity;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>Which faults have been told, so that each is told once at its begin, not with every message.</summary>
/// <remarks>
/// Remembered only when the telling is on the disk: the callers call <see cref="Remember"/> from the acknowledgement.
/// Bounded; when it is full, the oldest subject is forgotten and would be told again. Thread-safe.
/// </remarks>
internal sealed class SaidFaults
{
    /// <summary>Sensors and foreign topics of one source; far more than one agent has.</summary>
    private const int MostSubjects = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = new();

    /// <summary>Whether this fault was the last told of this subject.</summary>
    public bool Was(string subject, string fault)
    {
        lock (_lock)
        {
            return _said.TryGetValue(subject, out string? last) && last == fault;
        }
    }

    public bool IsFaulty(SensorId sensor)
    {
        lock (_lock)
        {
            return _said.ContainsKey(sensor.ToString());
        }
    }

    public void Remember(string subject, string fault)
    {
        lock (_lock)
        {
            if (!_said.ContainsKey(subject))
            {
                _oldest.Enqueue(subject);
            }

            _said[subject] = fault;
            while (_oldest.Count > MostSubjects)
            {
                _said.Remove(_oldest.Dequeue());
            }
        }
    }

    public void Forget(SensorId sensor)
    {
        lock (_lock)
        {
            _said.Remove(sensor.ToString());
        }
    }
}
