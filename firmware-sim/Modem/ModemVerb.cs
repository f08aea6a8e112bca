using FirmwareSim.Commands;
using FirmwareSim.Modbus;

namespace FirmwareSim.Modem;

/// <summary>Plays a GSM modem.</summary>
internal sealed class ModemVerb : IVerb
{
    public string Name => "modem";

    public string Summary => "plays a GSM modem on a pseudo-terminal until Ctrl-C";

    public string Usage => """
        firmware-sim modem --port PATH [--pin PIN] [--script FILE]

          --port PATH      the link that the agent opens
          --pin PIN        the SIM asks for this PIN (three attempts)
          --script FILE    lines that are appended to this file happen to the modem:
                           sms NUMBER TEXT, call NUMBER, registered STATE, signal RSSI, sim STATE,
                           refuse CODE COUNT, answer WORDS, mute SECONDS, unplug SECONDS

        Prints "ready", then a line for each message that was sent (sent NUMBER [part n/m] TEXT), each number that was
        dialled (dialled NUMBER, hung-up) and each thing that happened. Exit code: 0 at the end, 2 for mistakes.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        Options options = new(arguments);
        string? path = options.Take("port");
        string? pin = options.Take("pin");
        string? script = options.Take("script");
        List<string> mistakes = [.. options.Finish()];
        if (path is null)
        {
            mistakes.Add("--port PATH is missing");
        }

        await terminal.TellAsync([], mistakes);
        if (mistakes.Count > 0)
        {
            return ExitCodes.Mistaken;
        }

        ModemState state = new() { Pin = pin, Sim = pin is null ? "READY" : "SIM PIN" };
        GsmModem modem = new(path!, state, new ModemScript(script), line => terminal.Out.WriteLine(line), terminal.Clock);
        PseudoTerminal port = PseudoTerminal.Open(path!);
        await terminal.Out.WriteLineAsync("ready");
        await Task.Factory.StartNew(
            () => modem.Run(port, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return ExitCodes.Done;
    }
}
