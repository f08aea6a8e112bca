using System.Text;
using ColdChain.Server.Equipment.Registering;
using ColdChain.Server.Sheets;
using DocumentFormat.OpenXml.Spreadsheet;
using static ColdChain.Server.Tests.Equipment.Workbooks;

namespace ColdChain.Server.Tests.Equipment;

public sealed class EquipmentSheetTests
{
    private const string SheetPart = "xl/worksheets/sheet1.xml";

    private static readonly string[] Header = ["设备编码", "名称", "英文名称", "设备类型", "储存温度要求"];

    private static readonly string[] Fridge = ["gaochuan/fridge-3", "3号冰箱", "Fridge 3", "普通冰箱", "CN-IMM/fridge"];

    [Fact]
    public void A_workbook_and_a_list_say_the_same()
    {
        EquipmentSheet workbook = EquipmentSheet.Read(Of(("设备", [Header, Fridge])));
        EquipmentSheet list = EquipmentSheet.Read(Encoding.UTF8.GetBytes($"类别,{string.Join(',', Header)}\n设备,{string.Join(',', Fridge)}\n"));

        Assert.Empty(workbook.Mistakes);
        Assert.Empty(list.Mistakes);
        Assert.Equal(EquipmentRowKind.StorageUnit, workbook.Rows.Single().Kind);
        Assert.Equal(list.Rows.Single().Row.Cells.Where(cell => cell.Key != EquipmentColumn.RowKind), workbook.Rows.Single().Row.Cells);
    }

    [Fact]
    public void Every_column_and_kind_is_found_by_its_Chinese_and_its_English_name() => Assert.All(EquipmentNames.Columns.All, column =>
    {
        Assert.Equal(column, EquipmentNames.Columns.Find(EquipmentNames.Columns.Chinese(column)));
        Assert.Equal(column, EquipmentNames.Columns.Find(EquipmentNames.Columns.English(column)));
    });

    [Theory]
    [InlineData(1, "43952", "2020-05-01")]
    [InlineData(2, "43952", "2020-05-01")]
    [InlineData(1, "43952.5", "2020-05-01 12:00:00")]
    [InlineData(0, "43952", "43952")]
    [InlineData(0, "5.0999999999999996", "5.1")]
    [InlineData(1, "-1", "-1")]
    [InlineData(1, "99999999", "99999999")]
    [InlineData(0, "not a number", "not a number")]
    public void Numbers_are_read_as_they_are_shown(uint style, string stored, string read) =>
        Assert.Equal(read, Cell(Number(stored, style)));

    [Fact]
    public void Days_of_old_Macintoshes_begin_in_1904() => Assert.Equal("2020-05-01", Cell(Number("42490", 1), isMacintosh: true));

    [Fact]
    public void A_formula_counts_by_the_value_that_stands_in_the_file()
    {
        Cell formula = new() { CellFormula = new CellFormula("HYPERLINK(\"http://127.0.0.1:9/\",\"x\")"), CellValue = new CellValue("海示范"), DataType = CellValues.String };
        Assert.Equal("海示范", Cell(formula));
        Assert.Null(Cell(new Cell { CellFormula = new CellFormula("1+1") }));
    }

    [Fact]
    public void The_error_of_a_formula_is_named_with_its_cell() => Assert.Contains(
        "A2 是公式错误",
        EquipmentSheet.Read(OfCells("设备", () => [new Row(Words("生产厂家")), new Row(new Cell { DataType = CellValues.Error, CellValue = new CellValue("#REF!") })])).Mistakes.Single().Chinese,
        StringComparison.Ordinal);

    [Fact]
    public void Lines_and_tables_are_named_in_the_mistakes()
    {
        EquipmentSheet sheet = EquipmentSheet.Read(Of(("设备", [[.. Header, "颜色"], Fridge]), ("别的", [Header, Fridge])));
        Assert.Equal(
            ["sheet '设备' line 1: '颜色' is no known column.", "sheet '别的' line 2: 'row' must be facility, unit, sensor or placement."],
            sheet.Mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void Hidden_tables_are_not_read()
    {
        byte[] workbook = Of(("设备", [Header, Fridge]), ("别的", [["?"], ["!"]]));
        string book = Part(workbook, "xl/workbook.xml").Replace("name=\"别的\"", "name=\"别的\" state=\"hidden\"", StringComparison.Ordinal);
        EquipmentSheet sheet = EquipmentSheet.Read(With(workbook, "xl/workbook.xml", book));
        Assert.Empty(sheet.Mistakes);
        Assert.Single(sheet.Rows);
    }

    [Fact]
    public void An_old_workbook_and_something_else_are_told_apart()
    {
        Assert.Contains(".xls", Only(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 1, 2 }).English, StringComparison.Ordinal);
        Assert.Contains("damaged", Only("PK\u0003\u0004 and then nothing"u8.ToArray()).English, StringComparison.Ordinal);
        Assert.Contains("neither in UTF-8", Only([0xFF, 0xFE, 0x00, 0x81]).English, StringComparison.Ordinal);
        Assert.Contains("empty", Only([]).English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_that_unpacks_to_gigabytes_is_not_unpacked()
    {
        byte[] bomb = With(Of(("设备", [Header, Fridge])), "xl/media/zeros.bin", new byte[60 * 1024 * 1024]);
        Assert.True(bomb.Length < 200_000, $"{bomb.Length} bytes");
        Assert.Contains("unpacks to too much", Only(bomb).English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_that_nests_without_end_is_refused_before_anything_recurses()
    {
        byte[] workbook = Of(("设备", [Header, Fridge]));
        string deep = string.Concat(Enumerable.Repeat("<a>", 200_000)) + string.Concat(Enumerable.Repeat("</a>", 200_000));
        Assert.Contains("built strangely", Only(With(workbook, SheetPart, deep)).English, StringComparison.Ordinal);
        Assert.Contains("built strangely", Only(With(workbook, "xl/styles.xml", deep)).English, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_and_links_to_elsewhere_are_neither_expanded_nor_followed()
    {
        byte[] workbook = Of(("设备", [Header, Fridge]));
        string entity = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + Part(workbook, SheetPart)[(Part(workbook, SheetPart).IndexOf("?>", StringComparison.Ordinal) + 2)..];
        Assert.Contains("damaged", Only(With(workbook, SheetPart, entity)).English, StringComparison.Ordinal);
        string link = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"http://127.0.0.1:9/\" TargetMode=\"External\"/></Relationships>";
        Assert.Single(EquipmentSheet.Read(With(workbook, "xl/worksheets/_rels/sheet1.xml.rels", link)).Rows);
    }

    [Fact]
    public void Too_many_entries_lines_columns_and_letters_are_each_refused()
    {
        byte[] workbook = Of(("设备", [Header, Fridge]));
        string wide = $"<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData><x:row r=\"1\"><x:c r=\"ZZZ1\"/></x:row></x:sheetData></x:worksheet>";
        Assert.Contains(EquipmentSheet.Read(With(workbook, SheetPart, wide)).Mistakes, mistake => mistake.English.Contains("columns", StringComparison.Ordinal));
        string[][] rows = [["生产厂家"], .. Enumerable.Repeat<string[]>(["x"], SheetBounds.MostLines + 1)];
        Assert.Contains(EquipmentSheet.Read(Of(("设备", rows))).Mistakes, mistake => mistake.English.Contains("50000 lines", StringComparison.Ordinal));
    }

    private static ImportMistake Only(byte[] file)
    {
        EquipmentSheet sheet = EquipmentSheet.Read(file);
        Assert.Empty(sheet.Rows);
        return Assert.Single(sheet.Mistakes);
    }

    /// <summary>What a cell of a known column is read as.</summary>
    private static string? Cell(Cell cell, bool isMacintosh = false) => EquipmentSheet.Read(OfCells(
        "设备", () => [new Row(Words("生产厂家"), Words("型号")), new Row((Cell)cell.Clone(), Words("x"))], isMacintosh)).Rows.Single().Row[EquipmentColumn.Maker];
}
