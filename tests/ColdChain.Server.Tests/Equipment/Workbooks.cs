using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using TableList = DocumentFormat.OpenXml.Spreadsheet.Sheets;

namespace ColdChain.Server.Tests.Equipment;

/// <summary>Workbooks as a spreadsheet saves them, and some that none would.</summary>
internal static class Workbooks
{
    /// <summary>Tables of words, each under its name; the first line is the header.</summary>
    public static byte[] Of(params (string Name, string[][] Rows)[] tables)
    {
        using MemoryStream stream = new();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart book = document.AddWorkbookPart();
            book.Workbook = new Workbook(new TableList());
            uint number = 1;
            foreach ((string name, string[][] rows) in tables)
            {
                WorksheetPart part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows.Select(row => new Row(row.Select(Words)))));
                book.Workbook.Sheets!.AppendChild(new Sheet { Id = book.GetIdOfPart(part), SheetId = number++, Name = name });
            }
        }

        return stream.ToArray();
    }

    /// <summary>One table whose cells are written by the test, with a style 1 that shows days.</summary>
    public static byte[] OfCells(string name, Func<Row[]> rows, bool isMacintosh = false)
    {
        using MemoryStream stream = new();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart book = document.AddWorkbookPart();
            WorksheetPart part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(rows().Cast<OpenXmlElement>()));
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 170, FormatCode = "yyyy\"年\"m\"月\"d\"日\"" }),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14 }, new CellFormat { NumberFormatId = 170 }));
            book.Workbook = new Workbook(
                new WorkbookProperties { Date1904 = isMacintosh },
                new TableList(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = name }));
        }

        return stream.ToArray();
    }

    public static Cell Words(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    public static Cell Number(string value, uint style = 0) => new() { CellValue = new CellValue(value), StyleIndex = style };

    /// <summary>The same workbook with one of its parts written anew.</summary>
    public static byte[] With(byte[] workbook, string part, string content) => With(workbook, part, Encoding.UTF8.GetBytes(content));

    public static byte[] With(byte[] workbook, string part, ReadOnlySpan<byte> content)
    {
        using MemoryStream stream = new();
        stream.Write(workbook);
        using (ZipArchive archive = new(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(part)?.Delete();
            using Stream entry = archive.CreateEntry(part, CompressionLevel.SmallestSize).Open();
            entry.Write(content);
        }

        return stream.ToArray();
    }

    public static string Part(byte[] workbook, string part)
    {
        using ZipArchive archive = new(new MemoryStream(workbook), ZipArchiveMode.Read);
        using StreamReader reader = new(archive.GetEntry(part)!.Open());
        return reader.ReadToEnd();
    }
}
