using System.Text;

namespace ColdChain.Server.Tests.Attacks;

/// <summary>Reads a file of RFC 4180 as a spreadsheet does; of its own, so that what writes them is not trusted to read them.</summary>
internal static class CsvCells
{
    public static IReadOnlyList<string[]> Read(string csv)
    {
        List<string[]> rows = [];
        List<string> row = [];
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int index = 0; index < csv.Length; index++)
        {
            char letter = csv[index];
            if (isQuoted)
            {
                bool isDoubled = letter == '"' && index + 1 < csv.Length && csv[index + 1] == '"';
                isQuoted = letter != '"' || isDoubled;
                index += isDoubled ? 1 : 0;
                _ = isQuoted ? cell.Append(letter) : cell;
            }
            else if (letter is ',' or '\n' or '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (letter != ',')
                {
                    index += letter == '\r' && index + 1 < csv.Length && csv[index + 1] == '\n' ? 1 : 0;
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else if (letter == '"')
            {
                isQuoted = true;
            }
            else
            {
                cell.Append(letter);
            }
        }

        return rows;
    }
}
