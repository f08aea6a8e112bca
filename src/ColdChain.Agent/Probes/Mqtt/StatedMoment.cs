using ColdChain.Core.Readings;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Mqtt;

/// <summary>When a reading was made.</summary>
/// <param name="At">The device's time where it is believed, else that of arrival; null when that is not known either.</param>
/// <param name="IsBelieved">Whether it is the device's.</param>
internal readonly record struct StatedMoment(Instant? At, ReadingFlags Flags, bool IsBelieved);
