using FirmwareSim.Live;
using FirmwareSim.Scenarios;
using FirmwareSim.Truth;

namespace FirmwareSim.Modbus;

/// <summary>A device on a serial port: keeps the port open, vanishes and comes back as the scenario says.</summary>
/// <remarks>Runs on the thread that calls <see cref="Run"/>; that thread alone touches the port.</remarks>
internal abstract class SpeakingPort(string path, FaultSchedule faults, TruthLog truth, TimeProvider clock)
{
    /// <summary>How long a port that is away is waited for, and the silence after which waiting bytes are judged; far above the 3.5 characters of a real line.</summary>
    protected const int IdleMilliseconds = 50;

    /// <summary>How long an answer may lie unread before the port is closed over it.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    public string Path => path;

    public string Name { get; } = System.IO.Path.GetFileName(path);

    protected FaultSchedule Faults => faults;

    protected TruthLog Truth => truth;

    protected TimeProvider Clock => clock;

    /// <summary>Serves the port until cancelled.</summary>
    /// <param name="port">Opened by the caller, so that it is there before anybody is told; closed here.</param>
    /// <param name="cancellationToken">Ends it within a tenth of a second.</param>
    public void Run(PseudoTerminal port, CancellationToken cancellationToken)
    {
        PseudoTerminal? open = port;
        while (!cancellationToken.IsCancellationRequested)
        {
            bool isGone = faults.IsActive(HappeningKind.Vanish, Name, clock.GetUtcNow());
            if (isGone != open is null)
            {
                Unplug(open);
                open = isGone ? null : PseudoTerminal.Open(path);
                truth.Write(new TruthLine(isGone ? "port-gone" : "port-back") { Bus = path });
            }

            if (open is null)
            {
                Pause(TimeSpan.FromMilliseconds(IdleMilliseconds), cancellationToken);
                continue;
            }

            Attend(open, cancellationToken);
        }

        Unplug(open);
    }

    /// <summary>Hears for a moment and says what is to be said.</summary>
    protected abstract void Attend(PseudoTerminal port, CancellationToken cancellationToken);

    protected void Pause(TimeSpan time, CancellationToken cancellationToken) =>
        Task.Delay(time, clock, cancellationToken).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);

    /// <summary>A hang-up throws away what was not read: the last answer is given time to arrive, since it is on the truth's list.</summary>
    private void Unplug(PseudoTerminal? port)
    {
        if (port is null)
        {
            return;
        }

        long began = clock.GetTimestamp();
        while (port.Unread > 0 && clock.GetElapsedTime(began) < LastWords)
        {
            Pause(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        }

        if (port.Unread is > 0 and int unread)
        {
            truth.Write(new TruthLine("port-unread") { Bus = path, Value = unread });
        }

        port.Dispose();
    }
}
