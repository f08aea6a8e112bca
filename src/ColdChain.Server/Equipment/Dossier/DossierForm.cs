namespace ColdChain.Server.Equipment.Dossier;

/// <summary>The fields of the forms by which papers are entered, as typed; which of them count depends on what is entered.</summary>
public sealed class DossierForm
{
    public string? On { get; set; }

    public string? DueOn { get; set; }

    public string? DoneBy { get; set; }

    public string? Number { get; set; }

    public string? Remarks { get; set; }

    public string? Points { get; set; }

    public string? Fault { get; set; }

    public string? Remedy { get; set; }

    public string? Occasion { get; set; }

    public string? Result { get; set; }

    public string? IncludesMapping { get; set; }
}
