using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>What was heard between two beats.</summary>
internal sealed class LineRound
{
    private readonly Dictionary<string, (PointOutcome Outcome, Instant At)> _last = [];

    /// <summary>The port vanished meanwhile.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Why the last line that was not understood was not; null when there was none.</summary>
    public string? Refused { get; private set; }

    /// <summary>A temperature or a fault was heard.</summary>
    public bool HasMeasured => _last.Count > 0;

    public void Gone() => IsGone = true;

    public void Heard(LineReading reading, Instant at)
    {
        switch (reading)
        {
            case LineReading.Measured measured:
                foreach ((string name, PointOutcome outcome) in measured.Temperatures)
                {
                    _last[name] = (outcome, at);
                }

                break;
            case LineReading.Refused refused:
                Refused = refused.Reason;
                break;
        }
    }

    /// <summary>The last that was said of a number, and when.</summary>
    public (PointOutcome Outcome, Instant At)? Last(string name) => _last.TryGetValue(name, out (PointOutcome, Instant) found) ? found : null;
}
