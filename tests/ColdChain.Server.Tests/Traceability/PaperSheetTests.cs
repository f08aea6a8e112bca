using System.Text;
using ColdChain.Server.Sheets;
using ColdChain.Server.Traceability.Papers;

namespace ColdChain.Server.Tests.Traceability;

public sealed class PaperSheetTests
{
    [Fact]
    public void Chinese_and_English_headers_name_the_same_columns()
    {
        PaperSheet chinese = PaperSheet.Read(Csv.Bytes("单号,行号,类型,时间,疫苗名称,生产企业,批号,数量（人份）\nA,1,入库,2026-01-01,乙肝疫苗,甲,1,5\n"));
        PaperSheet english = PaperSheet.Read(Csv.Bytes("documentNumber,line,kind,at,product,manufacturer,lotNumber,doses\nA,1,入库,2026-01-01,乙肝疫苗,甲,1,5\n"));
        Assert.Empty(chinese.Mistakes);
        Assert.Empty(english.Mistakes);
        Assert.Equal(chinese.Rows.Single().Cells, english.Rows.Single().Cells);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    public void Semicolons_and_tabs_separate_as_well(string separator) =>
        Assert.Equal(4, PaperSheet.Read(Csv.Bytes(Csv.Story.Replace(",", separator, StringComparison.Ordinal))).Rows.Count);

    [Fact]
    public void A_file_that_a_Chinese_spreadsheet_saved_in_its_code_page_reads_the_same()
    {
        byte[] saved = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Csv.Story);
        Assert.Equal(
            PaperSheet.Read(Csv.Bytes(Csv.Story)).Rows.SelectMany(row => row.Cells),
            PaperSheet.Read(saved).Rows.SelectMany(row => row.Cells));
    }

    [Fact]
    public void Missing_unknown_and_doubled_columns_are_all_named_at_once()
    {
        string[] said = [.. PaperSheet.Read(Csv.Bytes("单号,单号,colour\nA,B,C\n")).Mistakes.Select(mistake => mistake.ToString())];
        Assert.Contains("line 1: the column 'documentNumber' stands there twice.", said);
        Assert.Contains("line 1: 'colour' is no known column.", said);
        Assert.Contains("line 1: the column 'lotNumber' (批号) is missing.", said);
        Assert.Equal(9, said.Length);
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_a_mistake_with_its_line()
    {
        ImportMistake mistake = Assert.Single(PaperSheet.Read(Csv.Bytes(Csv.Header + "\nA,1,\"入库\nB,1,入库\n")).Mistakes);
        Assert.Equal(2, mistake.Line);
    }

    [Fact]
    public void A_row_keeps_the_number_of_its_line_in_the_file() =>
        Assert.Equal([2, 5], PaperSheet.Read(Csv.Bytes(Csv.Header + "\nA,1\n\n,,\nB,1\n")).Rows.Select(row => row.Number));

    [Fact]
    public void Every_column_stands_in_the_protocol_under_its_first_names()
    {
        string protocol = File.ReadAllText(ColdChain.Testing.Repository.Path("docs/protocols/movements.md"));
        foreach (PaperColumn column in Enum.GetValues<PaperColumn>())
        {
            Assert.Contains(PaperColumns.English(column), protocol, StringComparison.Ordinal);
            Assert.Contains(PaperColumns.Chinese(column), protocol, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0x41, 0x00, 0x42 })]
    public void Bytes_that_are_no_table_are_one_clear_mistake(byte[] file) => Assert.Single(PaperSheet.Read(file).Mistakes);

    [Fact]
    public void A_file_that_is_too_large_is_refused_unread() =>
        Assert.Single(PaperSheet.Read(new byte[PaperSheet.MostBytes + 1]).Mistakes);

    [Fact]
    public void Too_many_lines_are_a_mistake_and_no_more_are_kept()
    {
        PaperSheet sheet = PaperSheet.Read(Csv.Bytes(Csv.Header + "\n" + string.Concat(Enumerable.Repeat("A\n", PaperSheet.MostLines + 10))));
        Assert.Equal(PaperSheet.MostLines, sheet.Rows.Count);
        Assert.Single(sheet.Mistakes);
    }
}
