using ColdChain.Core.Keeping;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.Observing;

/// <summary>EX-30. What stands beside a raw value. It changes nothing of what was judged.</summary>
/// <param name="Standing">Of the sensor's certificates on that day.</param>
/// <param name="Certificate">The one that was valid, or the one that had run out last; null when there is none.</param>
/// <param name="Corrected">By the certificate that was valid; null when none was.</param>
/// <param name="IsIndeterminate">The raw value is within the sensor's accuracy of a limit.</param>
public sealed record ReadingAnnotation(
    CalibrationStanding Standing, string? Certificate, Temperature? Corrected, bool IsIndeterminate)
{
    /// <param name="reading">The raw value and its sensor.</param>
    /// <param name="day">Of the reading, in the facility's zone.</param>
    /// <param name="calibrations">Of any sensors; of several that are valid on one day the newest counts.</param>
    /// <param name="profile">The limits.</param>
    public static ReadingAnnotation Of(
        in Reading reading, DateOnly day, IEnumerable<Calibration> calibrations, StorageProfile profile)
    {
        ArgumentNullException.ThrowIfNull(calibrations);
        ArgumentNullException.ThrowIfNull(profile);
        Reading raw = reading;
        bool isIndeterminate = SensorAccuracy.IsIndeterminate(raw.Value, profile, SensorAccuracy.Of(profile.Kind));
        Calibration[] begun = [.. calibrations.Where(one => one.Sensor == raw.Sensor && one.ValidFrom <= day)];
        if (begun.Where(one => one.IsValidOn(day)).MaxBy(one => one.ValidFrom) is { } valid)
        {
            return new(CalibrationStanding.Valid, valid.Certificate, valid.Correct(raw.Value), isIndeterminate);
        }

        return begun.MaxBy(one => one.ValidUntil) is { } expired
            ? new(CalibrationStanding.Expired, expired.Certificate, null, isIndeterminate)
            : new(CalibrationStanding.None, null, null, isIndeterminate);
    }
}
