namespace ColdChain.Core.LoggerFiles.Written;

/// <summary>What the calendar of a zone says about a time that its clocks showed.</summary>
public enum LocalMomentKind
{
    /// <summary>It exists once.</summary>
    Plain,

    /// <summary>In the hour that is repeated in autumn, before the clocks went back.</summary>
    FirstPass,

    /// <summary>After they went back.</summary>
    SecondPass,

    /// <summary>In the hour that is left out in spring.</summary>
    DoesNotExist,
}
