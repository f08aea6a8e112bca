using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Core.Excursions;

/// <summary>What one sensor's detector remembers between readings. Only the detector changes it; a copy can be run on.</summary>
/// <remarks>
/// Changed in place, so that a reading that brings nothing about costs no memory: a nation's sensors are watched in one
/// process. Made by <see cref="ExcursionDetector.NewState"/>, for the rules of one profile.
/// </remarks>
public sealed class DetectorState
{
    internal DetectorState(RuleProgress[] rules) => Rules = rules;

    private DetectorState(DetectorState other)
    {
        Last = other.Last;
        Tally = other.Tally?.Copy();
        ReturnedAt = other.ReturnedAt;
        UnobservedSinceReturn = other.UnobservedSinceReturn;
        Rules = Array.ConvertAll(other.Rules, rule => rule.Copy());
    }

    /// <summary>The newest reading, which still holds (EX-06).</summary>
    public Reading? Last { get; internal set; }

    /// <summary>The excursion that goes on as known now, or that has returned but not yet for long enough.</summary>
    public Excursion? Open => Tally?.Excursion(endedAt: null);

    /// <summary>While returning: the first in-range reading since. Null while out.</summary>
    public Instant? ReturnedAt { get; internal set; }

    /// <summary>No excursion goes on.</summary>
    public bool IsCalm => Tally is null;

    internal ExcursionTally? Tally { get; set; }

    /// <summary>Unobserved milliseconds since <see cref="ReturnedAt"/>: the excursion's only if it goes on after all.</summary>
    internal long UnobservedSinceReturn { get; set; }

    /// <summary>One for each alarm rule of the profile, in its order.</summary>
    internal RuleProgress[] Rules { get; }

    public DetectorState Copy() => new(this);
}
