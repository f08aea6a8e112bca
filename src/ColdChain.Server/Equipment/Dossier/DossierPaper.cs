namespace ColdChain.Server.Equipment.Dossier;

/// <summary>A paper with what was said of it later, in order.</summary>
public sealed record DossierPaper(DossierEntry Entry, IReadOnlyList<DossierNote> Notes)
{
    public DossierNote? Void => Notes.FirstOrDefault(note => note.IsVoid);
}
