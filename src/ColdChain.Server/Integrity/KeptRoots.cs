using ColdChain.Core.Integrity;

namespace ColdChain.Server.Integrity;

/// <summary>Roots that others kept: a file of an agent, mails pasted together, numbers typed from paper (<see cref="RootLine"/>).</summary>
internal sealed class KeptRoots
{
    /// <summary>A root a day of fifty servers for ten years.</summary>
    private const long MostBytes = 64 * 1024 * 1024;

    private readonly SortedDictionary<long, RootLine> _byNumber = [];

    public static KeptRoots None { get; } = new();

    public IReadOnlyCollection<RootLine> All => _byNumber.Values;

    /// <summary>Every line that is no root is a mistake, save empty ones and those that begin with '#'.</summary>
    public static KeptRoots Read(string path, List<string> mistakes)
    {
        KeptRoots kept = new();
        if (!File.Exists(path) || new FileInfo(path).Length > MostBytes)
        {
            mistakes.Add($"--roots: there is no file '{path}', or it is larger than {MostBytes / (1024 * 1024)} MB.");
            return kept;
        }

        int number = 0;
        foreach (string text in File.ReadLines(path))
        {
            number++;
            string line = text.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!RootLine.TryParse(line, out RootLine? root))
            {
                mistakes.Add($"--roots: line {number} of '{path}' is no root; a root is: number date 64-digits [key signature].");
            }
            else if (!kept._byNumber.TryAdd(root.Number, root) && kept._byNumber[root.Number].Hash != root.Hash)
            {
                mistakes.Add($"--roots: '{path}' has two different roots {root.Number} (the second in line {number}); check each in a file of its own.");
            }
        }

        if (kept._byNumber.Count == 0)
        {
            mistakes.Add($"--roots: '{path}' has no root.");
        }

        return kept;
    }

    /// <summary>What others noted under this number differs.</summary>
    public Misfit? Against(long number, Digest hash) =>
        _byNumber.TryGetValue(number, out RootLine? kept) && kept.Hash != hash
            ? Misfits.NotAsKept(number, kept.Hash.ToString(), hash.ToString())
            : null;

    public Misfit? Beyond(long newest) => _byNumber.Keys.Where(number => number > newest).Select(Misfits.KeptRootMissing).FirstOrDefault();
}
