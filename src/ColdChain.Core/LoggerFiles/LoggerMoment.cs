using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Time;

namespace ColdChain.Core.LoggerFiles;

/// <summary>A time as a logger has it.</summary>
/// <param name="Local">What its clock showed, of no kind; null when the file has UTC, or no time at all.</param>
/// <param name="At">The moment; null when the file has local time and no zone was given, or no time.</param>
/// <param name="Kind">
/// What the zone's calendar says of <paramref name="Local"/>. In the repeated hour of autumn the order of the rows decides, and
/// without a step back it is the first pass. A time in the hour that is left out in spring is read with the offset before the change, as
/// a clock shows it that was not put forward. Both are marked here, so that nobody takes them for more than they are.
/// </param>
public readonly record struct LoggerMoment(DateTime? Local, Instant? At, LocalMomentKind Kind = LocalMomentKind.Plain)
{
    /// <summary>The file does not say when.</summary>
    public static readonly LoggerMoment Unknown = new(null, null);

    public static LoggerMoment Utc(Instant at) => new(null, at);
}
