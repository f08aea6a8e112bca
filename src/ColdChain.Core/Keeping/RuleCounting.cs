namespace ColdChain.Core.Keeping;

/// <summary>Which time beyond its limit an alarm rule waits for.</summary>
public enum RuleCounting
{
    /// <summary>EX-03. Without a return, since the first reading beyond; silence does not stop it.</summary>
    Waiting,

    /// <summary>EX-15. Observed beyond it within this excursion, returns left out.</summary>
    WithinExcursion,

    /// <summary>EX-16. Observed beyond it within the window before now, over all excursions.</summary>
    WithinWindow,
}
