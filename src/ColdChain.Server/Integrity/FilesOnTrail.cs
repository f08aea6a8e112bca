using System.Globalization;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.LoggerFiles;

namespace ColdChain.Server.Integrity;

/// <summary>Which file each paper named when it was entered, as the audit trail has it: a hash a paper, and no more, is held.</summary>
internal sealed class FilesOnTrail
{
    /// <summary>The table of <see cref="DossierEntry"/>.</summary>
    public const string Papers = "dossier_entry";

    /// <summary>The table of <see cref="LoggerFileEntry"/>.</summary>
    public const string LoggerFiles = "logger_file_entry";

    private readonly Dictionary<(string Subject, long Id), string> _files = [];

    /// <summary>Those that no paper was held against yet.</summary>
    public IEnumerable<(string Subject, long Id)> Left => _files.Keys.Order();

    public void Note(AuditEntry entry)
    {
        string? column = (entry.Action, entry.Subject) switch
        {
            (AuditActions.Create, Papers) => nameof(DossierEntry.FileSha256),
            (AuditActions.Create, LoggerFiles) => nameof(LoggerFileEntry.Sha256),
            _ => null,
        };
        if (column is not null
            && long.TryParse(entry.SubjectKey, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            && AuditValues.Read(entry.NewValues).GetValueOrDefault(column) is { Length: > 0 } hash)
        {
            _files[(entry.Subject, id)] = hash;
        }
    }

    /// <summary>The hash that a paper had; null where the trail has the paper without a file, or not at all.</summary>
    public string? Take(string subject, long id) => _files.Remove((subject, id), out string? hash) ? hash : null;
}
