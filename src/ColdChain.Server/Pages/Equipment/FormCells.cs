using ColdChain.Server.Equipment.Registering;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Pages.Equipment;

/// <summary>The fields of a form as a line of the list that the import reads: one set of rules for both.</summary>
internal static class FormCells
{
    /// <param name="form">Fields are named as the columns are.</param>
    /// <param name="kind">Which columns are looked at.</param>
    /// <param name="given">What the page itself says, such as the id of what is changed; wins over what was sent.</param>
    public static SheetRow<EquipmentColumn> Read(
        IFormCollection form, EquipmentRowKind kind, params (EquipmentColumn Column, string? Text)[] given)
    {
        Dictionary<EquipmentColumn, string> cells = [];
        foreach (EquipmentColumn column in EquipmentNames.Of(kind))
        {
            string text = form[column.ToString()].ToString().Trim();
            // A browser sends days and moments as 2026-05-01T08:30; both forms are read.
            if (text.Length > 0)
            {
                cells[column] = text;
            }
        }

        foreach ((EquipmentColumn column, string? text) in given)
        {
            cells.Remove(column);
            if (text is not null)
            {
                cells[column] = text;
            }
        }

        return new SheetRow<EquipmentColumn>(0, cells);
    }
}
