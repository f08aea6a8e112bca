using ColdChain.Server.Sheets;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>The lines of a CSV file of movements, and everything about the file itself that is wrong.</summary>
public sealed class PaperSheet
{
    public const int MostLines = SheetBounds.MostLines;

    public const int MostBytes = SheetBounds.MostBytes;

    public const int MostMistakes = SheetBounds.MostMistakes;

    private PaperSheet(SheetReader<PaperColumn> reader) => (Rows, Mistakes) = (reader.Rows, reader.Mistakes);

    public IReadOnlyList<SheetRow<PaperColumn>> Rows { get; }

    public IReadOnlyList<ImportMistake> Mistakes { get; }

    /// <summary>Reads a whole file; whatever the bytes are, the answer is rows or mistakes.</summary>
    public static PaperSheet Read(ReadOnlySpan<byte> file)
    {
        SheetReader<PaperColumn> reader = new(PaperColumns.All, PaperColumns.Required);
        reader.ReadCsv(file);
        return new PaperSheet(reader);
    }
}
