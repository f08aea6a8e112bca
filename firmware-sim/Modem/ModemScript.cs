using System.Globalization;

namespace FirmwareSim.Modem;

/// <summary>What happens to the modem from outside: lines that are appended to a file while it runs.</summary>
/// <remarks>
/// <code>
/// sms NUMBER TEXT        a message arrives
/// call NUMBER            somebody rings once
/// registered STATE       what AT+CREG? says: 0 to 5
/// signal RSSI            what AT+CSQ says: 0 to 31, 99
/// sim STATE              READY, "SIM PIN", "SIM PUK" or NONE
/// refuse CODE COUNT      the next COUNT messages end with +CMS ERROR: CODE
/// answer WORDS           how a call ends: "NO ANSWER", "BUSY", "NO CARRIER", "NO DIALTONE"
/// mute SECONDS           it says nothing at all
/// unplug SECONDS         the port is gone, and comes back at the same path
/// </code>
/// </remarks>
internal sealed class ModemScript(string? path)
{
    private int _taken;

    /// <summary>The lines that were added since the last look.</summary>
    public IReadOnlyList<string> TakeNew()
    {
        if (path is null || !File.Exists(path))
        {
            return [];
        }

        string[] whole = File.ReadAllText(path).Split('\n');
        string[] added = [.. whole.SkipLast(1).Skip(_taken)]; // The last one is still being written.
        _taken += added.Length;
        return [.. added.Select(line => line.Trim()).Where(line => line.Length > 0)];
    }

    public static (string Word, string Further) Split(string line)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line, string.Empty) : (line[..space], line[(space + 1)..].Trim());
    }

    public static int Whole(string text, int fallback) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : fallback;
}
