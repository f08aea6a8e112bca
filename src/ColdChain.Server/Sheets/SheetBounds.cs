namespace ColdChain.Server.Sheets;

/// <summary>How large a list may be, whatever it is a list of. Product decisions: far above a county's need.</summary>
public static class SheetBounds
{
    /// <summary>A county's year of movements is about 20 000 lines; beyond this the file is split.</summary>
    public const int MostLines = 50_000;

    /// <summary>Some 300 bytes a line.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Enough to see what kind of mistakes there are, and little enough to be read.</summary>
    public const int MostMistakes = 200;

    /// <summary>Of one line. More are cells that somebody formatted by accident, or worse.</summary>
    public const int MostColumns = 256;

    /// <summary>A line of all columns with a full list of trace codes; a bound for a quotation mark that is never closed.</summary>
    public const int LargestRecord = 200_000;
}
