namespace ColdChain.Server.Alarming.Texts;

/// <summary>A message as a person reads it, without its link.</summary>
/// <param name="FirstLine">All that a locked phone shows.</param>
/// <param name="Rest">The other lines.</param>
public sealed record MessageText(string FirstLine, string Rest)
{
    public string Whole => Rest.Length == 0 ? FirstLine : $"{FirstLine}\n{Rest}";
}
