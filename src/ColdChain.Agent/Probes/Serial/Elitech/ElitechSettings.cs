using System.Buffers.Binary;
using System.Text;

namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>What a logger says of itself.</summary>
/// <param name="Station">The number that it answers to.</param>
/// <param name="Model">0x28 in the source's example of an RC-4; 0x2A is an RC-4HC, which logs humidity too.</param>
/// <param name="Interval">From one record to the next.</param>
/// <param name="IsStarted">It logs, or has logged.</param>
/// <param name="Now">Its clock; null when that is no time.</param>
/// <param name="IsFahrenheit">What it shows; whether its log is in Fahrenheit then is not known.</param>
/// <param name="Number">Ten characters that a person may give it; empty when nobody did.</param>
public sealed record ElitechSettings(
    byte Station, byte Model, TimeSpan Interval, bool IsStarted, DateTime? Now)
{
    private const int StationAt = 1;
    private const int ModelAt = 3;
    private const int IntervalAt = 5;
    private const int StateAt = 19;
    private const int NowAt = 31;
    private const int NumberAt = 138;
    private const int NumberLength = 10;
    private const int UnitAt = 151;
    private const byte Fahrenheit = 0x13;
    private const byte NotStarted = 0;

    public bool IsFahrenheit { get; init; }

    public string Number { get; init; } = string.Empty;

    /// <param name="frame">160 bytes that fit.</param>
    /// <returns>Null when they are not the settings of a logger.</returns>
    public static ElitechSettings? Read(ReadOnlySpan<byte> frame)
    {
        if (frame.Length != ElitechFrame.SettingsLength || !ElitechFrame.Fits(frame))
        {
            return null;
        }

        (byte hours, byte minutes, byte seconds) = (frame[IntervalAt], frame[IntervalAt + 1], frame[IntervalAt + 2]);
        if (minutes > 59 || seconds > 59 || hours + minutes + seconds == 0)
        {
            return null;
        }

        return new ElitechSettings(
            frame[StationAt],
            frame[ModelAt],
            new TimeSpan(hours, minutes, seconds),
            frame[StateAt] != NotStarted,
            ElitechFrame.ReadTime(frame[NowAt..]))
        {
            IsFahrenheit = frame[UnitAt] == Fahrenheit,
            Number = string.Concat(Encoding.Latin1.GetString(frame.Slice(NumberAt, NumberLength)).Where(letter => letter is > ' ' and <= '~')),
        };
    }
}
