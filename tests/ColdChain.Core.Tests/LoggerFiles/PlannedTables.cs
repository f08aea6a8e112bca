using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>Tables as loggers and spreadsheets write them, in every delimiter, decimal mark and order of columns.</summary>
internal static class PlannedTables
{
    private static readonly Gen<int?> Tenths = Gen.Frequency(
        (6, Gen.Choose(-900, 600).Select(tenths => (int?)tenths)), (1, Gen.Constant((int?)null)));

    public static Gen<PlannedTable> Any =>
        from delimiter in Gen.Elements(',', ';', '\t', '|')
        from decimalMark in delimiter == ',' ? Gen.Constant('.') : Gen.Elements('.', ',')
        from isQuoted in Gen.Elements(true, false)
        from isValueFirst in Gen.Elements(true, false)
        from format in Gen.Elements("dd/MM/yy H:mm:ss", "yyyy-MM-dd HH:mm", "M/d/yyyy h:mm tt")
        from missing in Gen.Elements("###", "---", "", "kein Wert")
        from rows in Tenths.NonEmptyListOf()
        select new PlannedTable(delimiter, decimalMark, format, [.. rows]) { IsQuoted = isQuoted, IsValueFirst = isValueFirst, Missing = missing };
}
