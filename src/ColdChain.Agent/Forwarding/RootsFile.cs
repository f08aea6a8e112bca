using System.Text;
using ColdChain.Core.Integrity;
using Microsoft.Extensions.Logging;

namespace ColdChain.Agent.Forwarding;

/// <summary>
/// <c>roots.txt</c> in the agent's folder: every daily root that the server told, each once, never taken back. Whoever has the
/// server and its key cannot change what lies here.
/// </summary>
/// <remarks>
/// The server is not believed: what is no root is not written, another root under a known number is written beside the first
/// and said loudly, and the file stops growing at <see cref="MostBytes"/>, ten years of days.
/// </remarks>
internal sealed class RootsFile
{
    public const string FileName = "roots.txt";

    public const int MostBytes = 1024 * 1024;

    private readonly string _path;
    private readonly ILogger _log;
    private readonly Lock _writing = new();
    private readonly Dictionary<long, HashSet<Digest>> _known = [];
    private bool _isFullTold;

    /// <param name="folder">The agent's data folder.</param>
    /// <param name="log">Told of what somebody should look into.</param>
    public RootsFile(string folder, ILogger log)
    {
        _path = Path.Combine(folder, FileName);
        _log = log;
        if (!File.Exists(_path))
        {
            return;
        }

        foreach (string text in File.ReadLines(_path))
        {
            if (RootLine.TryParse(text, out RootLine? root))
            {
                Known(root.Number).Add(root.Hash);
            }
        }
    }

    /// <summary>Keeps what the server told, if it is a signed root and not known.</summary>
    public void Keep(string told)
    {
        if (!RootLine.TryParse(told, out RootLine? root) || root.KeyId is null)
        {
            return;
        }

        lock (_writing)
        {
            HashSet<Digest> known = Known(root.Number);
            if (known.Contains(root.Hash) || !HasRoom())
            {
                return;
            }

            if (known.Count > 0)
            {
                _log.LogError(
                    "The server tells another daily root {Number} than before: {Hash}. Its history may have been made anew; both are in {File}",
                    root.Number, root.Hash, _path);
            }

            try
            {
                Append(root + "\n");
                known.Add(root.Hash);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                _log.LogWarning("Daily root {Number} could not be kept in {File}: {Reason}", root.Number, _path, fault.Message);
            }
        }
    }

    private HashSet<Digest> Known(long number) => _known.TryGetValue(number, out HashSet<Digest>? known) ? known : _known[number] = [];

    private bool HasRoom()
    {
        bool hasRoom = !File.Exists(_path) || new FileInfo(_path).Length < MostBytes;
        if (!hasRoom && !_isFullTold)
        {
            _isFullTold = true;
            _log.LogError("{File} is full: no server makes so many daily roots. Put it aside and look into it", _path);
        }

        return hasRoom;
    }

    private void Append(string line)
    {
        using FileStream file = new(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.ASCII.GetBytes(line));
        file.Flush(flushToDisk: true);
    }
}
