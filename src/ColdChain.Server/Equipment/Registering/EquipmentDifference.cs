using System.Globalization;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>Says which of the cells that a line gives differ from what is registered; cells that it leaves empty do not count.</summary>
internal static class EquipmentDifference
{
    /// <summary>Where a sensor sits is compared elsewhere: it is a record of its own.</summary>
    private static readonly EquipmentColumn[] OfPlaces =
        [EquipmentColumn.StorageUnit, EquipmentColumn.PlacedAt, EquipmentColumn.RemovedAt, EquipmentColumn.Position];

    public static IEnumerable<EquipmentColumn> Of(SheetRow<EquipmentColumn> row, IReadOnlyDictionary<EquipmentColumn, string> known) =>
        row.Cells.Where(cell => cell.Key != EquipmentColumn.RowKind
                && !(known.ContainsKey(EquipmentColumn.Sensor) && OfPlaces.Contains(cell.Key))
                && !IsSame(cell.Key, cell.Value, known.GetValueOrDefault(cell.Key)))
            .Select(cell => cell.Key);

    private static bool IsSame(EquipmentColumn column, string written, string? known) => column switch
    {
        EquipmentColumn.FacilityKind => IsSame(EquipmentNames.FacilityKinds, written, known),
        EquipmentColumn.Level => IsSame(EquipmentNames.Levels, written, known),
        EquipmentColumn.StorageUnitKind => IsSame(EquipmentNames.StorageUnitKinds, written, known),
        EquipmentColumn.Capacity or EquipmentColumn.Accuracy => Number(written) == Number(known),
        EquipmentColumn.MadeOn or EquipmentColumn.BoughtOn or EquipmentColumn.InstalledOn or EquipmentColumn.TakenOutOn =>
            Digits(written) == Digits(known),
        EquipmentColumn.SocialCreditCode or EquipmentColumn.PqsCode => string.Equals(written, known, StringComparison.OrdinalIgnoreCase),
        _ => written == known,
    };

    private static bool IsSame<TChoice>(SheetNames<TChoice> names, string written, string? known)
        where TChoice : struct, Enum => known is not null && names.Find(written) is { } one && names.Find(known) is { } other && one.Equals(other);

    private static decimal? Number(string? text) =>
        decimal.TryParse(text?.Trim('±', '℃', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    /// <summary>2026/5/1 and 2026-05-01 are one day.</summary>
    private static DateOnly? Digits(string? text) =>
        DateOnly.TryParseExact(
            text, ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : null;
}
