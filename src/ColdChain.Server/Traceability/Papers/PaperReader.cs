using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ColdChain.Core.Lots;
using ColdChain.Core.Time;
using ColdChain.Server.Equipment;
using ColdChain.Server.Facilities;
using ColdChain.Server.Sheets;

namespace ColdChain.Server.Traceability.Papers;

/// <summary>Turns written lines into movements, or into the list of everything that is wrong with them.</summary>
public sealed class PaperReader(FacilityBook book)
{
    private readonly List<ImportMistake> _mistakes = [];

    public IReadOnlyList<ImportMistake> Mistakes => _mistakes;

    /// <summary>The lines that could be read; lines with a mistake are left out.</summary>
    public IReadOnlyList<MovementDraft> Read(IEnumerable<SheetRow<PaperColumn>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return [.. rows.Select(Read).OfType<MovementDraft>()];
    }

    private MovementDraft? Read(SheetRow<PaperColumn> row)
    {
        SheetCells<PaperColumn> cells = new(row, PaperColumns.All, _mistakes);
        string? document = cells.RequiredText(PaperColumn.DocumentNumber);
        int? line = cells.SmallCount(PaperColumn.DocumentLine);
        if (line is null or 0)
        {
            cells.Refuse(PaperColumn.DocumentLine, "应为从 1 起的整数", "must be a whole number from 1");
        }

        MovementKind? kind = ReadKind(row, cells);
        (StockPlace? from, string? supplier) = ReadFrom(row, cells, kind);
        StockPlace? to = ReadPlace(row, cells, PaperColumn.To, PaperColumn.ToUnit);
        Facility? owner = ReadOwner(cells, kind == MovementKind.Receipt ? to : from);
        TimeZoneInfo zone = owner is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(owner.TimeZone);
        Instant? at = cells.Moment(PaperColumn.At, zone);
        if (row[PaperColumn.At] is null)
        {
            cells.Refuse(PaperColumn.At, "没有填写", "is empty");
        }

        LotKey? lot = ReadLot(row, cells);
        if (!cells.IsClean || document is null || line is null || kind is null || owner is null || at is null || lot is null)
        {
            return null;
        }

        StockMovement movement = new()
        {
            Id = row.Number,
            Kind = kind.Value,
            Lot = lot,
            At = at.Value,
            Doses = cells.Count(PaperColumn.Doses) ?? 0,
            From = from,
            To = to,
            OutsideSupplier = supplier,
            DocumentNumber = document,
            DocumentLine = line.Value,
            Printed = ReadPrinted(cells),
            Journey = ReadJourney(cells, zone),
            VoidsId = kind == MovementKind.Void ? 0 : null,
        };
        return Complete(row, cells, new MovementDraft(row.Number, owner.Id, movement) { ContentSha256 = Hash(row) });
    }

    private static MovementDraft? Complete(SheetRow<PaperColumn> row, SheetCells<PaperColumn> cells, MovementDraft draft)
    {
        MovementKind kind = draft.Movement.Kind;
        foreach (MovementFault fault in MovementShape.Faults(draft.Movement))
        {
            (string chinese, string english) = FaultText.Of(fault, kind);
            cells.Note(chinese, english);
        }

        (string Document, int Line)? voids = ReadVoid(row, cells, kind);
        draft = draft with
        {
            Packages = cells.Count(PaperColumn.Packages),
            Purpose = cells.Text(PaperColumn.Purpose),
            TraceCodes = cells.LongText(PaperColumn.TraceCodes),
            Remarks = cells.LongText(PaperColumn.Remarks),
            Voids = voids,
            VoidReason = cells.Text(PaperColumn.VoidReason),
        };
        return cells.IsClean ? draft : null;
    }

    private static MovementKind? ReadKind(SheetRow<PaperColumn> row, SheetCells<PaperColumn> cells)
    {
        MovementKind? kind = row[PaperColumn.Kind] is { } name ? MovementKinds.Find(name) : null;
        if (kind is null)
        {
            cells.Refuse(
                PaperColumn.Kind,
                "应为入库、移库、出库、退回、接种、报废、盘点或作废",
                "must be receipt, transfer, issue, return, use, discard, count or void");
        }

        return kind;
    }

    /// <summary>Who sends a receipt may stand outside the tree; who sends anything else may not.</summary>
    private (StockPlace? From, string? Supplier) ReadFrom(SheetRow<PaperColumn> row, SheetCells<PaperColumn> cells, MovementKind? kind)
    {
        bool isOutside = kind == MovementKind.Receipt && row[PaperColumn.From] is { } name && book.Find(name) is null;
        return isOutside
            ? (null, cells.Text(PaperColumn.From))
            : (ReadPlace(row, cells, PaperColumn.From, PaperColumn.FromUnit), null);
    }

    private StockPlace? ReadPlace(SheetRow<PaperColumn> row, SheetCells<PaperColumn> cells, PaperColumn facilityColumn, PaperColumn unitColumn)
    {
        if (row[facilityColumn] is not { } name)
        {
            return null;
        }

        if (book.Find(name) is not { } facility)
        {
            cells.Refuse(facilityColumn, "不是已知的单位", "is no known facility");
            return null;
        }

        if (row[unitColumn] is not { } unitName)
        {
            return new StockPlace(facility.Id, null);
        }

        if (book.Unit(facility, unitName) is not { } unit)
        {
            cells.Refuse(unitColumn, $"不是{facility.NameZh}的设备", $"is no storage unit of {facility.Id}");
            return null;
        }

        return new StockPlace(facility.Id, unit.Id);
    }

    private Facility? ReadOwner(SheetCells<PaperColumn> cells, StockPlace? place)
    {
        if (place is not { } known)
        {
            if (cells.IsClean)
            {
                cells.Note("没有填写收发单位。", "names no facility of its own (to for a receipt, from for all others).");
            }

            return null;
        }

        Facility facility = book.Of(known.Facility);
        if (book.MayOwn(facility))
        {
            return facility;
        }

        cells.Note($"{facility.NameZh}的台账不在您的管辖范围内。", $"the book of {facility.Id} is not within your facilities.");
        return null;
    }

    private static LotKey? ReadLot(SheetRow<PaperColumn> row, SheetCells<PaperColumn> cells)
    {
        foreach (PaperColumn column in new[] { PaperColumn.Product, PaperColumn.Manufacturer, PaperColumn.LotNumber })
        {
            if (row[column] is null)
            {
                cells.Refuse(column, "没有填写", "is empty");
            }
            else if (!LotKey.TryCreate(row[column], row[column], row[column], out _))
            {
                cells.Refuse(column, "不能辨认或超过 120 个字符", "is not readable, or longer than 120 characters");
            }
        }

        return LotKey.TryCreate(row[PaperColumn.Manufacturer], row[PaperColumn.Product], row[PaperColumn.LotNumber], out LotKey? key)
            ? key
            : null;
    }

    private static PrintedLot ReadPrinted(SheetCells<PaperColumn> cells) => new(
        cells.Day(PaperColumn.Expiry),
        cells.Text(PaperColumn.Specification),
        cells.Text(PaperColumn.ApprovalNumber),
        cells.Text(PaperColumn.LotReleaseNumber),
        cells.Text(PaperColumn.AuthorisationHolder));

    private static JourneyPaper ReadJourney(SheetCells<PaperColumn> cells, TimeZoneInfo zone) => new()
    {
        DepartedAt = cells.Moment(PaperColumn.DepartedAt, zone),
        ArrivedAt = cells.Moment(PaperColumn.ArrivedAt, zone),
        DepartureTemperature = cells.Celsius(PaperColumn.DepartureTemperature),
        ArrivalTemperature = cells.Celsius(PaperColumn.ArrivalTemperature),
        DepartureAmbient = cells.Celsius(PaperColumn.DepartureAmbient),
        ArrivalAmbient = cells.Celsius(PaperColumn.ArrivalAmbient),
        TransportTool = cells.Text(PaperColumn.TransportTool),
        CoolingMethod = cells.Text(PaperColumn.CoolingMethod),
        MileageMetres = cells.Metres(PaperColumn.MileageKilometres),
        SentBy = cells.Text(PaperColumn.SentBy),
        ReceivedBy = cells.Text(PaperColumn.ReceivedBy),
    };

    private static (string Document, int Line)? ReadVoid(SheetRow<PaperColumn> row, SheetCells<PaperColumn> cells, MovementKind kind)
    {
        bool isVoid = kind == MovementKind.Void;
        foreach (PaperColumn column in new[] { PaperColumn.VoidsDocument, PaperColumn.VoidsLine, PaperColumn.VoidReason })
        {
            if (isVoid && row[column] is null)
            {
                cells.Refuse(column, "没有填写", "is empty");
            }
            else if (!isVoid && row[column] is not null)
            {
                cells.Refuse(column, "只用于作废", "is for a void only");
            }
        }

        return isVoid && cells.Text(PaperColumn.VoidsDocument) is { } document && cells.SmallCount(PaperColumn.VoidsLine) is { } line
            ? (document, line)
            : null;
    }

    /// <summary>Of the cells as written, whatever the order of the columns and the language of the header.</summary>
    private static string Hash(SheetRow<PaperColumn> row)
    {
        IEnumerable<string> cells = row.Cells.OrderBy(cell => cell.Key)
            .Select(cell => string.Create(CultureInfo.InvariantCulture, $"{(int)cell.Key}\u001f{cell.Value}\u001e"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(cells))));
    }
}
