namespace ColdChain.Core.LoggerFiles.Berlinger;

/// <summary>A key of a report with its value, or with the keys below it.</summary>
/// <param name="Line">From 1. Pairs of one line have the same.</param>
/// <param name="Key">Without its colon.</param>
/// <param name="Value">Empty where the report leaves it empty, and for a block.</param>
internal sealed record ReportNode(int Line, string Key, string Value)
{
    private readonly List<ReportNode> _children = [];
    private readonly List<ReportRow> _rows = [];

    public IReadOnlyList<ReportNode> Children => _children;

    /// <summary>The lines below it that begin with a tab.</summary>
    public IReadOnlyList<ReportRow> Rows => _rows;

    /// <summary>Some property of <see cref="LoggerFile"/> says it; what is not taken becomes a further field.</summary>
    public bool IsTaken { get; private set; }

    public string Where => $"line {Line}";

    public void Add(ReportNode child) => _children.Add(child);

    public void Add(ReportRow row) => _rows.Add(row);

    /// <summary>The first child of this name, or null; does not take it.</summary>
    public ReportNode? Find(string key) => _children.Find(child => child.Key == key);

    /// <summary>The first child of this name, taken; null when there is none.</summary>
    public ReportNode? Take(string key)
    {
        ReportNode? found = Find(key);
        found?.Take();
        return found;
    }

    public void Take() => IsTaken = true;

    /// <summary>All that nobody took, by path from here.</summary>
    public IEnumerable<LoggerField> Untaken(string path = "")
    {
        foreach (ReportNode child in _children.Where(child => !child.IsTaken))
        {
            string name = path.Length == 0 ? child.Key : $"{path}.{child.Key}";
            if (child._children.Count == 0)
            {
                yield return new LoggerField(name, child.Value);
            }

            foreach (LoggerField field in child.Untaken(name))
            {
                yield return field;
            }
        }
    }
}
