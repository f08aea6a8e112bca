using ColdChain.Core.Keeping;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>EX-16. Observed beyond the limit within the window before now, over all excursions.</summary>
/// <remarks>
/// The sum grows while a reading beyond the limit holds, and shrinks as old stretches leave the window; so while one
/// holds it never shrinks, and reaches the total at most once.
/// <code>
///     now - window                                now
///          |   [ old ]        [ old ]        [ ... |
///          +--- the sum of what lies between ------+
/// </code>
/// </remarks>
internal sealed class WindowSumProgress(AlarmRule rule, TimeSpan longestInterval) : RuleProgress(rule)
{
    private readonly long _window = (long)rule.Window.TotalMilliseconds;
    private readonly long _total = (long)rule.Hold.TotalMilliseconds;
    private readonly long _longest = (long)longestInterval.TotalMilliseconds;

    /// <summary>Observed beyond the limit, oldest first, none touching the next; as far back as the window reaches.</summary>
    private List<(long From, long Until)> _stretches = [];

    private Instant? _dueAt;

    public override Instant? DueAt => _dueAt;

    protected override void Count(Instant from, Instant until)
    {
        if (_stretches is [.., var last] && last.Until == from.UnixMilliseconds)
        {
            _stretches[^1] = (last.From, until.UnixMilliseconds);
            return;
        }

        ForgetUntil(from.UnixMilliseconds - _window);
        _stretches.Add((from.UnixMilliseconds, until.UnixMilliseconds));
    }

    protected override void Turn(Instant at, bool isBeyond) =>
        _dueAt = isBeyond ? Reached(at.UnixMilliseconds) : null;

    protected override void Forget() => _dueAt = null;

    protected override void Separate() => _stretches = [.. _stretches];

    // A loop, since a lambda would cost memory with each reading, also with those that only prolong a stretch.
    private void ForgetUntil(long tail)
    {
        int left = 0;
        while (left < _stretches.Count && _stretches[left].Until <= tail)
        {
            left++;
        }

        _stretches.RemoveRange(0, left);
    }

    /// <summary>When the sum reaches the total while a reading from that moment on holds; null when it does not, or has.</summary>
    private Instant? Reached(long at)
    {
        long missing = _total;
        foreach ((long from, long until) in _stretches)
        {
            missing -= Math.Max(0, until - Math.Max(from, at - _window));
        }

        if (missing <= 0)
        {
            return null;
        }

        long now = at;
        foreach ((long from, long until) in _stretches)
        {
            // Until the window's tail meets this stretch the sum grows; while it passes over it the sum stands.
            long gain = Math.Max(0, from + _window - now);
            if (gain >= missing)
            {
                break;
            }

            missing -= gain;
            now = Math.Max(now, until + _window);
        }

        long due = now + missing;
        return due <= at + _longest ? Instant.FromUnixMilliseconds(due) : null;
    }
}
