using System.Globalization;
using System.Text;
using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.LocalAlarm.Judging;

/// <summary>The readings of the last day or two, so that a restart judges on from where it was.</summary>
/// <remarks>
/// The journal cannot serve: the server empties it. Lines of <c>time sensor thousandths flags live</c> in two files that take
/// turns every 24 hours, which is the longest window of a rule. Written without fsync: the readings themselves are safe in the
/// journal, and a power cut costs the detector at most the last half minute of its memory. A torn last line is passed over.
/// </remarks>
internal sealed class JudgedReadings(string directory, TimeProvider clock, ILogger log) : IDisposable
{
    private static readonly TimeSpan Turn = TimeSpan.FromHours(24);

    /// <summary>Fifty sensors a minute need 4 MB a day; a flood ends the turn early.</summary>
    private const long MostBytes = 16L * 1024 * 1024;

    private readonly string _path = Path.Combine(directory, "judged-readings.log");
    private readonly StringBuilder _lines = new();
    private FileStream? _file;
    private Instant _since;
    private string? _said;

    private string Before => _path + ".1";

    /// <summary>Everything kept, oldest first, with whether it was fresh when it came.</summary>
    public IEnumerable<(Reading Reading, bool IsLive)> ReadAll() => Lines(Before).Concat(Lines(_path));

    public void Append(IReadOnlyList<(Reading Reading, bool IsLive)> readings)
    {
        if (readings.Count == 0)
        {
            return;
        }

        _lines.Clear();
        foreach ((Reading reading, bool isLive) in readings)
        {
            _lines.Append(CultureInfo.InvariantCulture, $"{reading.MeasuredAt.UnixMilliseconds} {reading.Sensor} {reading.Value.MilliCelsius} {(int)reading.Flags} {(isLive ? 1 : 0)}\n");
        }

        string? fault = FileAttempt.Try(() => Write(Encoding.ASCII.GetBytes(_lines.ToString())));
        if (fault is not null && fault != _said)
        {
            log.LogError("What was judged cannot be kept ({Fault}): a restart in an excursion would begin to count anew", fault);
        }

        _said = fault;
    }

    public void Dispose() => _file?.Dispose();

    private void Write(byte[] bytes)
    {
        Instant now = clock.GetCurrentInstant();
        if (_file is null)
        {
            _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            _since = _file.Length == 0 ? now : Instant.Min(now, FirstOf(_path) ?? now);
        }

        if (now - _since >= Turn || _file.Length > MostBytes)
        {
            _file.Dispose();
            _file = null;
            File.Move(_path, Before, overwrite: true);
            _file = new FileStream(_path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            _since = now;
        }

        _file.Write(bytes);
    }

    private Instant? FirstOf(string path) =>
        Lines(path).Select(line => (Instant?)line.Reading.MeasuredAt).FirstOrDefault();

    private List<(Reading Reading, bool IsLive)> Lines(string path)
    {
        List<(Reading, bool)> lines = [];
        if (FileAttempt.Read(path, (int)(2 * MostBytes), out byte[]? bytes) is { } fault)
        {
            log.LogError("What was judged before the start cannot be read: {Fault}", fault);
        }

        foreach (string line in Encoding.ASCII.GetString(bytes ?? []).Split('\n'))
        {
            if (Parse(line) is { } read)
            {
                lines.Add(read);
            }
        }

        return lines;
    }

    private static (Reading Reading, bool IsLive)? Parse(string line)
    {
        string[] parts = line.Split(' ');
        return parts.Length == 5
            && long.TryParse(parts[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out long at)
            && SensorId.TryParse(parts[1], CultureInfo.InvariantCulture, out SensorId sensor)
            && int.TryParse(parts[2], NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
            && int.TryParse(parts[3], NumberStyles.Integer, CultureInfo.InvariantCulture, out int flags)
            && at is > 0 and < 253_402_300_800_000
            && parts[4] is "0" or "1"
                ? (new Reading(sensor, Instant.FromUnixMilliseconds(at), Temperature.FromMilliCelsius(value), (ReadingFlags)flags), parts[4] == "1")
                : null;
    }
}
