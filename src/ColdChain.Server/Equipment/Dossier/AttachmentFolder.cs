using ColdChain.Server.LoggerFiles;

namespace ColdChain.Server.Equipment.Dossier;

/// <summary>The files that were attached to papers, as they came, each under its SHA-256 in <c>attachments/</c>.</summary>
public sealed class AttachmentFolder(string dataDirectory)
{
    private readonly EvidenceFolder _folder = new(dataDirectory, "attachments");

    /// <summary>On the disk when it returns; gives its hash. Once more changes nothing.</summary>
    public async Task<string> KeepAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        string hash = EvidenceFolder.HashOf(bytes.Span);
        await _folder.KeepAsync(hash, bytes, cancellationToken);
        return hash;
    }

    /// <summary>Null when it is gone, or is not what its name says.</summary>
    public Task<byte[]?> ReadAsync(string hash, CancellationToken cancellationToken) => _folder.ReadAsync(hash, cancellationToken);
}
