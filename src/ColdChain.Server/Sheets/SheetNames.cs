using System.Text;

namespace ColdChain.Server.Sheets;

/// <summary>What columns, or the choices of a column, are called in both languages; the first name of each is the one that is written.</summary>
/// <param name="names">Several names of one are parted by '|'.</param>
public sealed class SheetNames<TColumn>((TColumn Column, string Chinese, string English)[] names)
    where TColumn : struct, Enum
{
    /// <summary>Longer headers are no column and are not looked at.</summary>
    private const int LongestName = 60;

    private readonly Dictionary<string, TColumn> _byName = names
        .SelectMany(entry => entry.Chinese.Split('|').Concat(entry.English.Split('|'))
            .Select(name => (Name: Spelling(name), entry.Column)))
        .ToDictionary(entry => entry.Name, entry => entry.Column, StringComparer.Ordinal);

    private readonly Dictionary<TColumn, (string Chinese, string English)> _firstNames = names.ToDictionary(
        entry => entry.Column, entry => (entry.Chinese.Split('|')[0], entry.English.Split('|')[0]));

    /// <summary>In the order of the form.</summary>
    public IEnumerable<TColumn> All => names.Select(entry => entry.Column);

    /// <summary>Null for a name that is none of them; full-width brackets, blanks and case do not matter.</summary>
    public TColumn? Find(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.Length <= LongestName && _byName.TryGetValue(Spelling(header), out TColumn column) ? column : null;
    }

    public string Chinese(TColumn column) => _firstNames[column].Chinese;

    public string English(TColumn column) => _firstNames[column].English;

    private static string Spelling(string name)
    {
        StringBuilder spelling = new(name.Length);
        foreach (char letter in name)
        {
            if (!char.IsWhiteSpace(letter) && letter is not ('_' or '-' or '*' or '\ufeff'))
            {
                spelling.Append(letter switch { '（' => '(', '）' => ')', _ => char.ToLowerInvariant(letter) });
            }
        }

        return spelling.ToString();
    }
}
