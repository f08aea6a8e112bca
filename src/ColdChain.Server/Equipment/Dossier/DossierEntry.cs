using ColdChain.Core.Identity;
using ColdChain.Core.Time;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>One paper in the file of a unit or a sensor (冷链设备档案). Never changed: a <see cref="DossierNote"/> corrects or voids it.</summary>
public abstract class DossierEntry
{
    public long Id { get; init; }

    /// <summary>By which the database tells the classes apart.</summary>
    public DossierEntryKind Kind { get; init; }

    /// <summary>Whose file; of this and <see cref="SensorId"/> exactly one is given.</summary>
    public StorageUnitId? StorageUnitId { get; init; }

    public SensorId? SensorId { get; init; }

    /// <summary>Whose it was when this was entered. Who may read it follows from whose it is now.</summary>
    public required FacilityId FacilityId { get; init; }

    /// <summary>The day on which it was done.</summary>
    public required DateOnly DoneOn { get; init; }

    /// <summary>The last day until which it counts; null: it need not be done again.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The laboratory, the repairer, whoever validated.</summary>
    public required string DoneBy { get; init; }

    /// <summary>Of the certificate or report, as printed.</summary>
    public string? Number { get; init; }

    public string? Remarks { get; init; }

    /// <summary>As the browser called it; never used as a path.</summary>
    public string? FileName { get; init; }

    /// <summary>64 hexadecimal digits; where <see cref="AttachmentFolder"/> has it. Null: no file is attached.</summary>
    public string? FileSha256 { get; init; }

    public int? FileSizeBytes { get; init; }

    public AttachmentKind? FileKind { get; init; }

    public Instant EnteredAt { get; init; }

    public long EnteredById { get; init; }

    public string EnteredBy { get; init; } = string.Empty;
}
