using System.Globalization;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Probes.Serial.Elitech;

/// <summary>Talks with a logger on one port. Blocks its thread, never longer than its time-outs.</summary>
internal sealed class ElitechConversation(ISerialPort port, ElitechOptions options, TimeProvider clock)
{
    /// <summary>A page has no length in it: it ends when nothing came for so long.</summary>
    private static readonly TimeSpan EndOfAnswer = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest page, its first byte and its sum.</summary>
    private readonly byte[] _bytes = new byte[2 + (2 * ElitechPage.MostRecords)];

    /// <summary>Reads the log, from the record on that <paramref name="known"/> gives for it.</summary>
    public ElitechReply<ElitechLog> ReadLog(Func<ElitechLog, int> known, CancellationToken cancellationToken)
    {
        ElitechReply<ElitechSettings> settings = Greet(cancellationToken);
        if (settings.Value is not { } logger)
        {
            return settings.As<ElitechLog>();
        }

        if (Refusal(logger) is { } reason)
        {
            return ElitechReply<ElitechLog>.Failed(SensorFault.DeviceError, reason);
        }

        ElitechReply<ElitechHead?> head = Ask(
            ElitechFrame.Head(logger.Station), ElitechFrame.HeadLength, bytes => ElitechHead.Read(bytes), cancellationToken);
        return head.Value is { } found
            ? ReadPages(new ElitechLog(logger, found, 0, []), known, cancellationToken)
            : head.As<ElitechLog>();
    }

    /// <returns>Null when the clock was set.</returns>
    public string? SetClock(byte station, DateTime now, CancellationToken cancellationToken)
    {
        ElitechReply<object> reply = Ask<object>(
            ElitechFrame.SetClock(station, now),
            ElitechFrame.HelloLength,
            bytes => ElitechFrame.Fits(bytes) ? this : null,
            cancellationToken);
        return reply.Fault is null ? null : reply.Detail;
    }

    private ElitechReply<ElitechSettings> Greet(CancellationToken cancellationToken)
    {
        ElitechReply<object> hello = Ask<object>(
            ElitechFrame.Hello, ElitechFrame.HelloLength, bytes => ElitechFrame.Fits(bytes) ? this : null, cancellationToken);
        return hello.Fault is null
            ? Ask(ElitechFrame.Settings, ElitechFrame.SettingsLength, bytes => ElitechSettings.Read(bytes), cancellationToken)
            : hello.As<ElitechSettings>();
    }

    private string? Refusal(ElitechSettings logger) =>
        options.Profile.RefusedModels.Contains(logger.Model) ? Text($"model 0x{logger.Model:X2} has a log of a form that is not known: import its file instead")
        : logger.IsFahrenheit ? "shows degrees Fahrenheit, and whether its log is in them is not known: set it to Celsius and start it again"
        : logger.IsStarted ? null
        : "has not been started: it logs nothing";

    private ElitechReply<ElitechLog> ReadPages(ElitechLog log, Func<ElitechLog, int> known, CancellationToken cancellationToken)
    {
        int from = Math.Clamp(known(log), 0, log.Head.Count);
        if (from == log.Head.Count)
        {
            return ElitechReply<ElitechLog>.Of(log with { From = from });
        }

        ElitechReply<short[]> first = AskPage(log, 0, cancellationToken);
        if (first.Value is not { } begin)
        {
            return first.As<ElitechLog>();
        }

        int size = begin.Length;
        List<short> tenths = [];
        for (int page = from / size; page * size < log.Head.Count && !cancellationToken.IsCancellationRequested; page++)
        {
            ElitechReply<short[]> one = page == 0 ? first : page > byte.MaxValue
                ? ElitechReply<short[]>.Failed(SensorFault.DeviceError, "has more than 256 pages")
                : AskPage(log, (byte)page, cancellationToken);
            int wanted = Math.Min(size, log.Head.Count - (page * size));
            if (one.Value is not { } records)
            {
                return one.As<ElitechLog>();
            }

            if (records.Length < wanted)
            {
                return ElitechReply<ElitechLog>.Failed(
                    SensorFault.Garbled, Text($"page {page} holds {records.Length} records, {wanted} are missing"));
            }

            // The log grows while it is read: what came after its head was read is for the next time.
            tenths.AddRange(records.Take(wanted).Skip(Math.Max(0, from - (page * size))));
        }

        return ElitechReply<ElitechLog>.Of(log with { From = from, Tenths = tenths });
    }

    private ElitechReply<short[]> AskPage(ElitechLog log, byte page, CancellationToken cancellationToken) =>
        Ask(ElitechFrame.Page(log.Settings.Station, page), null, bytes => ElitechPage.Read(bytes), cancellationToken);

    /// <param name="length">Of the answer; null when it ends with the silence after it.</param>
    private ElitechReply<T> Ask<T>(byte[] question, int? length, Reading<T> read, CancellationToken cancellationToken)
    {
        ElitechReply<T> reply = ElitechReply<T>.Failed(SensorFault.NoAnswer, "the logger does not answer");
        for (int attempt = 0; attempt <= options.Retries && !cancellationToken.IsCancellationRequested; attempt++)
        {
            if (!Quieten() || port.Write(question) is not null || Hear(length) is not { } heard)
            {
                return ElitechReply<T>.PortGone;
            }

            if (heard > 0 && read(_bytes.AsSpan(0, heard)) is { } value)
            {
                return ElitechReply<T>.Of(value);
            }

            reply = heard == 0 ? reply : ElitechReply<T>.Failed(
                SensorFault.Garbled, Text($"{heard} bytes that are no answer to {Convert.ToHexString(question)} came from the logger"));
        }

        return reply;
    }

    /// <returns>How many bytes came; null when the port is gone.</returns>
    private int? Hear(int? length)
    {
        long begun = clock.GetTimestamp();
        int filled = 0;
        while (filled < (length ?? _bytes.Length))
        {
            TimeSpan left = options.ResponseTimeout - clock.GetElapsedTime(begun);
            TimeSpan wait = filled > 0 && left > EndOfAnswer ? EndOfAnswer : left;
            if (wait <= TimeSpan.Zero)
            {
                break;
            }

            SerialRead read = port.Read(_bytes.AsSpan(filled), wait);
            if (read.Fault is not null)
            {
                return null;
            }

            if (read.Bytes == 0 && filled > 0)
            {
                break;
            }

            filled += read.Bytes;
        }

        return filled;
    }

    /// <returns>False when the port is gone.</returns>
    private bool Quieten()
    {
        for (int time = 0; time < 20; time++)
        {
            SerialRead read = port.Read(_bytes, TimeSpan.FromMilliseconds(20));
            if (read.Fault is not null || read.Bytes == 0)
            {
                return read.Fault is null;
            }
        }

        return true;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private delegate T? Reading<out T>(ReadOnlySpan<byte> bytes);
}
