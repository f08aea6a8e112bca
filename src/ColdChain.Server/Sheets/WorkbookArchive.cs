using System.IO.Compression;
using System.Xml;

namespace ColdChain.Server.Sheets;

/// <summary>Looks through a workbook before the library may open it: a small file can unpack to gigabytes, or nest without end.</summary>
internal static class WorkbookArchive
{
    public static readonly ImportMistake Unreadable =
        new(0, "文件损坏，或不是 .xlsx 工作簿。请重新另存为 .xlsx 或 CSV。", "the file is damaged or no .xlsx workbook: save it anew as .xlsx or CSV.");

    private const int MostEntries = 500;

    /// <summary>All of it unpacked: a county's list is a thousandth of that.</summary>
    private const long MostUnpackedBytes = 48 * 1024 * 1024;

    /// <summary>Tables nest five deep, styles and themes some fifteen.</summary>
    private const int MostDepth = 64;

    private const int MostCells = 1_000_000;

    /// <summary>Null when it may be opened.</summary>
    public static ImportMistake? Objection(byte[] file)
    {
        if (file.Length > SheetBounds.MostBytes)
        {
            return new(0, $"文件超过 {SheetBounds.MostBytes / 1_048_576} MB，请拆分。", $"the file is larger than {SheetBounds.MostBytes / 1_048_576} MB: split it.");
        }

        try
        {
            using MemoryStream stream = new(file, writable: false);
            using ZipArchive archive = new(stream, ZipArchiveMode.Read);
            return archive.Entries.Count > MostEntries ? TooLarge : Unpack(archive);
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException)
        {
            return Unreadable;
        }
    }

    private static ImportMistake TooLarge { get; } =
        new(0, "工作簿解压后过大或结构异常，没有读取。请只保留要导入的表格，另存为新文件。", "the workbook unpacks to too much, or is built strangely; it was not read. Keep only the tables to import and save them as a new file.");

    private static ImportMistake? Unpack(ZipArchive archive)
    {
        long left = MostUnpackedBytes;
        int cells = MostCells;
        byte[] buffer = new byte[81_920];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using MemoryStream unpacked = new();
            using (Stream packed = entry.Open())
            {
                // What the archive says of its sizes is not believed: bytes are counted as they come.
                for (int read; (read = packed.Read(buffer)) > 0;)
                {
                    left -= read;
                    if (left < 0)
                    {
                        return TooLarge;
                    }

                    unpacked.Write(buffer, 0, read);
                }
            }

            bool isXml = entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
            unpacked.Position = 0;
            if (isXml && !IsPlain(unpacked, ref cells))
            {
                return TooLarge;
            }
        }

        return null;
    }

    /// <summary>No document type, nothing nested deeply, no more cells than allowed. The library reads some parts by recursion.</summary>
    private static bool IsPlain(Stream xml, ref int cells)
    {
        using XmlReader reader = XmlReader.Create(xml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        int inRow = 0;
        while (reader.Read())
        {
            if (reader.Depth > MostDepth)
            {
                return false;
            }

            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "row")
            {
                inRow = 0;
            }
            else if (reader.LocalName == "c" && (--cells < 0 || ++inRow > 4 * SheetBounds.MostColumns))
            {
                return false;
            }
        }

        return true;
    }
}
