using ColdChain.Server.Equipment.Dossier;

namespace ColdChain.Server.Pages.Equipment;

/// <summary>Takes the file of a form, if there is one.</summary>
internal static class UploadedFile
{
    public static async Task<Attachment?> ReadAsync(IFormFile? upload, CancellationToken cancellationToken)
    {
        if (upload is not { Length: > 0 })
        {
            return null;
        }

        // One byte more than allowed is enough to be refused for its size.
        byte[] bytes = new byte[Math.Min(upload.Length, AttachmentBytes.Most + 1)];
        await using Stream stream = upload.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return new Attachment(upload.FileName, bytes);
    }
}
