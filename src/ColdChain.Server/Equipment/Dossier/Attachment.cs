namespace ColdChain.Server.Equipment.Dossier;

/// <summary>A file that somebody attaches to a paper.</summary>
/// <param name="FileName">As the browser calls it.</param>
/// <param name="Bytes">All of it.</param>
public sealed record Attachment(string FileName, byte[] Bytes);
