using System.Text;

namespace ColdChain.Agent.Mqtt;

/// <summary>Texts of strangers, made fit for one line of a log or an event.</summary>
internal static class LogText
{
    /// <summary>Control characters become '?', so that nobody can write a log line of their own; cut at <paramref name="most"/>.</summary>
    public static string OneLine(string text, int most)
    {
        StringBuilder shown = new(Math.Min(text.Length, most) + 1);
        foreach (char letter in text.AsSpan(0, Math.Min(text.Length, most)))
        {
            shown.Append(char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter);
        }

        return text.Length > most ? shown.Append('…').ToString() : shown.ToString();
    }
}
