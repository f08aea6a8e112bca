namespace ColdChain.Core.LoggerFiles;

/// <summary>What happened to a logger.</summary>
public enum LoggerMarkKind
{
    /// <summary>Switched on; its clock was set then.</summary>
    Activated,

    /// <summary>A recording was asked for (Q-tag).</summary>
    StartTriggered,

    /// <summary>A recording began, after its delay (Q-tag).</summary>
    Started,

    Stopped,

    /// <summary>This file was made. By it a clock that is wrong shows, when the file is taken over at once.</summary>
    ReportMade,

    BatteryLow,

    BatteryCritical,

    /// <summary>An error that the logger counted; codes 15 and 19 were seen and are explained nowhere.</summary>
    OwnError,

    /// <summary>Somebody pressed the button to mark a moment (Q-tag).</summary>
    ButtonPressed,
}
