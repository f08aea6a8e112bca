namespace ColdChain.Server.Equipment.Dossier;

/// <summary>Says what a file is by what is in it, whatever it is called.</summary>
public static class AttachmentBytes
{
    /// <summary>A scanned certificate of some pages. Product decision.</summary>
    public const int Most = 10 * 1024 * 1024;

    /// <summary>Readers of PDF look for its mark in the first kilobyte; some scanners write a line before it.</summary>
    private const int PdfMarkWithin = 1024;

    /// <summary>Null for what is neither PDF nor JPEG nor PNG.</summary>
    public static AttachmentKind? KindOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return AttachmentKind.Png;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return AttachmentKind.Jpeg;
        }

        return bytes[..Math.Min(PdfMarkWithin, bytes.Length)].IndexOf("%PDF-"u8) >= 0 ? AttachmentKind.Pdf : null;
    }

    public static string MediaType(AttachmentKind kind) => kind switch
    {
        AttachmentKind.Pdf => "application/pdf",
        AttachmentKind.Jpeg => "image/jpeg",
        AttachmentKind.Png => "image/png",
    };
}
