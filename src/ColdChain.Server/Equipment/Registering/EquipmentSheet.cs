using ColdChain.Server.Sheets;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>The lines of a file of facilities and equipment, and everything about the file itself that is wrong.</summary>
public sealed class EquipmentSheet
{
    private EquipmentSheet(SheetReader<EquipmentColumn> reader)
    {
        List<(EquipmentRowKind, SheetRow<EquipmentColumn>)> rows = [];
        List<ImportMistake> mistakes = [];
        foreach (SheetRow<EquipmentColumn> row in reader.Rows)
        {
            // A table of a workbook may say in its name what its lines are.
            string? said = row[EquipmentColumn.RowKind] ?? row.Sheet;
            if (said is not null && EquipmentNames.RowKinds.Find(said) is { } kind)
            {
                rows.Add((kind, row));
            }
            else if (mistakes.Count < SheetBounds.MostMistakes)
            {
                mistakes.Add(new ImportMistake(row.Number, "类别应为机构、设备、传感器或测点。", "'row' must be facility, unit, sensor or placement.") { Sheet = row.Sheet });
            }
        }

        (Rows, Mistakes) = (rows, [.. reader.Mistakes.Concat(mistakes).Take(SheetBounds.MostMistakes)]);
    }

    public IReadOnlyList<(EquipmentRowKind Kind, SheetRow<EquipmentColumn> Row)> Rows { get; }

    public IReadOnlyList<ImportMistake> Mistakes { get; }

    /// <summary>Reads a whole file, CSV or XLSX; whatever the bytes are, the answer is rows or mistakes.</summary>
    public static EquipmentSheet Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        SheetReader<EquipmentColumn> reader = new(EquipmentNames.Columns, []);
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            reader.Add(new(0, "这是旧格式（.xls）的文件，请另存为 .xlsx 或 CSV。", "this is a workbook of the old form (.xls): save it as .xlsx or CSV."));
        }
        else if (file.AsSpan().StartsWith("PK"u8))
        {
            foreach ((string sheet, IReadOnlyList<GridRow> rows) in WorkbookGrid.Read(file, reader.Add))
            {
                reader.ReadTable(rows, sheet);
            }
        }
        else
        {
            reader.ReadCsv(file);
        }

        return new EquipmentSheet(reader);
    }
}
