namespace ColdChain.Server.Equipment.Dossier;

/// <summary>What a file is by its first bytes; nothing else is taken. Stored by name: never rename.</summary>
public enum AttachmentKind
{
    Pdf,
    Jpeg,
    Png,
}
