namespace ColdChain.Agent.Probes.Serial;

/// <summary>Which question of a bus is due when. Each has a beat of its own, and all beats count from one start.</summary>
/// <remarks>
/// Does not drift: beats stand at whole periods from the start on the monotonic clock, whatever a question takes; beats that
/// were missed are skipped. A slave that is silent is asked once a beat without retries and, from the third time on, at twice,
/// four times ... its period, at most every five minutes (or its period, where that is longer): a dead one costs the others
/// one time-out a round, then less. One answer puts it back on its beat.
/// </remarks>
internal sealed class PollSchedule(IReadOnlyList<BusQuestion> questions, TimeProvider clock)
{
    /// <summary>A slave that comes back is noticed within this. Product decision.</summary>
    public static readonly TimeSpan LongestAbsence = TimeSpan.FromMinutes(5);

    /// <summary>So often a slave may be silent before it is asked less often. Product decision.</summary>
    private const int SilencesBeforeBackOff = 3;

    private readonly long _startedAt = clock.GetTimestamp();
    private readonly TimeSpan[] _due = new TimeSpan[questions.Count];
    private readonly int[] _silences = new int[questions.Count];

    private TimeSpan Elapsed => clock.GetElapsedTime(_startedAt);

    /// <summary>What is left until a question is due; zero at the start.</summary>
    public TimeSpan UntilNext()
    {
        TimeSpan left = _due.Min() - Elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>The questions that are due, in their order; each is then due again at its next beat.</summary>
    public IReadOnlyList<int> TakeDue()
    {
        TimeSpan elapsed = Elapsed;
        List<int> due = [];
        for (int index = 0; index < questions.Count; index++)
        {
            if (_due[index] <= elapsed)
            {
                due.Add(index);
                _due[index] = BeatAfter(elapsed, index);
            }
        }

        return due;
    }

    /// <summary>Puts a question off without moving its beats; it is not asked later than its next beat.</summary>
    public void Defer(int index, TimeSpan by)
    {
        TimeSpan then = Elapsed + by;
        _due[index] = then < _due[index] ? then : _due[index];
    }

    public void Heard(int index) => _silences[index] = 0;

    public void Silent(int index)
    {
        _silences[index] = Math.Min(_silences[index] + 1, 60);
        int doubled = _silences[index] - SilencesBeforeBackOff;
        TimeSpan period = questions[index].Poll;
        TimeSpan absence = period;
        for (int i = 0; i <= doubled && absence < LongestAbsence; i++)
        {
            absence *= 2;
        }

        if (doubled >= 0 && period < LongestAbsence)
        {
            absence = absence < LongestAbsence ? absence : LongestAbsence;
            _due[index] = BeatAfter(Elapsed + absence - period, index);
        }
    }

    /// <summary>A slave that was silent last time gets one attempt: its retries are the others' time.</summary>
    public int RetriesFor(int index) => _silences[index] == 0 ? questions[index].Retries : 0;

    private TimeSpan BeatAfter(TimeSpan moment, int index)
    {
        TimeSpan period = questions[index].Poll;
        return ((moment.Ticks / period.Ticks) + 1) * period;
    }
}
