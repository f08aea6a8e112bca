using System.Globalization;

namespace ColdChain.Server.Integrity;

/// <summary><c>roots-mailed.txt</c>: the newest root that each address has been sent, one line each.</summary>
internal sealed class MailedRoots(string path)
{
    public const string FileName = "roots-mailed.txt";

    private readonly Dictionary<string, long> _newest = Read(path);

    public long NewestOf(string address) => _newest.GetValueOrDefault(address);

    /// <summary>Written beside and moved into place: after a crash a mail may go out twice, never not at all.</summary>
    public void Mailed(string address, long number)
    {
        _newest[address] = number;
        string fresh = path + ".new";
        File.WriteAllLines(fresh, _newest.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value} {one.Key}")));
        File.Move(fresh, path, overwrite: true);
    }

    private static Dictionary<string, long> Read(string path)
    {
        Dictionary<string, long> newest = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            string[] parts = line.Split(' ', 2);
            if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                newest[parts[1]] = number;
            }
        }

        return newest;
    }
}
