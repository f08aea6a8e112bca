using System.Security.Cryptography;
using ColdChain.Core.Integrity;
using ColdChain.Server.Equipment.Dossier;
using ColdChain.Server.LoggerFiles;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Integrity;

/// <summary>
/// Computes the SHA-256 of every file that a paper of equipment or an upload of a logger names, and holds the paper's own word of it
/// against the audit trail. Files are read as streams; of a file that several papers name, each time anew.
/// </summary>
/// <param name="records">Read only.</param>
/// <param name="trail">What the trail, already followed, says of papers.</param>
/// <param name="dataDirectory">Where the folders of files are.</param>
internal sealed class FileCheck(RecordsDbContext records, FilesOnTrail trail, string dataDirectory)
{
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    /// <summary>Files that fit.</summary>
    public long Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Files that no paper names: one whose paper was never entered, say. No misfit.</summary>
    public long Strangers { get; private set; }

    /// <summary>One of them, by its folder and name.</summary>
    public string? Stranger { get; private set; }

    public Misfit? Run()
    {
        Misfit? first = Check(Papers(), "attachments") ?? Check(LoggerFiles(), "logger-files");
        if (first is null && trail.Left.FirstOrDefault() is { Subject: not null } missing)
        {
            first = RecordsMisfits.OtherFileOnTrail(missing.Subject, missing.Id);
        }

        return first;
    }

    private IEnumerable<NamedFile> Papers() => records.Set<DossierEntry>().AsNoTracking().OrderBy(entry => entry.Id)
        .Select(entry => new { entry.Id, entry.StorageUnitId, entry.SensorId, entry.FileName, entry.FileSha256, entry.FileSizeBytes })
        .AsEnumerable()
        .Select(entry => new NamedFile(
            FilesOnTrail.Papers, entry.Id, entry.SensorId?.ToString() ?? $"{entry.StorageUnitId}", entry.FileName, entry.FileSha256, entry.FileSizeBytes));

    private IEnumerable<NamedFile> LoggerFiles() => records.Set<LoggerFileEntry>().AsNoTracking().OrderBy(entry => entry.Id)
        .Select(entry => new { entry.Id, entry.StorageUnitId, entry.FileName, entry.Sha256, entry.SizeBytes })
        .AsEnumerable()
        .Select(entry => new NamedFile(
            FilesOnTrail.LoggerFiles, entry.Id, entry.StorageUnitId.ToString(), entry.FileName, entry.Sha256, entry.SizeBytes));

    private Misfit? Check(IEnumerable<NamedFile> files, string folderName)
    {
        DirectoryInfo folder = new(Path.Combine(dataDirectory, folderName));
        foreach (NamedFile file in files)
        {
            if ((CheckTrail(file) ?? (file.Sha256 is null ? null : CheckBytes(file, folder))) is { } misfit)
            {
                return misfit;
            }
        }

        foreach (FileInfo found in folder.Exists ? folder.EnumerateFiles() : [])
        {
            if (!_named.Contains(found.Name))
            {
                Strangers++;
                Stranger ??= $"{folderName}/{found.Name}";
            }
        }

        return null;
    }

    private Misfit? CheckTrail(NamedFile file)
    {
        string? said = trail.Take(file.Subject, file.Id);
        return said == file.Sha256
            ? null
            : said is null ? RecordsMisfits.FileNotOnTrail(file) : RecordsMisfits.OtherFileOnTrail(file.Subject, file.Id);
    }

    private Misfit? CheckBytes(NamedFile file, DirectoryInfo folder)
    {
        // What stands in the record may be anything, and is a path only when it is a hash.
        FileInfo? found = Digest.TryParse(file.Sha256, out Digest said) ? new FileInfo(Path.Combine(folder.FullName, said.ToString())) : null;
        if (found is not { Exists: true })
        {
            return RecordsMisfits.FileGone(file, folder.Name);
        }

        _named.Add(found.Name);
        if (found.Length != file.SizeBytes)
        {
            return RecordsMisfits.FileLength(file, found.Length);
        }

        try
        {
            using FileStream bytes = found.OpenRead();
            Span<byte> hash = stackalloc byte[Digest.Length];
            SHA256.HashData(bytes, hash);
            if (!Digest.TryRead(hash, out Digest computed) || computed != said)
            {
                return RecordsMisfits.OtherFile(file);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return RecordsMisfits.FileUnreadable(file, fault.Message);
        }

        (Count, Bytes) = (Count + 1, Bytes + found.Length);
        return null;
    }
}
