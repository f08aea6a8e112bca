namespace ColdChain.Server.History.Embedded;

/// <summary>What the next root needs to know of the one before it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Day">The last day under it.</param>
/// <param name="LastSeal">The chunks up to this number are under it or an earlier one.</param>
internal readonly record struct DailyRootRow(long Number, int Day, long LastSeal);
