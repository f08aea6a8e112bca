namespace ColdChain.Core.LoggerFiles.Written;

/// <summary>A time as a file has it: what the clock showed, and its offset from UTC where the file says so.</summary>
public readonly record struct WrittenTime(DateTime Shown, TimeSpan? Offset);
