using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Mqtt.Connecting;
using ColdChain.Agent.Probes.Serial;

namespace ColdChain.Agent.Commands;

/// <summary>What --help prints.</summary>
internal static class HelpText
{
    public const string General = $"""
        coldchain-agent: reads temperature sensors at the edge and hands every reading to the ColdChain server.

        usage:
          coldchain-agent run --config FILE            read sensors and forward, until SIGTERM or Ctrl-C
          coldchain-agent check-config --config FILE   say everything that is wrong with a configuration, or that it is fine
          coldchain-agent list-ports                   the serial ports of this machine, the stable names first
          coldchain-agent decode ...                   what a logger file, a message, a frame or a line says
          coldchain-agent alarms list|ack ...          the alarms that the agent sounds by itself, and taking one
          coldchain-agent VERB --help                  more about one of them

        exit codes: 0 done, 1 failed, 3 signature invalid (decode), 64 wrong usage, 75 another agent uses the data directory, 78 wrong configuration

        This build reads brokers with: {MqttConnections.Implementation}; serial ports with: {SerialPorts.Name}.
        """;

    public const string Run = """
        coldchain-agent run --config FILE

        Reads the sources of the configuration and stores each reading in journal.db of the data directory before the
        sensor is told that it arrived; sends what is stored to the server, newest first for the alarm and oldest first for
        the record; goes on collecting while the server is away. Ends cleanly on SIGTERM and Ctrl-C.

          --config FILE   the configuration: JSON with comments; agent.sample.json explains every key

        The server's key is read from server.key, server.keyFile or the environment variable COLDCHAIN_AGENT_KEY.
        """;

    public const string Alarms = """
        coldchain-agent alarms list --config FILE
        coldchain-agent alarms ack ALARM --by NAME --config FILE

        Asks the agent that runs with this configuration on this machine for the alarms that stand, or says who has one:
        sirens and messages stop, and the alarm stands until the temperature is back. The server is told of it.

          ALARM      as 'alarms list' prints it, such as gaochuan/fridge-1:warm
          --by NAME  who has it; the name is on record
        """;

    public const string CheckConfig = """
        coldchain-agent check-config --config FILE

        Reads the configuration as 'run' does, touches no port and no network, and prints every mistake with its place,
        its value and what is allowed. Exit code 0 when there is none, 78 otherwise.
        """;

    public static readonly string Decode = $$$"""
        coldchain-agent decode --file PATH [--time-zone IANA]
        coldchain-agent decode --profile NAME --topic T --payload PATH
        coldchain-agent decode --profile NAME --request HEX --response HEX
        coldchain-agent decode --profile NAME --line TEXT

        Decodes as the agent would, stores nothing, and prints one JSON object a line for each reading or fault:
        sensor, at (UTC, or null), celsius (or null), fault (or null), source (live, log or daily), and what else the
        device said; at last {"summary":{"readings","faults","rejected":[{"where","reason"}],"signature"}}.

          --file PATH        a logger's file; its kind is known by its content
          --time-zone IANA   the zone that the logger's clock shows, such as Asia/Shanghai; without it 'at' stays null
          --profile NAME     a device profile of this program, or the path of a file of your own (it ends in .json)
          --topic, --payload the topic of an MQTT message, and the file that holds its payload
          --request HEX      the bytes of a question on a serial bus; --response: those of the answer
          --line TEXT        one line of a device that sends text

        Profiles: {{{string.Join(", ", DeviceProfileCatalogue.BuiltInNames)}}}

        exit codes: 0 something was decoded and nothing was rejected, 1 otherwise, 3 the signature is invalid
        """;

    public const string ListPorts = """
        coldchain-agent list-ports

        Prints the serial ports of this machine. A name under /dev/serial/by-id belongs to the adapter and stays the same
        whichever socket it is plugged into; prefer it in the configuration. A name under by-path belongs to the socket, for
        adapters that have no serial number. After the arrow: what it is at this moment.
        """;
}
