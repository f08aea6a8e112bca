namespace ColdChain.Server.Pages.Parts;

/// <summary>How a <see cref="Tone"/> is written in a page.</summary>
public static class ToneText
{
    /// <summary>The class that app.css colours.</summary>
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Ok => "ok",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        Tone.None => "none",
    };

    public static string Mark(this Tone tone) => tone switch
    {
        Tone.Ok => "✓",
        Tone.Warn => "!",
        Tone.Bad => "▲",
        Tone.None => "?",
    };
}
