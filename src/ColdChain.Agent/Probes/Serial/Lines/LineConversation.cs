using System.Text;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>Hears lines on one port, or asks for them. Blocks its thread, never longer than it is told.</summary>
internal sealed class LineConversation(ISerialPort port, LineProfile profile, TimeProvider clock)
{
    /// <summary>The bytes of a line follow each other; a line that stops for so long was cut.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>What is on the line before a question is read away until it has been silent for so long, at most ten times.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);

    private readonly byte[] _bytes = new byte[512];
    private readonly LineFramer _framer = new(profile.Ends, beginsWhole: profile.Ask is not null);

    /// <summary>Everything that the device says by itself until the time is over.</summary>
    public LineRound Listen(TimeSpan atMost, CancellationToken cancellationToken)
    {
        LineRound round = new();
        Hear(round, atMost, stopAtFirst: false, cancellationToken);
        return round;
    }

    /// <summary>Asks, and asks again as often as allowed, until a temperature or a fault was said.</summary>
    public LineRound Ask(TimeSpan atMost, int retries, CancellationToken cancellationToken)
    {
        LineRound round = new();
        byte[] question = Encoding.ASCII.GetBytes(profile.Ask ?? string.Empty);
        for (int attempt = 0; attempt <= retries && !round.HasMeasured && !round.IsGone && !cancellationToken.IsCancellationRequested; attempt++)
        {
            if (!Quieten() || port.Write(question) is not null)
            {
                round.Gone();
                break;
            }

            _framer.Asked();
            Hear(round, atMost, stopAtFirst: true, cancellationToken);
        }

        return round;
    }

    private void Hear(LineRound round, TimeSpan atMost, bool stopAtFirst, CancellationToken cancellationToken)
    {
        long begun = clock.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan left = atMost - clock.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero || (stopAtFirst && round.HasMeasured))
            {
                return;
            }

            SerialRead read = port.Read(_bytes, left < LongestPause ? left : LongestPause);
            if (read.Fault is not null)
            {
                round.Gone();
                return;
            }

            if (read.Bytes == 0 && left >= LongestPause)
            {
                _framer.Paused();
            }

            foreach (string line in _framer.Feed(_bytes.AsSpan(0, read.Bytes)))
            {
                round.Heard(LineReader.Read(line, profile), clock.GetCurrentInstant());
            }
        }
    }

    /// <returns>False when the port is gone.</returns>
    private bool Quieten()
    {
        for (int time = 0; time < 10; time++)
        {
            SerialRead read = port.Read(_bytes, Quiet);
            if (read.Fault is not null)
            {
                return false;
            }

            if (read.Bytes == 0)
            {
                break;
            }
        }

        return true;
    }
}
